"""What is due, to whom, when, and why. Pure: facts, a calendar and a span of days in, notices out.

D-n counts calendar days. What comes before a date moves from a day off to the working day before it, and the nearer of
two that meet there stays; what comes after it moves to the next working day. A threshold that has been crossed is
said once: of several that one reader missed, the nearest.
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
from schedules.rules.lists import heads_lists, memos
from schedules.rules.meetings import MeetingFact, about_meetings
from schedules.rules.minutes import MinutesFact, about_minutes
from schedules.rules.procedures import BallotFact, about_ballots
from schedules.rules.readers import Reader
from schedules.rules.work import WorkFact, about_work
from storage.ladders import USUAL, Ladder
from storage.notices import NoticeKind
from storage.planned import Wanted


@dataclass(frozen=True)
class Facts:
    meetings: tuple[MeetingFact, ...]
    work: tuple[WorkFact, ...]
    heads: dict[int, Reader]  # by department
    secretaries: dict[int, Reader]  # by committee: those who see what is outstanding
    issues: tuple[IssueFact, ...] = ()
    alike: tuple[AlikeFact, ...] = ()
    drafts: tuple[DraftFact, ...] = ()
    actions: tuple[WorkFact, ...] = ()  # follow-ups of meetings
    minutes: tuple[MinutesFact, ...] = ()
    ballots: tuple[BallotFact, ...] = ()
    ladder: Ladder = USUAL
    something_waits: bool = False  # for them, that has no date: what nobody looks after, what could not be said

    @property
    def owed(self) -> tuple[WorkFact, ...]:
        """Everything with a date that can be late."""
        return (*self.work, *self.actions)


def due(facts: Facts, calendar: Calendar, first: date, last: date) -> list[Wanted]:
    """Everything that is to be said from `first` to `last`, in time's order."""
    found = [
        *about_meetings(facts.meetings, calendar),
        *about_work(facts.work, calendar, facts.ladder),
        *about_issues(facts.issues, calendar),
        *about_the_alike(facts.alike, calendar),
        *about_drafts(facts.drafts, calendar),
        *about_actions(facts.actions, calendar, facts.ladder),
        *about_minutes(facts.minutes, calendar, last),
        *about_ballots(facts.ballots, calendar),
        *heads_lists(facts.owed, facts.heads, calendar, first, last),
        *memos(
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
    return sorted(within, key=lambda each: (each.due_at, each.key))


def only_latest_crossed(wanted: Iterable[Wanted], now: datetime) -> list[Wanted]:
    """Of what one reader should have heard of one thing by now, the latest; and all that is still to come."""
    crossed: dict[tuple[str, int, date, str], Wanted] = {}
    coming = []
    for each in wanted:
        if each.due_at > now:
            coming.append(each)
        else:
            crossed[each.subject, each.subject_id, _anchor_of_group(each), each.part or each.recipient] = each
    return [*crossed.values(), *coming]


def _anchor_of_group(wanted: Wanted) -> date:
    """Lists follow each other week by week, so that the last week's overtakes the one before."""
    return date.min if wanted.kind in (NoticeKind.OUTSTANDING, NoticeKind.MEMO) else wanted.anchor
