"""Until when, as people type it: read, echoed, and counted when the same is sent once more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.blocks.parts import escaped
from handlers.errors import blaming
from handlers.listening import Asked
from handlers.meeting_shown import committee_of
from handlers.text.dates import say_day, today_of
from schedules.dates import read_date
from storage.errors import DateNotUnderstood
from storage.meetings import Meeting, next_meeting


@dataclass(frozen=True)
class Due:
    """`echo` is what was read, to be looked at first; "" where it counts."""

    day: date | None
    echo: str = ""


@blaming("by")
def read_due(asked: Asked, there: Meeting, typed: str, seen: str) -> Due:
    """`seen` is what was typed when the echo was shown. Raises DateNotUnderstood."""
    typed = typed.strip()
    if not typed:
        return Due(None)
    read = read_date(typed, today_of(asked.now, asked.workspace.zone))
    day = read.until or read.day
    if read.before_meeting is not None:
        following = next_meeting(asked.session, committee_of(asked.session, there), there.on + timedelta(days=1))
        if following is None:
            raise DateNotUnderstood(typed, "ambiguous")
        day = following.on - timedelta(days=read.before_meeting)
    if typed == seen or (day is not None and _says_itself(typed, day)):
        return Due(day)
    shown = say_day(asked.language, day) if day is not None else asked.say("action.no_date")
    return Due(day, asked.say("due.echo", typed=escaped(typed), day=shown))


def _says_itself(typed: str, day: date) -> bool:
    """`2025. 7. 9.` and `2025-07-09`: year, month and day, and nothing else to misread."""
    return [int(each) for each in re.findall(r"[0-9]+", typed)] == [day.year, day.month, day.day]


def carried(carries: str) -> tuple[str, str]:
    """What a form carries: its own, and what was typed when the echo was shown."""
    own, _, seen = carries.partition("|")
    return own, seen
