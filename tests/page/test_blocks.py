"""Everything that the bot can draw, and one of each of Slack's blocks and elements, drawn on the page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import FilePayload, expect

from bot.practice.driver import Slack
from bot.practice.server import Practice
from bot.sample import FIELD
from handlers.slack.blocks import taken
from tests.page import kitchen, sampling
from tests.page.conftest import DESK, PHONE, OpenPage
from tests.page.listener import listening_to


def call(server: Practice, method: str, **arguments: Any) -> dict[str, Any]:
    """Call a method as the bot does; what Slack would refuse is refused."""
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {server.world.app.bot_token}"}
    request = Request(server.api_url + method, json.dumps(arguments).encode(), headers)
    with urlopen(request) as answer:
        return dict(json.load(answer))


def samples() -> Iterator[Any]:
    for builder in sampling.builders():
        yield from (sampling.drawn(builder, yes=yes) for yes in (True, False))
    yield taken("접수했습니다", "접수", "닫기")


def test_every_builder_is_found() -> None:
    names = {builder.__name__ for builder in sampling.builders()}
    assert {"card", "receipt", "report_form", "notice", "reminder", "cycle_form", "coming_buttons"} <= names


@pytest.mark.early
@pytest.mark.parametrize("size", [DESK, pytest.param(PHONE, marks=pytest.mark.long)])
def test_nothing_that_the_bot_draws_falls_through(
    alone: tuple[Practice, Slack], open_page: OpenPage, size: dict[str, int]
) -> None:
    server, slack = alone
    made = list(samples())
    views = [each for each in made if isinstance(each, dict) and each["type"] == "modal"]
    messages = [each if isinstance(each, list) else [each] for each in made if each not in views]
    for blocks in messages:
        assert call(server, "chat.postMessage", channel=FIELD, text="표본", blocks=blocks)["ok"], blocks
    page = open_page(slack, "U0OFFICER", size, place=FIELD)
    expect(page.locator("#place article")).to_have_count(len(messages))
    assert page.locator(".unsupported").count() == 0
    for view in views:
        server.world.add_view("U0OFFICER", view)  # on Slack a click would open it
        modal = page.get_by_role("dialog", name=view["title"]["text"])
        expect(modal.locator(".block")).to_have_count(len(view["blocks"]))
        assert modal.locator(".unsupported").count() == 0, view
        modal.get_by_role("button", name="닫기").last.click()
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_one_of_each_of_slacks_blocks_in_a_message(alone: tuple[Practice, Slack], open_page: OpenPage) -> None:
    server, slack = alone
    assert call(server, "chat.postMessage", channel=FIELD, text="모두", blocks=kitchen.MESSAGE)["ok"]
    page = open_page(slack, "U0OFFICER", place=FIELD)
    message = page.locator("#place article")
    expect(message.locator(".block")).to_have_count(len(kitchen.MESSAGE))
    assert message.locator(".unsupported").count() == 0
    said = message.locator(".words").first
    expect(said.locator("strong")).to_have_text(["굵게", "둘 다"])  # *굵게*는 stays plain, because a letter follows
    expect(said.locator("li")).to_have_text(["하나", "둘 <b> 🌱 👍🏼 :no_such:"])
    expect(said.locator("pre")).to_have_text("*그대로* <i>")
    expect(said.locator("blockquote")).to_have_text("인용 @과제 담당자 #현장 @here")
    expect(said.locator("time")).to_have_text("2025-05-09 오후 2:00")
    expect(message.get_by_role("img", name="그림")).to_be_visible()
    expect(message.get_by_role("link", name="먼 그림")).to_have_attribute("href", "https://example.com/far.png")
    expect(message.get_by_role("columnheader")).to_have_text(["과제", "실적"])
    expect(message.get_by_text("*그대로*", exact=True)).to_be_visible()


def test_choices_in_a_message_act_at_once(alone: tuple[Practice, Slack], open_page: OpenPage) -> None:
    server, slack = alone
    call(server, "chat.postMessage", channel=FIELD, text="모두", blocks=kitchen.MESSAGE)
    page, officer = open_page(slack, "U0OFFICER", place=FIELD), slack.person("U0OFFICER")
    with listening_to(server) as listener:

        def acted(action_id: str) -> dict[str, Any]:
            return dict(officer.waits_for(lambda: listener.acted(action_id)))

        page.get_by_label("하나 고르기").select_option("둘")
        assert acted("one")["selected_option"]["value"] == "둘"
        page.locator("#place article .actions").get_by_role("button", name="더 보기").click()
        page.get_by_role("menuitem", name="셋").click()
        assert acted("more")["selected_option"]["value"] == "셋"
        page.locator("input[type=date]").fill("2025-05-22")
        assert acted("day")["selected_date"] == "2025-05-22"
        page.get_by_role("checkbox", name="하나").check()
        assert [each["value"] for each in acted("ticks")["selected_options"]] == ["셋", "하나"]
        page.get_by_role("button", name="과제 담당자 빼기").click()
        assert acted("users")["selected_users"] == ["U0HEAD"]
        page.get_by_role("button", name="묻고").click()
        page.get_by_role("button", name="아니요").click()
        page.get_by_role("button", name="누르기").click()
        assert acted("press")["value"] == "1"
        page.get_by_role("button", name="묻고").click()
        page.get_by_role("button", name="네").click()
        assert acted("ask")["value"] == "2"


def test_a_form_reports_what_each_element_holds(alone: tuple[Practice, Slack], open_page: OpenPage) -> None:
    server, slack = alone
    server.world.add_view("U0OFFICER", kitchen.VIEW)
    page, officer = open_page(slack, "U0OFFICER", PHONE), slack.person("U0OFFICER")
    modal = page.get_by_role("dialog", name="모두")
    assert modal.locator(".unsupported").count() == 0
    with listening_to(server) as listener:
        listener.answers["block_suggestion"] = {"options": [kitchen.OPTIONS[0]]}
        modal.get_by_label("one 칸").select_option("셋")
        picks = dict.fromkeys(("conversation", "channel", "conversations"), "#현장")
        for name, choice in {**picks, "asked": "하나", "several_asked": "하나", "several": "둘"}.items():
            modal.get_by_label(f"{name} 칸", exact=True).click()
            modal.get_by_role("listbox").get_by_role("option", name=choice).click()
            page.keyboard.press("Tab")
        modal.get_by_label("line 칸").fill("한 줄")
        picture: FilePayload = {"name": "점.png", "mimeType": "image/png", "buffer": kitchen.PIXEL}
        modal.get_by_label("files 칸").set_input_files(picture)
        modal.get_by_role("button", name="점.png 빼기").wait_for()
        send = modal.get_by_role("button", name="보내기")
        send.click()
        expect(modal.get_by_role("alert")).to_have_text("필수 항목입니다.")  # the alert of the radio buttons
        modal.get_by_role("group", name="radio 칸").get_by_label("둘").check()
        send.click()
        view = officer.waits_for(lambda: listener.last("view_submission"))["view"]
    held = {name: state[name] for name, state in view["state"]["values"].items()}
    assert set(held) == {block["block_id"] for block in kitchen.VIEW["blocks"] if block["type"] == "input"}
    said = {name: _plain(state) for name, state in held.items()}
    assert said == kitchen.ENTERED


def _plain(state: dict[str, Any]) -> Any:
    """Return what an element holds, without its type and with options as their values."""
    ((_, held),) = ((name, value) for name, value in state.items() if name != "type")
    several = held if isinstance(held, list) else [held]
    plain = [(each.get("value") or each["name"]) if isinstance(each, dict) else each for each in several]
    return plain if isinstance(held, list) else plain[0]


def test_what_the_page_does_not_draw_is_said(alone: tuple[Practice, Slack], open_page: OpenPage) -> None:
    server, slack = alone
    blocks = [{"type": "video"}, {"type": "actions", "elements": [{"type": "workflow_button"}]}]
    server.world.add_message({"user": "U0CNBOT", "channel": FIELD, "text": "", "blocks": blocks})
    page = open_page(slack, "U0OFFICER", place=FIELD)
    expect(page.locator(".unsupported")).to_have_count(2)


def test_the_app_home_is_a_tab_once_it_is_published(alone: tuple[Practice, Slack], open_page: OpenPage) -> None:
    server, slack = alone
    page = open_page(slack, "U0OFFICER", place="D00OFFICER")
    expect(page.get_by_role("link", name="홈")).to_have_count(0)
    assert call(server, "views.publish", user_id="U0OFFICER", view=kitchen.HOME)["ok"]
    page.get_by_role("link", name="홈").click()
    expect(page.locator(".home .block")).to_have_count(len(kitchen.MESSAGE))
    with listening_to(server) as listener:
        page.get_by_role("button", name="누르기").click()
        slack.person("U0OFFICER").waits_for(lambda: listener.acted("press"))
        assert (listener.last("block_actions") or {})["container"]["type"] == "view"
    assert call(server, "views.publish", user_id="U0OWNER", view={**kitchen.HOME, "blocks": []})["ok"]
    page.reload()
    expect(page.locator(".home .block")).to_have_count(len(kitchen.MESSAGE))
