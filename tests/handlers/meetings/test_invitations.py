"""Calendar files of meetings end to end: sent with the invitation, once, and again after a change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from bot.practice.driver import Person, Slack
from bot.sample import COUNCIL
from storage.db.database import Database
from storage.outbox.messages import Message
from storage.outbox.notices import Notice, NoticeKind
from tests.handlers.documents.test_ics import read
from tests.running import go_to, sample_city_running
from tests.texts import korean, korean_day


@pytest.fixture
def slack(database: Database) -> Iterator[Slack]:
    with sample_city_running(database) as slack:
        yield slack


def files_of(person: Person, channel: str) -> list[dict[str, Any]]:
    """Return the messages with a calendar file, in the order in which they came."""
    return [
        each
        for each in person.messages(channel)
        if any(file["name"].endswith(".ics") for file in each.get("files") or ())
    ]


def content_of(slack: Slack, message: dict[str, Any]) -> dict[str, str]:
    return read(slack.file(message["files"][0]["url_private"], "xoxb-practice"))


def test_it_comes_under_the_notice_and_follows_the_meeting(database: Database, slack: Slack) -> None:
    secretary, leader, outsider = slack.person("U0SECRETARY"), slack.person("U0LEADER"), slack.person("U0OUTSIDER")
    go_to(slack, 4, 25)  # the day of the notice, 14 days before the meeting
    (first,) = leader.waits_for(lambda: files_of(leader, COUNCIL))
    notice = next(each for each in leader.messages(COUNCIL) if each["ts"] == first["thread_ts"])
    assert korean("meeting.when", day=korean_day(5, 9), at="14:00", place="") in str(notice["blocks"])
    leader.click(notice, "meeting.proxy")
    leader.waits_for(leader.views)
    leader.submit(leader.views()[0], proxy="U0OUTSIDER")
    (own,) = outsider.waits_for(lambda: files_of(outsider, outsider.own_channel))
    assert "<@U0LEADER>" in own["text"]
    assert "9 May 2025" in own["text"]

    secretary.command(COUNCIL, "/cn", "meeting")
    secretary.click(secretary.whispers(COUNCIL)[-1], "meeting.move")
    (form,) = secretary.waits_for(secretary.views)
    secretary.submit(form, day="2025-05-20", reason="산불 대응")
    leader.waits_for(lambda: len(files_of(leader, COUNCIL)) == 2)
    outsider.waits_for(lambda: len(files_of(outsider, outsider.own_channel)) == 2)
    assert files_of(outsider, outsider.own_channel)[1]["thread_ts"] == own["ts"]

    secretary.command(COUNCIL, "/cn", "meeting")
    secretary.click(secretary.whispers(COUNCIL)[-1], "meeting.call_off")
    (form,) = secretary.waits_for(secretary.views)
    secretary.submit(form, reason="산불 대응")
    leader.waits_for(lambda: len(files_of(leader, COUNCIL)) == 3)
    held = [content_of(slack, each) for each in files_of(leader, COUNCIL)]
    assert [(each["METHOD"], each["SEQUENCE"], each["DTSTART"][:8]) for each in held] == [
        ("PUBLISH", "0", "20250509"),
        ("PUBLISH", "1", "20250520"),
        ("CANCEL", "2", "20250520"),
    ]
    assert len({each["UID"] for each in held}) == 1
    mine = [content_of(slack, each) for each in files_of(outsider, outsider.own_channel)]
    assert [each["METHOD"] for each in mine] == ["PUBLISH", "CANCEL"]
    with database.reading() as session:
        kinds = select(Notice.kind).join(Message, Message.id == Notice.message_id).where(Message.root_id.is_(None))
        in_sight = session.scalars(kinds.where(Notice.recipient == COUNCIL)).all()
    assert NoticeKind.INVITATION not in in_sight  # the file is in a thread, not a further message in the channel
