"""Moving the clock to a reminder, a reaction that answers it, switching between people, two browsers."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from bot.practice.driver import Slack
from bot.sample import COUNCIL, FIELD
from tests.page.conftest import PHONE, OpenPage
from tests.running import go_to


def be(page: Page, name: str) -> None:
    page.locator("#who").click()
    page.locator(".cast button").filter(has_text=name).click()
    expect(page.locator("#who")).to_contain_text(name)


def test_the_clock_is_moved_to_the_next_thing_and_the_notice_appears(slack: Slack, open_page: OpenPage) -> None:
    page = open_page(slack, "U0LEADER", place=COUNCIL)
    page.locator("#clock").click()
    page.get_by_role("button", name="다음 알림으로 2025년 4월 25일").click()
    expect(page.locator("#clock")).to_contain_text("4월 25일")
    expect(page.get_by_role("heading", name="탄소중립 실무협의체 회의 (D-14)")).to_be_visible()


def test_the_clock_goes_to_a_date_on_a_phone_and_never_back(slack: Slack, open_page: OpenPage) -> None:
    page = open_page(slack, "U0OWNER", PHONE, place="D00OWNER")
    page.locator("#clock").click()
    page.get_by_label("날짜로 가기").fill("2025-04-30")
    page.get_by_role("button", name="가기", exact=True).click()
    page.keyboard.press("Escape")
    expect(page.locator("#place")).to_contain_text("오늘 챙길 일")
    page.locator("#clock").click()
    page.get_by_label("날짜로 가기").evaluate("field => field.removeAttribute('min')")
    page.get_by_label("날짜로 가기").fill("2025-04-01")
    page.get_by_role("button", name="가기", exact=True).click()
    expect(page.get_by_text("지난 날짜로는 갈 수 없습니다.")).to_be_visible()


def test_a_reaction_answers_the_notice_and_taking_it_back_takes_the_answer_back(
    slack: Slack, open_page: OpenPage
) -> None:
    go_to(slack, 4, 25)
    page = open_page(slack, "U0LEADER", place=COUNCIL)
    notice = page.locator("#place article").filter(has_text="D-14")
    notice.hover()
    notice.get_by_role("button", name="이모지 반응").click()
    page.get_by_role("button", name="white_check_mark", exact=True).click()
    expect(notice).to_contain_text("참석 1")
    mine = notice.get_by_role("button", name="white_check_mark: 건축팀장")
    expect(mine).to_have_attribute("aria-pressed", "true")
    mine.click()
    expect(notice).to_contain_text("참석 0")
    expect(mine).to_have_count(0)


def test_everything_is_then_what_that_person_sees(slack: Slack, open_page: OpenPage) -> None:
    slack.person("U0OFFICER").command(FIELD, "/cn", "report 창호 결로")
    slack.person("U0OUTSIDER").command(FIELD, "/cn", "help")
    page = open_page(slack, "U0OFFICER", place=FIELD)
    expect(page.locator("#place .ephemeral")).to_contain_text("1번으로 접수")
    expect(page.locator("#list a")).to_have_count(2)  # the conversations: the channel and the bot
    be(page, "Visiting engineer")
    expect(page.locator("#place .ephemeral")).to_contain_text("Only visible to you")
    expect(page.locator("#place .ephemeral")).not_to_contain_text("접수했습니다")
    be(page, "건축팀장")
    expect(page.locator("#place .ephemeral")).to_have_count(0)
    expect(page.get_by_role("link", name="탄소중립-실무협의체")).to_contain_text("1")  # unread
    page.reload()
    expect(page.locator("#who")).to_contain_text("건축팀장")


def test_two_browsers_see_the_same_without_reload(slack: Slack, open_page: OpenPage) -> None:
    one, other = open_page(slack, "U0OFFICER", place=FIELD), open_page(slack, "U0OWNER", PHONE)
    other.get_by_role("link", name="대화").click()
    one.get_by_label("#현장에 메시지 보내기").fill("별양동에 *다녀왔습니다*")
    one.keyboard.press("Enter")
    channel = other.locator("#list").get_by_role("link", name="현장")
    expect(channel).to_contain_text("1")  # unread
    channel.click()
    expect(other.locator("#place strong")).to_have_text("다녀왔습니다")
    other.get_by_role("link", name="뒤로").click()
    expect(channel).not_to_contain_text("1")
    slack.person("U0OWNER").react(slack.person("U0OWNER").messages(FIELD)[0], "eyes")
    expect(one.get_by_role("button", name="eyes: 과제 담당자")).to_be_visible()
    one.reload()
    expect(one.locator("#place strong")).to_have_text("다녀왔습니다")
