"""Carry-over of agenda items after a meeting: once, through any chain of committees, and back after a correction."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from storage.db.database import Database
from storage.db.errors import Changed, DayWrong, DecisionWrong, Over
from storage.decisions.decisions import Decision, decide
from storage.history import history_of
from storage.issues.create import create_issue
from storage.issues.issues import IssueState
from storage.meetings.agenda import AgendaItem, AgendaKind, Outcome, agenda_of
from storage.meetings.agenda_editing import add_text, put_on_agenda, set_kind
from storage.meetings.board import close_meeting, open_meeting, take_up
from storage.meetings.carry_over import Stuck, came_from, carried_since, led_to, settle_item, why_stuck
from storage.meetings.meetings import Meeting
from storage.organisation.committees import Committee
from storage.organisation.people import Person
from tests.cast import Cast

HELD, ABOVE, NEXT = date(2025, 5, 9), date(2025, 5, 22), date(2025, 7, 11)


def a_committee(session: Session, person: Person, name: str, *days: date, above: Committee | None = None) -> Committee:
    """Create a committee with a meeting on each of those days."""
    committee = Committee(workspace_id=person.workspace_id, name=name, channel=name)
    committee.reports_to_id = above.id if above else None
    session.add(committee)
    session.flush()
    for day in days:
        session.add(
            Meeting(workspace_id=person.workspace_id, committee_id=committee.id, occurrence=day, on=day, at="14:00")
        )
    session.flush()
    return committee


def meeting_of(session: Session, committee: Committee, day: date) -> Meeting:
    (found,) = session.query(Meeting).filter_by(committee_id=committee.id, on=day).all()
    return found


def held(session: Session, committee: Committee, by: Person, now: datetime, *outcomes: Decision) -> list[AgendaItem]:
    """Hold the council's meeting of 9 May with an item for each outcome, close it and return the items."""
    meeting = meeting_of(session, committee, HELD)
    items = [
        add_text(session, meeting, str(number), AgendaKind.DELIBERATION, by, now) for number in range(len(outcomes))
    ]
    open_meeting(session, meeting, by, now, HELD)
    for item, outcome in zip(items, outcomes, strict=True):
        decide(session, item, item.version, outcome, by, now)
    close_meeting(session, meeting, by, now)
    for item in items:
        settle_item(session, item, by, now, HELD)
    return items


