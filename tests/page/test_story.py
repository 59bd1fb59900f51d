"""The story, played from first to last by somebody who only reads the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import FilePayload, Locator, Page, ViewportSize, expect

from bot.practice.driver import Slack
from bot.story import STEPS, Step
from tests.page.conftest import DESK, PHONE, OpenPage
from tests.test_drafts import photo

pytestmark = pytest.mark.long

PHOTO: FilePayload = {"name": "누수.jpg", "mimeType": "image/jpeg", "buffer": photo()}
WORDS = {
    "ko": {"type": "입력란에 넣기", "send": "보내기", "day": "가기", "story": "이야기", "end": "끝까지 왔습니다"},
    "en": {"type": "Type it for me", "send": "Send", "day": "Go to", "story": "Story", "end": "That is all of it"},
}


@dataclass
class Visitor:
    """Somebody at the page, who presses what the current step offers and what it says."""

    page: Page
    words: dict[str, str]

    @property
    def step(self) -> Locator:
        return self.page.locator(".story li.next")

    @property
    def place(self) -> Locator:
        return self.page.locator("#place")

    @property
    def form(self) -> Locator:
        return self.page.get_by_role("dialog")

    def look_at_story(self) -> None:
        """A tab on a phone; on a desk it is beside, unless a thread stands there."""
        ways = (self.page.locator("#tabs").get_by_role("link", name=self.words["story"]), self.page.locator(".shut"))
        for way in ways:
            if way.is_visible():
                way.click()

    def go_there(self) -> None:
        self.step.get_by_role("button").last.click()
        expect(self.place).to_be_visible()

    def type_and_send(self) -> None:
        self.step.get_by_role("button", name=self.words["type"]).click()
        self.send()

    def send(self) -> None:
        self.place.get_by_role("button", name=self.words["send"], exact=True).click()

    def choose(self, photo: FilePayload) -> None:
        with self.page.expect_file_chooser() as choosing:
            self.place.locator(".tools .opener").first.click()
        choosing.value.set_files(photo)

    def move_the_day(self) -> None:
        self.step.get_by_role("button", name=self.words["day"]).first.click()

    def press(self, name: str) -> None:
        self.place.get_by_role("button", name=name, exact=True).first.click()

    def send_form(self) -> None:
        self.form.locator("button.primary").click()
        expect(self.form).to_have_count(0)


def plan(visitor: Visitor) -> None:
    visitor.type_and_send()
    expect(visitor.place.locator(".ephemeral")).to_contain_text("세부과제 53개")


def report(visitor: Visitor) -> None:
    visitor.type_and_send()
    expect(visitor.place.locator(".ephemeral")).to_contain_text("1번으로 접수했습니다")


def card(visitor: Visitor) -> None:
    visitor.go_there()
    expect(visitor.place.get_by_role("heading", name="현장 문제 1번")).to_be_visible()


def draft(visitor: Visitor) -> None:
    visitor.step.get_by_role("button", name=visitor.words["type"]).click()
    visitor.choose(PHOTO)
    visitor.send()
    visitor.place.get_by_role("button", name=re.compile("등록$")).click()
    expect(visitor.place).to_contain_text("2번으로 등록했습니다")


def assign(visitor: Visitor) -> None:
    visitor.go_there()
    visitor.press("담당부서 지정")
    visitor.form.get_by_label("담당 부서").select_option("건축과")
    visitor.send_form()
    expect(visitor.place).to_contain_text("담당: 건축과")


def talk(visitor: Visitor) -> None:
    visitor.go_there()
    visitor.press("답변")
    visitor.form.get_by_label("답변").fill("몇 층인가요?")
    visitor.send_form()


def agenda(visitor: Visitor) -> None:
    visitor.go_there()
    visitor.press("안건 상정")
    expect(visitor.place.locator(".ephemeral").last).to_contain_text("안건으로 올렸습니다")


def notice(visitor: Visitor) -> None:
    visitor.move_the_day()
    visitor.go_there()
    expect(visitor.place.get_by_role("heading", name="D-14")).to_be_visible()


def answers(visitor: Visitor) -> None:
    visitor.go_there()
    visitor.press("참석")
    expect(visitor.place).to_contain_text("참석 1")


def reminder(visitor: Visitor) -> None:
    visitor.move_the_day()
    visitor.go_there()
    visitor.press("실적 입력")
    visitor.form.get_by_label("결과").fill("강화기준안을 마련했습니다")
    visitor.send_form()
    expect(visitor.place).to_contain_text("✓ B-01")


def solved(visitor: Visitor) -> None:
    visitor.go_there()
    visitor.place.locator(".actions").first.get_by_role("button").last.click()
    visitor.page.get_by_role("menuitem", name="상태 바꾸기").click()
    visitor.form.get_by_role("button", name="완료", exact=True).click()
    visitor.send_form()
    expect(visitor.place).to_contain_text("상태: 완료")
    visitor.page.locator("#who").click()
    visitor.page.locator(".cast button").filter(has_text="현장 주무관").click()
    visitor.place.get_by_role("link", name=re.compile("답글|Replies")).first.click()
    visitor.page.locator("#side").get_by_role("button", name="해결됨").click()


PLAYED: list[Callable[[Visitor], None]] = [
    plan,
    report,
    card,
    draft,
    assign,
    talk,
    agenda,
    notice,
    answers,
    reminder,
    solved,
]


def test_every_step_of_the_story_is_played_below() -> None:
    assert [step.name for step in STEPS] == [play.__name__ for play in PLAYED]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_step_can_be_played_and_ticks_itself_off(
    slack: Slack, open_page: OpenPage, size: ViewportSize, language: str
) -> None:
    page = open_page(slack, "U0OFFICER", size, place="story")
    if language == "en":
        page.get_by_role("button", name="English").click()
    visitor = Visitor(page, WORDS[language])
    for number, (step, play) in enumerate(zip(STEPS, PLAYED, strict=True)):
        expect(visitor.step).to_contain_text(_title(step, language))
        play(visitor)
        visitor.look_at_story()
        expect(page.locator(".story li.done")).to_have_count(_ticked_by(number))
    expect(page.get_by_text(WORDS[language]["end"])).to_have_count(1)


def _title(step: Step, language: str) -> str:
    return step.title[0 if language == "ko" else 1]


def _ticked_by(number: int) -> int:
    """The card is there as soon as there is a report."""
    return number + 2 if STEPS[number].name == "report" else number + 1
