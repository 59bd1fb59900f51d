"""Rules that no issue is forgotten: no progress by its date, three similar issues, an unregistered draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from schedules.calendar import Calendar
from schedules.rules.readers import Reader
from storage.outbox.notices import NoticeKind
from storage.outbox.planned import Wanted

# Working days without a change of state: for unassigned issues, for assigned ones.
UNASSIGNED, ASSIGNED = 5, 10
# Working days after the issue's date. The handler is notified on the date, then the secretary, then the department's
# head.
_SECRETARY_AFTER, _HEAD_AFTER = 5, 10
# Working days after which a settled issue closes automatically if its reporter does not object.
CLOSES_AFTER = 10


def closes_on(calendar: Calendar, now: datetime) -> date:
    """Return the date on which an issue settled now closes automatically."""
    return calendar.days.after(calendar.day_of(now), CLOSES_AFTER)


@dataclass(frozen=True)
class IssueFact:
    """An open issue. `day` is the date its state requires, or None."""

    id: int
    moved_on: date
    day: date | None
    is_assigned: bool
    handler: Reader | None
    secretary: Reader | None
    head: Reader | None


@dataclass(frozen=True)
class AlikeFact:
    """Three or more similar issues; `issue_id` is the first one's."""

    issue_id: int
    found_on: date
    secretary: Reader | None


@dataclass(frozen=True)
class DraftFact:
    """An unregistered draft; `written_on` is the day of its last change."""

    id: int
    written_on: date
    writer: Reader


def waits_until(issue: IssueFact, calendar: Calendar) -> date:
    """Return the issue's date, or else a number of working days after its last change of state."""
    if issue.day is not None:
        return issue.day
    return calendar.days.after(issue.moved_on, ASSIGNED if issue.is_assigned else UNASSIGNED)


def about_issues(issues: Iterable[IssueFact], calendar: Calendar) -> Iterator[Wanted]:
    """Yield up to three notices for each issue: to its handler, then the secretary, then the department's head."""
    for issue in issues:
        day = waits_until(issue, calendar)
        first = calendar.days.on_or_after(day)
        steps = (
            (0, first, issue.handler or issue.secretary),
            (_SECRETARY_AFTER, calendar.days.after(first, _SECRETARY_AFTER), issue.secretary),
            (_HEAD_AFTER, calendar.days.after(first, _HEAD_AFTER), issue.head),
        )
        for step, on, reader in steps:
            if reader is not None:
                to, at = reader.on(on), calendar.morning_of(on)
                yield Wanted("issue", issue.id, NoticeKind.ISSUE_WAITS, day, -step, to, at)


def about_the_alike(groups: Iterable[AlikeFact], calendar: Calendar) -> Iterator[Wanted]:
    """Yield one notice for each group of similar issues, to the secretary on the next working morning."""
    for group in groups:
        if group.secretary is not None:
            on = calendar.days.on_or_after(group.found_on + timedelta(days=1))
            to, at = group.secretary.on(on), calendar.morning_of(on)
            yield Wanted("issue", group.issue_id, NoticeKind.ALIKE, group.found_on, 0, to, at)


def about_drafts(drafts: Iterable[DraftFact], calendar: Calendar) -> Iterator[Wanted]:
    """Yield one notice for each draft, to its writer on the next working day."""
    for draft in drafts:
        on = asked_on(draft.written_on, calendar)
        to, at = draft.writer.on(on), calendar.morning_of(on)
        yield Wanted("draft", draft.id, NoticeKind.DRAFT_WAITS, draft.written_on, 0, to, at)


def asked_on(written_on: date, calendar: Calendar) -> date:
    """Return the day on which the writer is asked about the draft: the next working day."""
    return calendar.days.on_or_after(written_on + timedelta(days=1))