def test_a_referred_item_is_above_once_with_links_both_ways(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        above = a_committee(session, cast.officer, "steering", ABOVE)
        council = a_committee(session, cast.officer, "council", HELD, NEXT, above=above)
        (item,) = held(session, council, cast.owner, now, Decision(Outcome.SENT_UP, "위에서"))
        settle_item(session, item, cast.owner, now, HELD)
        (there,) = agenda_of(session, meeting_of(session, above, ABOVE))
        assert (there.title, there.sent_up_from_id) == ("0", item.id)
        assert led_to(session, item) == [there]
        assert came_from(session, there) == [item]
        assert agenda_of(session, meeting_of(session, council, NEXT)) == []


def test_three_committees_in_a_chain(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        top = a_committee(session, cast.officer, "top", date(2025, 6, 2))
        above = a_committee(session, cast.officer, "steering", ABOVE, above=top)
        council = a_committee(session, cast.officer, "council", HELD, above=above)
        (item,) = held(session, council, cast.owner, now, Decision(Outcome.SENT_UP))
        second = meeting_of(session, above, ABOVE)
        (there,) = agenda_of(session, second)
        open_meeting(session, second, cast.owner, now, ABOVE)
        decide(session, there, there.version, Decision(Outcome.SENT_UP), cast.owner, now)
        close_meeting(session, second, cast.owner, now)
        settle_item(session, there, cast.owner, now, ABOVE)
        (last,) = agenda_of(session, meeting_of(session, top, date(2025, 6, 2)))
        assert came_from(session, last) == [there, item]


@pytest.mark.parametrize(
    ("outcome", "stuck"),
    [
        (Decision(Outcome.SENT_UP), Stuck.NOBODY_ABOVE),
        (Decision(Outcome.DEFERRED, deferred_until=date(2025, 7, 1)), Stuck.NO_NEXT_MEETING),
        (Decision(Outcome.APPROVED), None),
    ],
)
def test_what_cannot_go_on_says_why(
    database: Database, cast: Cast, now: datetime, outcome: Decision, stuck: Stuck | None
) -> None:
    with database.writing() as session:
        council = a_committee(session, cast.officer, "council", HELD)
        (item,) = held(session, council, cast.owner, now, outcome)
        assert why_stuck(session, item) == stuck


def test_without_a_meeting_above_it_says_so(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        above = a_committee(session, cast.officer, "steering", date(2025, 5, 2))
        council = a_committee(session, cast.officer, "council", HELD, above=above)
        (item,) = held(session, council, cast.owner, now, Decision(Outcome.SENT_UP))
        assert why_stuck(session, item) == Stuck.NO_MEETING_ABOVE


def test_deferred_it_comes_to_the_first_meeting_from_its_day_on_and_tells_its_age(
    database: Database, cast: Cast, now: datetime
) -> None:
    later = date(2025, 11, 14)
    with database.writing() as session:
        council = a_committee(session, cast.officer, "council", HELD, NEXT, later)
        soon = Decision(Outcome.DEFERRED, deferred_until=date(2025, 6, 1))
        late = Decision(Outcome.DEFERRED, deferred_until=date(2025, 8, 1))
        held(session, council, cast.owner, now, soon, late)
        (first,) = agenda_of(session, meeting_of(session, council, NEXT))
        (second,) = agenda_of(session, meeting_of(session, council, later))
        assert (first.title, second.title) == ("0", "1")
        assert carried_since(session, first) == (1, HELD)


def test_an_issue_that_stands_on_the_next_agenda_already_is_not_there_twice(
    database: Database, cast: Cast, now: datetime
) -> None:
    with database.writing() as session:
        council = a_committee(session, cast.officer, "council", HELD, NEXT)
        issue = create_issue(session, cast.officer, "창호 결로", now)
        meeting, coming = meeting_of(session, council, HELD), meeting_of(session, council, NEXT)
        item = put_on_agenda(session, meeting, issue, cast.owner, now)
        there = put_on_agenda(session, coming, issue, cast.owner, now)
        open_meeting(session, meeting, cast.owner, now, HELD)
        close_meeting(session, meeting, cast.owner, now)
        settle_item(session, item, cast.owner, now, HELD)
        assert agenda_of(session, coming) == [there]
        assert there.carried_from_id == item.id


def test_a_correction_takes_off_again_what_it_had_led_to(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        above = a_committee(session, cast.officer, "steering", ABOVE)
        council = a_committee(session, cast.officer, "council", HELD, NEXT, above=above)
        (item,) = held(session, council, cast.owner, now, Decision(Outcome.SENT_UP))
        decide(session, item, item.version, Decision(Outcome.APPROVED, "여기서"), cast.owner, now)
        settle_item(session, item, cast.owner, now, HELD)
        assert agenda_of(session, meeting_of(session, above, ABOVE)) == [] == led_to(session, item)
        noted = [each.action for each in history_of(session, item.workspace_id, "agenda_item", item.id)]
        assert noted == ["added", "taken_up", "decided", "went_up", "corrected"]
        decide(session, item, item.version, Decision(Outcome.SENT_UP), cast.owner, now)
        settle_item(session, item, cast.owner, now, HELD)
        assert len(agenda_of(session, meeting_of(session, above, ABOVE))) == 1


def test_the_second_of_two_who_decide_hears_who_was_first(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        council = a_committee(session, cast.officer, "council", HELD)
        meeting = meeting_of(session, council, HELD)
        item = add_text(session, meeting, "하나", AgendaKind.DELIBERATION, cast.owner, now)
        open_meeting(session, meeting, cast.owner, now, HELD)
        seen = item.version
        take_up(session, item, cast.owner, now)  # takes up the item without a decision
        decide(session, item, seen, Decision(Outcome.APPROVED), cast.owner, now)
        with pytest.raises(Changed) as caught:
            decide(session, item, seen, Decision(Outcome.REJECTED, "아니요"), cast.officer, now)
        assert (caught.value.by, item.outcome) == ("U0OWNER", Outcome.APPROVED)


@pytest.mark.parametrize(
    ("decision", "why"),
    [
        (Decision(Outcome.REPORTED), "kind"),
        (Decision(Outcome.DEFERRED), "date"),
        (Decision(Outcome.REJECTED, "  "), "reason"),
    ],
)
def test_a_decision_says_enough(database: Database, cast: Cast, now: datetime, decision: Decision, why: str) -> None:
    with database.writing() as session:
        council = a_committee(session, cast.officer, "council", HELD)
        meeting = meeting_of(session, council, HELD)
        item = add_text(session, meeting, "하나", AgendaKind.DELIBERATION, cast.owner, now)
        with pytest.raises(Over):
            decide(session, item, item.version, Decision(Outcome.APPROVED), cast.owner, now)
        with pytest.raises(DayWrong):
            open_meeting(session, meeting, cast.owner, now, date(2025, 5, 8))
        open_meeting(session, meeting, cast.owner, now, HELD)
        with pytest.raises(DecisionWrong) as caught:
            decide(session, item, item.version, decision, cast.owner, now)
        assert caught.value.why == why
        set_kind(session, item, AgendaKind.REPORT, cast.owner, now)


def test_what_has_ended_meanwhile_does_not_come_back(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        by = session.get_one(Person, cast.officer.id)
        council = a_committee(session, by, "council", HELD, NEXT)
        meeting = meeting_of(session, council, HELD)
        issues = [create_issue(session, by, text, now) for text in ("창호 결로", "누수")]
        items = [put_on_agenda(session, meeting, issue, by, now) for issue in issues]
        open_meeting(session, meeting, by, now, HELD)
        issues[0].state = IssueState.CLOSED
        close_meeting(session, meeting, by, now)
        for item in items:  # neither item was reached in the meeting
            settle_item(session, item, by, now, HELD)
        assert [each.issue_id for each in agenda_of(session, meeting_of(session, council, NEXT))] == [issues[1].id]
        assert why_stuck(session, items[0]) is None
