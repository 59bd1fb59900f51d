"""Shortcuts, a stack of modals, the keyboard, the inspector, and the page's texts in both languages."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import expect

from bot.manifest import SHORTCUTS
from bot.practice.driver import Slack
from bot.practice.server import Practice
from bot.sample import FIELD, STORY_BEGINS, sample_city
from tests.page import kitchen
from tests.page.conftest import PHONE, OpenPage
from tests.page.listener import listening_to

VIEW: dict[str, Any] = {
    "type": "modal",
    "title": kitchen.plain("첫째"),
    "submit": kitchen.plain("다음"),
    "callback_id": "first",
    "blocks": [
        {
            "type": "input",
            "block_id": "name",
            "label": kitchen.plain("이름"),
            "element": {"type": "plain_text_input", "action_id": "name"},
        },
    ],
}


def test_shortcuts_are_offered_on_a_message_and_in_the_composer(
    alone: tuple[Practice, Slack], open_page: OpenPage
) -> None:
    server, slack = alone
    kinds = {kind: (callback, name) for kind, callback, name in SHORTCUTS}
    ts = slack.person("U0OWNER").message(FIELD, "창호 결로")
    page, officer = open_page(slack, "U0OFFICER", PHONE, place=FIELD), slack.person("U0OFFICER")
    with listening_to(server) as listener:
        callback, name = kinds["message"]
        page.locator("#place article").get_by_role("button", name="더 보기").click()
        page.get_by_role("menuitem", name=name).click()
        sent = officer.waits_for(lambda: listener.last("message_action"))
        assert (sent["callback_id"], sent["message"]["ts"], sent["channel"]["id"]) == (callback, ts, FIELD)
        callback, name = kinds["global"]
        page.get_by_role("button", name="바로가기").click()
        page.get_by_role("menuitem", name=name).click()
        assert officer.waits_for(lambda: listener.last("shortcut"))["callback_id"] == callback


def test_nothing_is_offered_where_the_app_has_no_shortcuts(open_page: OpenPage) -> None:
    city = sample_city()
    with Practice(replace(city, app=replace(city.app, shortcuts=())), starts_at=STORY_BEGINS) as server:
        slack = Slack(server.address)
        slack.person("U0OWNER").message(FIELD, "창호 결로")
        page = open_page(slack, "U0OFFICER", PHONE, place=FIELD)
        page.locator("#place article").get_by_role("button", name="더 보기").click()
        expect(page.get_by_role("menuitem")).to_have_text(["스레드에 답글"])
        expect(page.get_by_role("button", name="바로가기")).to_have_count(0)
        page.close()  # before its server is stopped


def test_a_form_is_updated_with_what_was_entered_and_another_is_pushed_onto_it(
    alone: tuple[Practice, Slack], open_page: OpenPage
) -> None:
    server, slack = alone
    server.world.add_view("U0OFFICER", VIEW)
    page = open_page(slack, "U0OFFICER")
    with listening_to(server) as listener:
        page.get_by_label("이름").fill("창호")
        updated = {**VIEW, "title": kitchen.plain("고친 첫째"), "callback_id": "mended"}
        listener.answers["view_submission"] = {"response_action": "update", "view": updated}
        page.get_by_role("button", name="다음", exact=True).click()
        expect(page.get_by_role("dialog", name="고친 첫째").get_by_label("이름")).to_have_value("창호")
        pushed = {**VIEW, "title": kitchen.plain("둘째")}
        listener.answers["view_submission"] = {"response_action": "push", "view": pushed}
        page.get_by_role("button", name="다음", exact=True).click()
        second = page.get_by_role("dialog", name="둘째")
        expect(second.get_by_label("이름")).to_have_value("")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog", name="고친 첫째")).to_be_visible()
        listener.answers["view_submission"] = {"response_action": "clear"}
        page.get_by_role("button", name="다음", exact=True).click()
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_form_that_nobody_answers_says_so_and_keeps_what_was_entered(
    alone: tuple[Practice, Slack], open_page: OpenPage
) -> None:
    server, slack = alone
    server.world.add_view("U0OFFICER", VIEW)
    page = open_page(slack, "U0OFFICER")
    page.get_by_label("이름").fill("창호")
    page.get_by_role("button", name="다음", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("연결에 문제가 있어")
    expect(page.get_by_label("이름")).to_have_value("창호")


def test_everything_can_be_reached_by_keys(alone: tuple[Practice, Slack], open_page: OpenPage) -> None:
    slack = alone[1]
    slack.person("U0OWNER").message(FIELD, "창호 결로")
    page = open_page(slack, "U0LEADER", place=FIELD)
    composer = page.get_by_label("#현장에 메시지 보내기")
    expect(composer).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#place h2")).to_have_text("# 탄소중립-실무협의체")
    page.keyboard.press("Alt+ArrowUp")
    expect(composer).to_be_focused()
    page.keyboard.press("Shift+F6")
    expect(page.get_by_role("log", name="# 현장")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="이모지 반응")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="white_check_mark", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="이모지 반응")).to_be_focused()
    page.locator("#who").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".cast [aria-current=true]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#who")).to_be_focused()


def test_a_syllable_that_is_being_composed_is_not_sent(alone: tuple[Practice, Slack], open_page: OpenPage) -> None:
    page = open_page(alone[1], "U0OFFICER", place=FIELD)
    composer = page.get_by_label("#현장에 메시지 보내기")
    composer.fill("결로")
    ends_a_syllable = "new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })"
    composer.evaluate(f"field => field.dispatchEvent({ends_a_syllable})")
    expect(composer).to_have_value("결로")
    composer.press("Enter")
    expect(page.locator("#place article")).to_contain_text("결로")


# Links inside a sentence are only as high as its line.
SMALL = """() => [...document.querySelectorAll("button, a, select, input, textarea, summary, [role=option]")]
  .filter((each) => each.offsetParent && !each.closest(".words, .ticks"))
  .filter((each) => Math.min(each.offsetWidth, each.offsetHeight) < 44)
  .map((each) => each.outerHTML.slice(0, 120))"""


def test_what_is_touched_on_a_phone_is_large_enough(alone: tuple[Practice, Slack], open_page: OpenPage) -> None:
    server, slack = alone
    slack.person("U0OFFICER").message(FIELD, "창호 결로")
    slack.person("U0OWNER").react(slack.person("U0OWNER").messages(FIELD)[0], "eyes")
    page = open_page(slack, "U0OFFICER", PHONE, place=FIELD)
    message = page.locator("#place article")
    assert page.evaluate(SMALL) == []
    for opener in (page.locator("#who"), page.locator("#clock"), message.get_by_role("button", name="더 보기")):
        opener.click()
        assert page.evaluate(SMALL) == []
        page.keyboard.press("Escape")
    message.get_by_role("button", name="이모지 반응").last.click()
    assert page.evaluate(SMALL) == []
    page.keyboard.press("Escape")
    for link in ("뒤로", "이야기"):
        page.get_by_role("link", name=link).first.click()
        assert page.evaluate(SMALL) == []
    server.world.add_view("U0OFFICER", VIEW)
    expect(page.get_by_role("dialog", name="첫째")).to_be_visible()
    assert page.evaluate(SMALL) == []


def test_the_inspector_shows_what_went_over_the_wire_and_no_token(slack: Slack, open_page: OpenPage) -> None:
    page = open_page(slack, "U0OFFICER", place=FIELD)
    page.get_by_role("button", name="검사기").click()
    slack.person("U0OFFICER").command(FIELD, "/cn", "report 창호 결로 xoxb-1-secret")
    envelope = page.locator("#inspector details").filter(has_text="slash_commands /cn")
    expect(envelope).to_contain_text("ms")
    expect(envelope).to_contain_text("ok")
    posted = page.locator("#inspector details").filter(has_text="chat.postMessage").first
    posted.click()
    expect(posted.locator("pre").first).to_contain_text("현장 문제")
    slack.do("fault", method="chat.postEphemeral", fault="server_error", times=1)
    with urlopen(f"{slack.address}/practice/inspect") as answer:
        everything = json.dumps(json.load(answer), ensure_ascii=False)
    assert "xoxb-" not in everything
    assert "xapp-" not in everything


def test_the_pages_words_are_complete_in_both_languages(alone: tuple[Practice, Slack], open_page: OpenPage) -> None:
    page = open_page(alone[1], "U0OFFICER")
    ko, en = (
        page.evaluate(f"async () => (await import('/words.{language}.js')).{language.upper()}")
        for language in ("ko", "en")
    )
    assert ko.keys() == en.keys()
    holes = re.compile(r"\{(\w+)")
    assert {key: sorted(holes.findall(said)) for key, said in ko.items()} == {
        key: sorted(holes.findall(said)) for key, said in en.items()
    }
