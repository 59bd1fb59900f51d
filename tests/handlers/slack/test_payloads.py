"""What Slack sends, decoded: payloads as Slack documents them, whole, with what may be missing left out."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.slack.payloads import (
    AccountChange,
    Click,
    Command,
    Emoji,
    HomeOpened,
    Search,
    Submission,
    account_change_from,
    account_from,
    click_from,
    command_from,
    emoji_from,
    files_in,
    home_opened_from,
    search_from,
    submission_from,
    team_of,
)
from storage.issues.photos import FileSent
from storage.organisation.people import Account

NOBODY: frozenset[str] = frozenset()


def command(text: str | None) -> Command:
    body = {"team_id": "T1", "user_id": "U1", "channel_id": "C1", "text": text, "trigger_id": "7"}
    return command_from(body)


def test_a_command_has_its_word_and_the_rest_as_typed() -> None:
    assert command(" Report  창호 &lt;결로&gt; &amp;amp; 곰팡이 ") == Command(
        "T1", "U1", "C1", "report", "창호 <결로> &amp; 곰팡이", (), "command:7"
    )
    empty = command(None)
    assert (empty.word, empty.rest) == ("", "")
    assert command_from({"team_id": "T1", "user_id": "U1", "trigger_id": "7"}).channel == ""


def test_mentions_are_names_in_the_text_and_ids_beside_it() -> None:
    said = command("assign <@U2|lee> <@W3> &lt;@U4&gt;")
    assert (said.rest, said.mentioned) == ("@lee @W3 <@U4>", ("U2", "W3"))


BUTTON = {"action_id": "issue.move_to.done", "value": "12"}
IDS = {"team": {"id": "T1"}, "user": {"id": "U1", "team_id": "T9"}, "trigger_id": "7"}


def test_a_click_in_a_message() -> None:
    click = click_from({**IDS, "actions": [BUTTON]})
    assert click == Click("T1", "U1", "issue.move_to.done", "12", "click:7", {})
    assert click.kind == "issue.move_to"


@pytest.mark.parametrize(("kind", "in_home"), [("home", True), ("modal", False)])
def test_a_click_in_a_view_brings_the_views_fields(kind: str, in_home: bool) -> None:
    view = {"type": kind, "state": {"values": {"b1": {"place": {"value": "동 주민센터"}}}}}
    click = click_from({**IDS, "actions": [BUTTON], "view": view})
    assert (click.fields, click.in_home) == ({"place": "동 주민센터"}, in_home)


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ({"value": "typed"}, "typed"),
        ({"value": None}, ""),
        ({}, ""),
        ({"selected_option": {"value": "urgent"}}, "urgent"),
        ({"selected_option": None}, ""),
        ({"selected_user": "U2"}, "U2"),
        ({"selected_conversation": "C2"}, "C2"),
        ({"selected_date": "2026-06-30"}, "2026-06-30"),
        ({"selected_time": "14:00"}, "14:00"),
        ({"selected_options": [{"value": "1"}, {"value": "2"}]}, "1,2"),
        ({"selected_options": []}, ""),
        # an overflow menu's button has a value of its own beside what was chosen
        ({"selected_option": {"value": "chosen"}, "value": "own"}, "chosen"),
    ],
)
def test_every_kind_of_element_has_its_value(element: dict[str, Any], value: str) -> None:
    assert click_from({**IDS, "actions": [{"action_id": "a", **element}]}).value == value


def test_a_team_is_that_of_the_user_where_the_payload_names_none() -> None:
    assert team_of(IDS) == "T1"
    assert team_of({**IDS, "team": None}) == team_of({"user": IDS["user"]}) == "T9"


@pytest.mark.parametrize(("tab", "opened"), [("home", HomeOpened("T1", "U1")), ("messages", None), (None, None)])
def test_only_the_home_tab_is_drawn(tab: str | None, opened: HomeOpened | None) -> None:
    assert home_opened_from({"team_id": "T1", "event": {"user": "U1", "tab": tab}}) == opened


@pytest.mark.parametrize(("kind", "given"), [("reaction_added", True), ("reaction_removed", False)])
def test_a_reaction_is_read_without_its_skin_tone(kind: str, given: bool) -> None:
    event = {"type": kind, "user": "U1", "reaction": "+1::skin-tone-2", "item": {"channel": "C1", "ts": "1.2"}}
    assert emoji_from({"team_id": "T1", "event_id": "E1", "event": event}) == Emoji(
        "T1", "U1", "C1", "1.2", "+1", given, "event:E1"
    )


def test_a_reaction_on_a_file_has_no_place() -> None:
    event = {"type": "reaction_added", "user": "U1", "reaction": "eyes"}
    for item in ({}, {"item": {"type": "file", "file": "F1"}}):
        emoji = emoji_from({"team_id": "T1", "event_id": "E1", "event": {**event, **item}})
        assert (emoji.channel, emoji.ts, emoji.name) == ("", "", "eyes")


def view(**more: object) -> dict[str, Any]:
    blocks = [
        {"type": "section", "block_id": "about"},
        {"type": "input", "block_id": "text"},
        {"type": "input", "block_id": "photos"},
    ]
    return {**IDS, "view": {"id": "V1", "callback_id": "report", "blocks": blocks, **more}}


FILE = {
    "id": "F1",
    "name": "창호.png",
    "size": 9,
    "permalink": "/",
    "url_private_download": "/get",
    "url_private": "/see",
}


def test_a_submission_has_its_fields_its_files_and_what_it_was_opened_with() -> None:
    values = {"text": {"text": {"value": "결로"}}, "photos": {"photos": {"files": [FILE]}}}
    sent = submission_from(view(private_metadata="12", hash="h1", state={"values": values}))
    assert sent == Submission(
        *("T1", "U1", "report", "12", {"text": "결로", "photos": ""}, ("text", "photos")),
        (FileSent("F1", "창호.png", "/get", 9, "/"),),
        "form:V1:h1",
    )
    assert (sent.at("photos"), sent.at("about")) == ("photos", "text")


def test_a_submission_without_anything_entered() -> None:
    sent = submission_from(view(blocks=[]))
    assert (sent.carries, sent.fields, sent.files, sent.key) == ("", {}, (), "form:V1:7")
    assert sent.at("text") == ""


@pytest.mark.parametrize(
    ("left_out", "expected"),
    [
        (("url_private_download",), FileSent("F1", "창호.png", "/see", 9, "/")),
        (("url_private_download", "url_private"), FileSent("F1", "창호.png", "", 9, "/")),
        (("name", "size", "permalink"), FileSent("F1", "?", "/get", 0, "")),
    ],
)
def test_a_file_may_lack_all_but_its_id(left_out: tuple[str, ...], expected: FileSent) -> None:
    assert list(files_in({"files": [{name: FILE[name] for name in FILE if name not in left_out}]})) == [expected]
    assert list(files_in({})) == list(files_in({"files": None})) == []


def test_what_is_typed_into_a_searchable_list() -> None:
    assert search_from({**IDS, "action_id": "task", "value": "창호"}) == Search("T1", "U1", "task", "창호")
    assert search_from({**IDS, "action_id": "task", "value": None}).typed == ""


@pytest.mark.parametrize(
    ("user", "account"),
    [
        ({}, Account("U1", "", "ko", False, False, False, False)),
        ({"name": "lee"}, Account("U1", "lee", "ko", False, False, False, False)),
        ({"name": "lee", "profile": {"real_name": "Lee"}}, Account("U1", "Lee", "ko", False, False, False, False)),
        (
            {"name": "lee", "profile": {"real_name": "Lee", "display_name": "이"}},
            Account("U1", "이", "ko", False, False, False, False),
        ),
        ({"locale": "ko-KR"}, Account("U1", "", "ko", False, False, False, False)),
        ({"locale": "en-US"}, Account("U1", "", "en", False, False, False, False)),
        ({"deleted": True}, Account("U1", "", "ko", True, False, False, False)),
        ({"is_admin": True}, Account("U1", "", "ko", False, True, False, False)),
        ({"is_owner": True}, Account("U1", "", "ko", False, True, False, False)),
        ({"id": "U0ADMIN"}, Account("U0ADMIN", "", "ko", False, True, False, False)),
        ({"is_bot": True}, Account("U1", "", "ko", False, False, True, False)),
        ({"id": "USLACKBOT"}, Account("USLACKBOT", "", "ko", False, False, True, False)),
        ({"is_restricted": True}, Account("U1", "", "ko", False, False, False, True)),
        ({"is_ultra_restricted": True}, Account("U1", "", "ko", False, False, False, True)),
    ],
)
def test_an_account_as_slack_describes_it(user: dict[str, Any], account: Account) -> None:
    assert account_from({"id": "U1", **user}, frozenset({"U0ADMIN"})) == account


def test_a_changed_account_names_its_team_and_event() -> None:
    body = {"team_id": "T1", "event_id": "E1", "event": {"user": {"id": "U1"}}}
    assert account_change_from(body, NOBODY) == AccountChange("T1", account_from({"id": "U1"}, NOBODY), "event:E1")
