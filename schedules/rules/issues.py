"""Nothing rots: an issue that has not moved by its day, three of a kind, a draft that nobody registered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from schedules.calendar import Calendar
from schedules.rules.readers import Reader
from storage.notices import NoticeKind
from storage.planned import Wanted

# Working days without a move: of what nobody has been given, of what somebody handles.
UNASSIGNED, ASSIGNED = 5, 10
# Working days after its day: first who handles it hears, then the secretary, then the department's head.
_SECRETARY_AFTER, _HEAD_AFTER = 5, 10


@dataclass(frozen=True)
class IssueFact:
    """An open issue; `day` is the one its state has, if it has one."""

    id: int
    moved_on: date
    day: date | None
    is_assigned: bool
    handler: Reader | None
    secretary: Reader | None
    head: Reader | None


@dataclass(frozen=True)
class AlikeFact:
    """Three or more that are the same; named after the first."""

    issue_id: int
    found_on: date
    secretary: Reader | None


@dataclass(frozen=True)
class DraftFact:
    id: int
    written_on: date
    writer: Reader


def waits_until(issue: IssueFact, calendar: Calendar) -> date:
    """Its day; else so many working days after it was moved last."""
    if issue.day is not None:
        return issue.day
    return calendar.days.after(issue.moved_on, ASSIGNED if issue.is_assigned else UNASSIGNED)


def about_issues(issues: Iterable[IssueFact], calendar: Calendar) -> Iterator[Wanted]:
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
    """The next working morning, once."""
    for group in groups:
        if group.secretary is not None:
            on = calendar.days.on_or_after(group.found_on + timedelta(days=1))
            to, at = group.secretary.on(on), calendar.morning_of(on)
            yield Wanted("issue", group.issue_id, NoticeKind.ALIKE, group.found_on, 0, to, at)


def about_drafts(drafts: Iterable[DraftFact], calendar: Calendar) -> Iterator[Wanted]:
    """Asked once, the next working day."""
    for draft in drafts:
        on = asked_on(draft.written_on, calendar)
        to, at = draft.writer.on(on), calendar.morning_of(on)
        yield Wanted("draft", draft.id, NoticeKind.DRAFT_WAITS, draft.written_on, 0, to, at)


def asked_on(written_on: date, calendar: Calendar) -> date:
    return calendar.days.on_or_after(written_on + timedelta(days=1))
