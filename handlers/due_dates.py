"""Due dates of action items: a typed date is read, shown for confirmation, and used when it is submitted again."""

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
    """A due date; `day` is None for no date. `echo` is the text to confirm; "" when it is confirmed."""

    day: date | None
    echo: str = ""


@blaming("by")
def read_due(asked: Asked, there: Meeting, typed: str, seen: str) -> Due:
    """Read a typed due date; `D-3` is three days before the committee's meeting after `there`.

    The date counts as confirmed if it is typed in full, or if `typed` equals `seen`, the text that was typed when the
    echo was shown. Raises DateNotUnderstood.
    """
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
    """Return whether `typed` is a full date such as `2025. 7. 9.` or `2025-07-09`, which cannot be misread."""
    return [int(each) for each in re.findall(r"[0-9]+", typed)] == [day.year, day.month, day.day]


def carried(carries: str) -> tuple[str, str]:
    """Split a form's metadata into its own part and the text that was typed when the echo was shown."""
    own, _, seen = carries.partition("|")
    return own, seen
