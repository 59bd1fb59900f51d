"""A report from the page: typed in the composer on a desktop, by modal on a phone."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from bot.practice.driver import Slack
from bot.sample import COUNCIL, FIELD
from tests.page.conftest import PHONE, OpenPage
from tests.texts import issue_heading, korean


def test_a_report_typed_in_the_composer_is_answered_to_me_alone(slack: Slack, open_page: OpenPage) -> None:
    officer, leader = open_page(slack, "U0OFFICER", place=FIELD), open_page(slack, "U0LEADER", place=FIELD)
    composer = officer.get_by_label("#현장에 메시지 보내기")
    composer.fill("/")
    expect(officer.get_by_role("option", name="/cn")).to_contain_text("report")
    composer.press("Tab")
    composer.press_sequentially("report 별양동 주민센터 창호 결로 B-09")
    composer.press("Enter")
    expect(officer.locator("#place .ephemeral")).to_contain_text("1번으로 접수했습니다")
    expect(officer.locator("#place .ephemeral")).to_contain_text("나에게만 보입니다")
    expect(leader.locator("#place article")).to_have_count(0)
    leader.get_by_role("link", name="탄소중립-실무협의체").click()
    expect(leader.get_by_role("heading", name="현장 문제 1번")).to_be_visible()
    officer.get_by_role("link", name="탄소중립 봇").click()
    officer.get_by_role("link", name="회의체 카드 보기").wait_for()


def test_a_report_by_modal_on_a_phone_with_field_errors_on_the_way(slack: Slack, open_page: OpenPage) -> None:
    page = open_page(slack, "U0OFFICER", PHONE, place=FIELD)
    page.get_by_label("#현장에 메시지 보내기").fill("/cn 접수")
    page.get_by_role("button", name="보내기", exact=True).click()
    modal = page.get_by_role("dialog", name="현장 문제 접수")
    expect(modal).to_be_visible()
    box = modal.bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (PHONE["width"], PHONE["height"])

    text, send = modal.get_by_label("무엇이 문제인가요?"), modal.get_by_role("button", name="접수")
    send.click()
    expect(modal.get_by_role("alert")).to_have_text("필수 항목입니다.")
    expect(text).to_be_focused()
    assert slack.person("U0OFFICER").views()[0]["errors"] == {}  # the client's own error; the bot gets no event
    text.fill("   ")
    modal.get_by_label("어디인가요?").fill("별양동 주민센터")
    send.click()
    expect(modal.get_by_role("alert")).to_contain_text("한 줄로 적어 주세요")  # the bot's error
    text.fill("창호 결로")
    task = modal.get_by_label("어느 과제와 관련 있나요?")
    task.fill("창호")
    modal.get_by_role("option", name=re.compile("^B-09")).click()
    expect(task).to_have_value(re.compile("^B-09"))
    modal.get_by_label("긴급").check()
    modal.get_by_label("왜 급한가요?").fill("물이 샙니다")
    send.click()
    done = page.get_by_role("dialog")
    expect(done).to_contain_text("1번으로 접수했습니다")
    done.get_by_role("button", name="닫기").last.click()
    expect(page.get_by_role("dialog")).to_have_count(0)

    leader = slack.person("U0LEADER")
    (card,) = leader.waits_for(lambda: leader.messages(COUNCIL))
    shown = str(card["blocks"])
    assert korean("issue.urgent_mark") + issue_heading(1) in shown
    assert korean("issue.place", place="별양동 주민센터") in shown
    assert korean("issue.task", task="B-09") in shown


def test_taking_an_issue_back_is_asked_in_a_dialog_of_our_own(slack: Slack, open_page: OpenPage) -> None:
    slack.person("U0OFFICER").command(FIELD, "/cn", "report 창호 결로")
    page = open_page(slack, "U0OFFICER", place="D00OFFICER")
    withdraw = page.locator("#place").get_by_role("button", name="철회")
    withdraw.click()
    page.get_by_role("dialog", name="철회").get_by_role("button", name="닫기").click()
    expect(page.locator("#place")).to_contain_text("상태: 접수")
    withdraw.click()
    page.get_by_role("dialog", name="철회").get_by_role("button", name="철회").click()
    expect(page.locator("#place")).to_contain_text("상태: 철회")
