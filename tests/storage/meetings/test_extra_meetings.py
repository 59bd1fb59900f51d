"""Meetings that a person sets: on which days, and who hears of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from storage.db.database import Database
from storage.db.errors import DayWrong
from storage.meetings.extra_meetings import call_meeting
from storage.meetings.meetings import Appointment
from storage.meetings.rescheduling import move_meeting
from tests.cast import Cast
from tests.storage.meetings.test_carry_over import HELD, a_committee, meeting_of

TODAY = HELD - timedelta(days=1)


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
