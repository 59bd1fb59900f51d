"""The story, played from first to last by somebody who only reads the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from bot.practice.driver import Slack
from bot.story import STEPS
from tests.page.conftest import DESK, PHONE, OpenPage

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

    def titled(number: int) -> str:
        return STEPS[number].title[0 if language == "ko" else 1]

    def type_and_send() -> None:
        step.get_by_role("button", name=words["type"]).click()
        page.locator("#place").get_by_role("button", name=words["send"], exact=True).click()

    def move_the_day() -> None:
        step.get_by_role("button", name=words["day"]).first.click()

    go_on(titled(0))
    type_and_send()
    expect(page.locator("#place .ephemeral")).to_contain_text("세부과제 53개")
    go_on(titled(1))
    type_and_send()
    expect(page.locator("#place .ephemeral")).to_contain_text("1번으로 접수했습니다")
    go_on(titled(2))
    step.get_by_role("button").last.click()
    expect(page.locator("#place").get_by_role("heading", name="현장 문제 1번")).to_be_visible()
    go_on(titled(3))
    move_the_day()
    expect(page.locator(".story li.done")).to_have_count(4)
    if size == PHONE:  # where the notice is not in sight yet
        go_on(titled(3))
        step.get_by_role("button").last.click()
    expect(page.locator("#place").get_by_role("heading", name="D-14")).to_be_visible()
    go_on(titled(4))
    step.get_by_role("button").last.click()
    page.locator("#place").get_by_role("button", name="참석", exact=True).click()
    expect(page.locator("#place")).to_contain_text("참석 1")
    go_on(titled(5))
    move_the_day()
    step.get_by_role("button").last.click()
    page.locator("#place").get_by_role("button", name="실적 입력").click()
    _enter_result(page)
    expect(page.locator("#place")).to_contain_text("✓ B-01")
    if size == PHONE:
        page.locator("#tabs").get_by_role("link", name=words["story"]).click()
    expect(page.get_by_text(words["end"])).to_be_visible()
    expect(page.locator(".story li.done")).to_have_count(len(STEPS))


def _enter_result(page: Page) -> None:
    form = page.get_by_role("dialog", name="실적 입력")
    form.get_by_label("결과").fill("강화기준안을 마련했습니다")
    form.get_by_role("button", name="저장").click()
    expect(form).to_have_count(0)
