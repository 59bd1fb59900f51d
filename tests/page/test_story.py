"""The story, played from first to last by somebody who only reads the page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FilePayload, Locator, Page, ViewportSize, expect

from bot.practice.driver import Slack
from bot.story import STEPS
from tests.page.conftest import DESK, PHONE, OpenPage
from tests.test_drafts import photo

_PHOTO: FilePayload = {"name": "누수.jpg", "mimeType": "image/jpeg", "buffer": photo()}
WORDS = {
    "ko": {"type": "입력란에 넣기", "send": "보내기", "day": "가기", "story": "이야기", "end": "끝까지 왔습니다"},
    "en": {"type": "Type it for me", "send": "Send", "day": "Go to", "story": "Story", "end": "That is all of it"},
}


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_step_can_be_played_and_ticks_itself_off(
    slack: Slack, open_page: OpenPage, size: ViewportSize, language: str
) -> None:
    page, words = open_page(slack, "U0OFFICER", size, place="story"), WORDS[language]
    if language == "en":
        page.get_by_role("button", name="English").click()
    step = page.locator(".story li.next")

    def go_on(title: str) -> None:
        """To the story, where that step is the next one."""
        if size == PHONE:
            page.locator("#tabs").get_by_role("link", name=words["story"]).click()
        expect(step).to_contain_text(title)

    def titled(name: str) -> str:
        step_of = next(each for each in STEPS if each.name == name)
        return step_of.title[0 if language == "ko" else 1]

    def type_and_send() -> None:
        step.get_by_role("button", name=words["type"]).click()
        page.locator("#place").get_by_role("button", name=words["send"], exact=True).click()

    def move_the_day() -> None:
        step.get_by_role("button", name=words["day"]).first.click()

    def go_there() -> None:
        step.get_by_role("button").last.click()

    go_on(titled("plan"))
    type_and_send()
    expect(page.locator("#place .ephemeral")).to_contain_text("세부과제 53개")
    go_on(titled("report"))
    type_and_send()
    expect(page.locator("#place .ephemeral")).to_contain_text("1번으로 접수했습니다")
    go_on(titled("card"))
    go_there()
    expect(page.locator("#place").get_by_role("heading", name="현장 문제 1번")).to_be_visible()
    go_on(titled("draft"))
    step.get_by_role("button", name=words["type"]).click()
    page.locator("#place input[type=file]").first.set_input_files(_PHOTO)
    page.locator("#place").get_by_role("button", name=words["send"], exact=True).click()
    page.locator("#place").get_by_role("button", name="새로 등록").click()
    go_on(titled("assign"))
    go_there()
    card = page.locator("#place article", has_text="현장 문제 1번").first
    card.get_by_role("button", name="담당부서 지정").click()
    form = page.get_by_role("dialog", name="1번 담당 지정")
    form.get_by_label("담당 부서").select_option(label="건축과")
    _save(form)
    go_on(titled("talk"))
    go_there()
    card.get_by_role("button", name="답변", exact=True).click()
    form = page.get_by_role("dialog", name="1번 답변")
    form.get_by_label("답변 (접수한 사람이 읽습니다)").fill("몇 층인가요?")
    _save(form)
    go_on(titled("agenda"))
    go_there()
    card.get_by_role("button", name="안건 상정").click()
    go_on(titled("notice"))
    move_the_day()
    if size == PHONE:  # where the notice is not in sight yet
        go_on(titled("notice"))
        go_there()
    expect(page.locator("#place").get_by_role("heading", name="D-14")).to_be_visible()
    go_on(titled("answers"))
    go_there()
    notice = page.locator("#place article", has_text="D-14").last
    notice.get_by_role("button", name="참석", exact=True).click()
    expect(page.locator("#place")).to_contain_text("참석 1")
    go_on(titled("reminder"))
    move_the_day()
    go_there()
    page.locator("#place").get_by_role("button", name="실적 입력").first.click()
    _enter_result(page)
    expect(page.locator("#place")).to_contain_text("✓ B-01")
    go_on(titled("solved"))
    go_there()
    card = page.locator("#place article", has_text="이 건을 맡으셨습니다").first
    card.locator(".actions").get_by_role("button", name=re.compile("더 보기|More")).first.click()
    card.get_by_role("menuitem", name="상태 바꾸기").click()
    page.get_by_role("dialog").get_by_role("button", name="완료", exact=True).click()
    _save(page.get_by_role("dialog", name="1번 상태"))
    _say_it_is_solved(page)
    if size == PHONE:
        page.locator("#tabs").get_by_role("link", name=words["story"]).click()
    expect(page.get_by_text(words["end"])).to_be_visible()
    expect(page.locator(".story li.done")).to_have_count(len(STEPS))


def _say_it_is_solved(page: Page) -> None:
    """As the officer, in the thread of the receipt."""
    page.locator("#bar button", has_text="건축과장").click()
    page.locator(".cast button", has_text="현장 주무관").click()
    page.goto(page.url.partition("#")[0] + "#/D00OFFICER")
    receipt = page.locator("#place article", has_text="1번으로 접수한 내용입니다").first
    receipt.locator("a, button").filter(has_text=re.compile("답글|repl(y|ies)", re.IGNORECASE)).last.click()
    page.get_by_role("button", name="해결됨").first.click()
    page.goto(page.url.partition("#")[0] + "#/D00OFFICER")  # out of the thread


def _save(form: Locator) -> None:
    form.get_by_role("button", name="저장").click()
    expect(form).to_have_count(0)


def _enter_result(page: Page) -> None:
    form = page.get_by_role("dialog", name="실적 입력")
    form.get_by_label("결과").fill("강화기준안을 마련했습니다")
    _save(form)
