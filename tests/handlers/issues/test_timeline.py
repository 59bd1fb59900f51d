"""An issue's timeline: each history entry has a line, also after its handler was transferred."""

from __future__ import annotations

import pytest

from bot.practice.driver import Slack
from bot.sample import FIELD
from handlers.issues.history_entries import entry_text
from handlers.text import say
from storage.history import History
from tests.handlers.issues.test_issues import assign, reported
from tests.texts import korean, says


def test_an_issue_is_readable_after_its_handler_was_handed_over(slack: Slack) -> None:
    officer, leader, secretary = (slack.person(each) for each in ("U0OFFICER", "U0LEADER", "U0SECRETARY"))
    card, _ = reported(officer, leader)
    assign(leader, card, assignee="U0OWNER")
    secretary.command(FIELD, "/cn", "handover @U0OWNER @U0OFFICER")
    request = secretary.messages(FIELD)[-1]
    secretary.click(request, "handover.do")
    secretary.waits_for(lambda: says(str(secretary.messages(FIELD)), "handover.done"))
    secretary.command(FIELD, "/cn", "issue 1")
    entry = korean("history.handed_over", old="<@U0OWNER>", new="<@U0OFFICER>")
    assert entry in str(secretary.messages(FIELD)[-1]["blocks"])


def test_a_handover_to_nobody_is_readable() -> None:
    entry = History(action="handed_over", before={"handles": "U0OWNER"}, after={"handles": ""})
    assert entry_text("en", entry) == "handed over: <@U0OWNER> → -"


def test_an_action_without_words_is_logged_and_read_as_a_change(caplog: pytest.LogCaptureFixture) -> None:
    entry = History(id=7, action="from_a_later_version", before={}, after={})
    assert entry_text("ko", entry) == korean("history.other")
    assert entry_text("en", entry) == say("en", "history.other")
    assert "action=from_a_later_version entry=7" in caplog.text
