"""Meetings that a person sets: on which days, and who hears of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.db.database import Database
from storage.db.errors import DayWrong
from storage.meetings.agenda import AgendaKind
from storage.meetings.agenda_editing import add_text
from storage.meetings.carry_over import led_to
from storage.meetings.extra_meetings import call_meeting, call_off
from storage.meetings.meetings import Appointment
from storage.meetings.posted import AGENDA
from storage.meetings.rescheduling import move_meeting
from storage.outbox.messages import Message
from storage.outbox.notices import NO_DATE, Notice, NoticeKind, Topic, notify
from tests.cast import Cast
from tests.storage.meetings.test_carry_over import HELD, NEXT, a_committee, meeting_of

TODAY, MOVED_TO = HELD - timedelta(days=1), HELD + timedelta(days=7)


def on(day: date) -> Appointment:
    return Appointment(day, "10:00", "소회의실", "긴급한 안건")


def test_an_extra_meeting_is_called_from_today_on(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        council = a_committee(session, cast.officer, "council")
        with pytest.raises(DayWrong, match="passed"):
            call_meeting(session, council, on(TODAY - timedelta(days=1)), cast.officer, now, TODAY)
        assert call_meeting(session, council, on(TODAY), cast.officer, now, TODAY).on == TODAY


def test_a_meeting_is_moved_to_today_or_later(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        there = meeting_of(session, a_committee(session, cast.officer, "council", HELD), HELD)
        with pytest.raises(DayWrong, match="passed"):
            move_meeting(session, there, there.version, on(TODAY - timedelta(days=1)), cast.officer, now, TODAY)
        move_meeting(session, there, there.version, on(TODAY), cast.officer, now, TODAY)
        assert there.on == TODAY


def test_the_channel_hears_of_each_change_and_older_messages_are_updated(
    database: Database, cast: Cast, now: datetime
) -> None:
    with database.writing() as session:
        council = a_committee(session, cast.officer, "council", NEXT)
        there = call_meeting(session, council, on(HELD), cast.officer, now, TODAY)
        assert told(session) == {(NoticeKind.CALLED, HELD): 1}
        move_meeting(session, there, there.version, on(MOVED_TO), cast.officer, now, TODAY)
        assert told(session) == {(NoticeKind.CALLED, HELD): 2, (NoticeKind.MOVED, HELD): 2}
        coming = Topic(NoticeKind.AGENDA, AGENDA, meeting_of(session, council, NEXT).id)
        notify(session, council.workspace_id, coming, council.channel, now)
        item = add_text(session, there, "조례 개정", AgendaKind.REPORT, cast.officer, now)
        call_off(session, there, there.version, "산불 대응", cast.officer, now, TODAY)
        assert led_to(session, item)
        assert told(session) == {
            (NoticeKind.CALLED, HELD): 3,
            (NoticeKind.MOVED, HELD): 3,
            (NoticeKind.AGENDA, NO_DATE): 2,
            (NoticeKind.CALLED_OFF, MOVED_TO): 2,
        }


def test_a_cancelled_meeting_is_called_again_for_the_same_day(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        council = a_committee(session, cast.officer, "council")
        for _ in range(2):
            there = call_meeting(session, council, on(HELD), cast.officer, now, TODAY)
            call_off(session, there, there.version, "산불 대응", cast.officer, now, TODAY)
        kinds = session.scalars(select(Notice.kind).order_by(Notice.id))
        assert list(kinds) == [NoticeKind.CALLED, NoticeKind.CALLED_OFF] * 2


def told(session: Session) -> dict[tuple[str, date], int]:
    """Return how often each notice to the council's channel was to be shown, by kind and day."""
    rows = select(Notice, Message.wanted).join(Message, Message.id == Notice.message_id)
    shown = session.execute(rows.where(Notice.recipient == "council").order_by(Notice.id))
    return {(notice.kind, notice.due_date): wanted for notice, wanted in shown}
