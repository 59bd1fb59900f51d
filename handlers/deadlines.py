"""Deadlines of written votes: a typed day and time is read, shown for confirmation, and then used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from handlers.blocks.parts import escaped
from handlers.errors import blaming
from handlers.listening import Asked
from handlers.text.dates import say_day, today_of
from schedules.calendar import calendar_of
from schedules.dates import read_date
from storage.committees import Committee
from storage.errors import DateNotUnderstood, DayWrong, Lacking
from storage.meetings import next_meeting


@dataclass(frozen=True)
class Deadline:
    """A deadline. `echo` is the text to confirm; "" when it is confirmed."""

    day: date
    at: str
    echo: str = ""


@blaming("until")
def read_deadline(asked: Asked, committee: Committee, typed: str, seen: str) -> Deadline:
    """Read a typed deadline; without a time it is the end of the city's working day.

    `D-3` is three days before the committee's next meeting. The deadline counts as confirmed if `typed` equals `seen`,
    the text that was typed when the echo was shown. Raises Lacking, DateNotUnderstood, DayWrong.
    """
    typed, today = typed.strip(), today_of(asked.now, asked.workspace.zone)
    if not typed:
        raise Lacking("until")
    read = read_date(typed, today)
    day = read.until or read.day
    if read.before_meeting is not None:
        following = next_meeting(asked.session, committee, today)
        if following is None:
            raise DateNotUnderstood(typed, "ambiguous")
        day = following.on - timedelta(days=read.before_meeting)
    if day is None:
        raise Lacking("until")
    calendar = calendar_of(asked.workspace)
    at = read.time or calendar.closes_at
    if datetime.combine(day, time(at.hour, at.minute), calendar.zone).astimezone(UTC) <= asked.now:
        raise DayWrong("passed")
    ends = Deadline(day, f"{at:%H:%M}")
    if typed == seen:
        return ends
    off = asked.say("procedure.day_off", name=calendar.days.name_of(day) or asked.say("meeting.weekend"))
    aside = off if calendar.days.is_off(day) else ""
    shown = asked.say("procedure.echo", typed=escaped(typed), day=say_day(asked.language, day), at=ends.at)
    return Deadline(day, ends.at, f"{shown}\n{aside}".rstrip())
