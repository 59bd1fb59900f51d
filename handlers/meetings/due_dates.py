"""Due dates of action items: a typed date is read, shown for confirmation, and used when it is submitted again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from handlers.meetings.view import committee_of
from handlers.slack.blocks import escaped
from handlers.slack.errors import blaming
from handlers.slack.requests import Request
from handlers.text.dates import say_day, today_of
from schedules.calendar import calendar_of
from schedules.dates import read_date
from storage.db.errors import DateNotUnderstood, DayWrong, Lacking
from storage.meetings.meetings import Meeting, next_meeting
from storage.organisation.committees import Committee
from storage.written_votes.written_votes import Deadline


@dataclass(frozen=True)
class Due:
    """A due date; `day` is None for no date. `echo` is the text to confirm; "" when it is confirmed."""

    day: date | None
    echo: str = ""


@blaming("by")
def read_due(request: Request, there: Meeting, typed: str, seen: str) -> Due:
    """Read a typed due date; `D-3` is three days before the committee's meeting after `there`.

    The date counts as confirmed if it is typed in full, or if `typed` equals `seen`, the text that was typed when the
    echo was shown. Raises DateNotUnderstood.
    """
    typed = typed.strip()
    if not typed:
        return Due(None)
    read = read_date(typed, today_of(request.now, request.workspace.zone))
    day = read.until or read.day
    if read.before_meeting is not None:
        after = there.on + timedelta(days=1)
        day = _before_meeting(request, committee_of(request.session, there), after, read.before_meeting, typed)
    if typed == seen or (day is not None and _says_itself(typed, day)):
        return Due(day)
    shown = say_day(request.language, day) if day is not None else request.say("action.no_date")
    return Due(day, request.say("due.echo", typed=escaped(typed), day=shown))


def _before_meeting(request: Request, committee: Committee, first: date, days: int, typed: str) -> date:
    """Return the day `days` before the committee's first meeting on `first` or later.

    Raises DateNotUnderstood if none is planned.
    """
    following = next_meeting(request.session, committee, first)
    if following is None:
        raise DateNotUnderstood(typed, "ambiguous")
    return following.on - timedelta(days=days)


def _says_itself(typed: str, day: date) -> bool:
    """Return whether `typed` is a full date such as `2025. 7. 9.` or `2025-07-09`, which cannot be misread."""
    return [int(each) for each in re.findall(r"[0-9]+", typed)] == [day.year, day.month, day.day]


def carried(carries: str) -> tuple[str, str]:
    """Split a form's metadata into its own part and the text that was typed when the echo was shown."""
    own, _, seen = carries.partition("|")
    return own, seen


@blaming("until")
def read_deadline(request: Request, committee: Committee, typed: str, seen: str) -> tuple[Deadline, str]:
    """Read a typed deadline; return it and the text to confirm, "" when it is confirmed.

    Without a time it is the end of the city's working day. `D-3` is three days before the committee's next meeting. The
    deadline counts as confirmed if `typed` equals `seen`, the text that was typed when the echo was shown. Raises
    Lacking, DateNotUnderstood, DayWrong.
    """
    typed, today = typed.strip(), today_of(request.now, request.workspace.zone)
    if not typed:
        raise Lacking("until")
    read = read_date(typed, today)
    day = read.until or read.day
    if read.before_meeting is not None:
        day = _before_meeting(request, committee, today, read.before_meeting, typed)
    if day is None:
        raise Lacking("until")
    calendar = calendar_of(request.workspace)
    at = read.time or calendar.closes_at
    if datetime.combine(day, time(at.hour, at.minute), calendar.zone).astimezone(UTC) <= request.now:
        raise DayWrong("passed")
    ends = Deadline(day, f"{at:%H:%M}")
    if typed == seen:
        return ends, ""
    off = request.say("written_vote.day_off", name=calendar.days.name_of(day) or request.say("meeting.weekend"))
    aside = off if calendar.days.is_off(day) else ""
    view = request.say("written_vote.echo", typed=escaped(typed), day=say_day(request.language, day), at=ends.at)
    return ends, f"{view}\n{aside}".rstrip()
