"""What is due, to whom, when and why. Pure functions: facts, a calendar and a span of days in, notices out.

D-n counts calendar days. A step before a date moves from a day off to the working day before it; if two steps meet
there, the nearer one is kept. A step after a date moves to the next working day. Of several past steps for one reader,
only the nearest is sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from schedules.calendar import Calendar
from schedules.rules.action_items import about_actions
from schedules.rules.issues import (
    AlikeFact,
    DraftFact,
    IssueFact,
    about_drafts,
    about_issues,
    about_the_alike,
    waits_until,
)
from schedules.rules.lists import heads_lists, weekly_digests
from schedules.rules.meetings import MeetingFact, about_meetings
from schedules.rules.minutes import MinutesFact, about_minutes
from schedules.rules.readers import Reader
from schedules.rules.work import WorkFact, about_work
from schedules.rules.written_votes import BallotFact, about_ballots
from storage.outbox.lead_times import USUAL, LeadTimes
from storage.outbox.notices import NoticeKind
from storage.outbox.planned import Wanted, key_of


@dataclass(frozen=True)
class Facts:
    """Everything the rules need for one city."""

    meetings: tuple[MeetingFact, ...]
    work: tuple[WorkFact, ...]
    heads: dict[int, Reader]  # by department id
    secretaries: dict[int, Reader]  # by committee id; they see what is outstanding
    issues: tuple[IssueFact, ...] = ()
    alike: tuple[AlikeFact, ...] = ()
    drafts: tuple[DraftFact, ...] = ()
    actions: tuple[WorkFact, ...] = ()  # action items of meetings
    minutes: tuple[MinutesFact, ...] = ()
    ballots: tuple[BallotFact, ...] = ()
    lead_times: LeadTimes = USUAL
    something_waits: bool = False  # unassigned or undeliverable items, which have no date

    @property
    def owed(self) -> tuple[WorkFact, ...]:
        """Everything with a due date that can be overdue."""
        return (*self.work, *self.actions)


def due(facts: Facts, calendar: Calendar, first: date, last: date) -> list[Wanted]:
    """Return every notice due from `first` to `last`, in order of time."""
    found = [
        *about_meetings(facts.meetings, calendar),
        *about_work(facts.work, calendar, facts.lead_times),
        *about_issues(facts.issues, calendar),
        *about_the_alike(facts.alike, calendar),
        *about_drafts(facts.drafts, calendar),
        *about_actions(facts.actions, calendar, facts.lead_times),
        *about_minutes(facts.minutes, calendar, last),
        *about_ballots(facts.ballots, calendar),
        *heads_lists(facts.owed, facts.heads, calendar, first, last),
        *weekly_digests(
            facts.owed,
            facts.secretaries,
            calendar,
            first,
            last,
            always=facts.something_waits,
            issues=[waits_until(issue, calendar) for issue in facts.issues],
        ),
    ]
    within = (each for each in found if each.recipient and first <= calendar.day_of(each.due_at) <= last)
    return sorted(within, key=lambda each: (each.due_at, key_of(each)))


def only_latest_crossed(wanted: Iterable[Wanted], now: datetime) -> list[Wanted]:
    """Of the past steps for one reader and one subject, keep only the latest; keep all future steps."""
    crossed: dict[tuple[str, int, date, str], Wanted] = {}
    coming = []
    for each in wanted:
        if each.due_at > now:
            coming.append(each)
        else:
            crossed[each.subject, each.subject_id, _due_date_of_group(each), each.part or each.recipient] = each
    return [*crossed.values(), *coming]


def _due_date_of_group(wanted: Wanted) -> date:
    """Return the due date that groups notices.

    Weekly lists share one group, so that this week's list replaces last week's.
    """
    return date.min if wanted.kind in (NoticeKind.OUTSTANDING, NoticeKind.WEEKLY_DIGEST) else wanted.due_date
