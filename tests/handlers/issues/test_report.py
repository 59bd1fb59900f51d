"""A report from the field, end to end: the answer, the card and the receipt, each once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.practice.driver import Slack
from bot.practice.server import Practice
from bot.sample import COUNCIL, FIELD
from storage.db.database import Database
from tests.running import bot_on, practice
from tests.texts import issue_heading, issue_taken, korean


@pytest.fixture
def city(database: Database) -> Iterator[tuple[Practice, Slack]]:
    with practice() as (server, slack), bot_on(server, str(database.engine.url.render_as_string(hide_password=False))):
        yield server, slack


def test_a_report_becomes_a_card_and_a_receipt_with_a_link_to_it(city: tuple[Practice, Slack]) -> None:
    officer, leader = city[1].person("U0OFFICER"), city[1].person("U0LEADER")
    text = "별양동 주민센터 창호 결로 B-09"
    said = officer.command(FIELD, "/cn", f"report {text}")
    assert said == issue_taken(1)
    (card,) = leader.waits_for(lambda: leader.messages(COUNCIL))
    assert card["blocks"][0]["text"]["text"] == issue_heading(1)
    assert card["blocks"][1]["text"]["text"] == text
    (receipt,) = officer.waits_for(officer.direct_messages)
    place = f"{COUNCIL}/p{card['ts'].replace('.', '')}"
    officer.waits_for(lambda: place in str(officer.direct_messages()))
    assert issue_heading(1) in receipt["text"]


def test_hostile_text_arrives_as_it_was_typed(city: tuple[Practice, Slack]) -> None:
    text = "it's <!channel> *bold* <https://x.example|link> &amp; 🏢 <img src=x onerror=alert(1)>"
    leader = city[1].person("U0LEADER")
    city[1].person("U0OFFICER").command(FIELD, "/cn", f"report {text}")
    (card,) = leader.waits_for(lambda: leader.messages(COUNCIL))
    assert card["blocks"][1]["text"] == {"type": "plain_text", "text": text, "emoji": False}
    assert "<!channel>" not in card["text"]


def test_4000_characters_arrive_whole(city: tuple[Practice, Slack]) -> None:
    leader = city[1].person("U0LEADER")
    city[1].person("U0OFFICER").command(FIELD, "/cn", "report " + "가나다라마" * 800)
    (card,) = leader.waits_for(lambda: leader.messages(COUNCIL))
    assert (
        "".join(block["text"]["text"] for block in card["blocks"] if block["type"] == "section") == "가나다라마" * 800
    )


def test_the_same_envelope_three_times_makes_one_of_everything(city: tuple[Practice, Slack]) -> None:
    officer, leader = city[1].person("U0OFFICER"), city[1].person("U0LEADER")
    city[1].do("repeat_next", times=3)
    officer.command(FIELD, "/cn", "report 창호 결로")
    assert issue_heading(1) in officer.command(FIELD, "/cn", "issue 1")
    assert officer.command(FIELD, "/cn", "issue 2") == korean("not_found.issue", name=2)
    assert len(leader.waits_for(lambda: leader.messages(COUNCIL))) == 1


@pytest.mark.parametrize("fault", ["rate_limited", "server_error", "drop_after"])
def test_a_fault_on_the_way_neither_loses_nor_doubles_the_card(city: tuple[Practice, Slack], fault: str) -> None:
    officer, leader = city[1].person("U0OFFICER"), city[1].person("U0LEADER")
    city[1].do("fault", method="chat.postMessage", fault=fault, times=2)
    officer.command(FIELD, "/cn", "report 창호 결로")
    leader.waits_for(lambda: leader.messages(COUNCIL))
    officer.waits_for(lambda: "/archives/" in str(officer.direct_messages()))
    assert len(leader.messages(COUNCIL)) == 1
    assert len(officer.direct_messages()) == 1


def test_after_slack_refreshes_the_socket_the_bot_answers_again(city: tuple[Practice, Slack]) -> None:
    officer = city[1].person("U0OFFICER")
    city[1].do("disconnect")
    officer.waits_for(lambda: city[0].sockets.connections)
    said = officer.command(FIELD, "/cn", "report 창호 결로")
    assert said == issue_taken(1)
