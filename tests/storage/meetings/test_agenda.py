"""A meeting's agenda: items added once, ordered, removed and restored, with a history entry for each change."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from storage.db.database import Database
from storage.db.errors import Lacking, Over
from storage.history import history_of
from storage.issues.create import create_issue
from storage.meetings.agenda import About, AgendaKind, agenda_of, items_about
from storage.meetings.agenda_editing import add_text, drop_item, keep_listing, move_item, put_on_agenda, set_kind
from storage.meetings.meetings import Meeting, MeetingState
from storage.organisation.committees import Committee
from storage.organisation.people import Person
from tests.cast import Cast


def a_meeting(session: Session, person: Person, day: date = date(2025, 5, 9)) -> Meeting:
    committee = Committee(workspace_id=person.workspace_id, name=f"council {day}", channel="C1")
    session.add(committee)
    session.flush()
    meeting = Meeting(workspace_id=person.workspace_id, committee_id=committee.id, occurrence=day, on=day, at="14:00")
    session.add(meeting)
    session.flush()
    return meeting


def test_an_issue_is_put_on_an_agenda_once_and_history_says_by_whom(
    database: Database, cast: Cast, now: datetime
) -> None:
    with database.writing() as session:
        meeting, issue = a_meeting(session, cast.officer), create_issue(session, cast.officer, "창호 결로", now)
        first = put_on_agenda(session, meeting, issue, cast.owner, now)
        assert put_on_agenda(session, meeting, issue, cast.officer, now) is first
        assert agenda_of(session, meeting) == [first] == items_about(session, issue)
        (noted,) = history_of(session, meeting.workspace_id, "agenda_item", first.id)
        assert (noted.action, noted.person_id) == ("added", cast.owner.id)


def test_what_was_dropped_is_off_the_agenda_and_can_be_put_on_again_at_its_end(
    database: Database, cast: Cast, now: datetime
) -> None:
    with database.writing() as session:
        meeting, issue = a_meeting(session, cast.officer), create_issue(session, cast.officer, "창호 결로", now)
        item = put_on_agenda(session, meeting, issue, cast.owner, now)
        other = add_text(session, meeting, "인사", AgendaKind.REPORT, cast.owner, now)
        drop_item(session, item, cast.owner, now)
        assert agenda_of(session, meeting) == [other]
        assert put_on_agenda(session, meeting, issue, cast.owner, now) is item
        assert agenda_of(session, meeting) == [other, item]
        noted = [each.action for each in history_of(session, meeting.workspace_id, "agenda_item", item.id)]
        assert noted == ["added", "dropped", "added"]


@pytest.mark.parametrize(
    ("name", "place", "expected"),
    [("c", 1, "cab"), ("a", 3, "bca"), ("b", 2, "abc"), ("a", 99, "bca"), ("b", -3, "bac")],
)
def test_an_item_moves_to_its_place_and_history_notes_a_change(
    database: Database, cast: Cast, now: datetime, name: str, place: int, expected: str
) -> None:
    with database.writing() as session:
        meeting = a_meeting(session, cast.officer)
        items = {each: add_text(session, meeting, each, AgendaKind.REPORT, cast.owner, now) for each in "abc"}
        move_item(session, meeting, items[name], place, cast.owner, now)
        assert "".join(each.title for each in agenda_of(session, meeting)) == expected
        changed = len(history_of(session, meeting.workspace_id, "meeting", meeting.id))
        assert changed == (expected != "abc")


def test_a_listing_follows_what_there_is_to_list_and_stays_away_once_dropped(
    database: Database, cast: Cast, now: datetime
) -> None:
    with database.writing() as session:
        meeting = a_meeting(session, cast.officer)
        assert not keep_listing(session, meeting, About.RATINGS, "", now)
        assert keep_listing(session, meeting, About.RATINGS, "B-01", now)
        assert keep_listing(session, meeting, About.RATINGS, "B-01,B-02", now)
        assert not keep_listing(session, meeting, About.RATINGS, "B-01,B-02", now)
        (item,) = agenda_of(session, meeting)
        assert (item.title, item.kind) == ("B-01,B-02", AgendaKind.REPORT)
        keep_listing(session, meeting, About.RATINGS, "", now)
        assert agenda_of(session, meeting) == []
        keep_listing(session, meeting, About.RATINGS, "B-03", now)
        drop_item(session, item, cast.owner, now)
        keep_listing(session, meeting, About.RATINGS, "B-03,B-04", now)
        assert agenda_of(session, meeting) == []


def test_a_kind_that_stays_is_no_change(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        item = add_text(session, a_meeting(session, cast.officer), "보고", AgendaKind.REPORT, cast.owner, now)
        set_kind(session, item, AgendaKind.REPORT, cast.owner, now)
        set_kind(session, item, AgendaKind.CONSULTATION, cast.owner, now)
        last = history_of(session, item.workspace_id, "agenda_item", item.id)
        assert [(each.action, each.after.get("kind")) for each in last] == [("added", None), ("kind", "consultation")]


@pytest.mark.parametrize("state", [MeetingState.CANCELLED, MeetingState.CLOSED])
def test_nothing_is_added_to_a_meeting_that_is_over(
    database: Database, cast: Cast, now: datetime, state: MeetingState
) -> None:
    with database.writing() as session:
        meeting, issue = a_meeting(session, cast.officer), create_issue(session, cast.officer, "창호 결로", now)
        meeting.state = state
        with pytest.raises(Over):
            put_on_agenda(session, meeting, issue, cast.owner, now)
        with pytest.raises(Over):
            add_text(session, meeting, "새 안건", AgendaKind.REPORT, cast.owner, now)


def test_an_item_needs_a_title(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session, pytest.raises(Lacking):
        add_text(session, a_meeting(session, cast.officer), "  ", AgendaKind.REPORT, cast.owner, now)
