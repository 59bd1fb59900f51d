"""State changes of an issue as properties: anyone, in any order, only along allowed moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from storage.db.database import Database
from storage.db.errors import Lacking, MoveNotAllowed, NotAllowed
from storage.db.upgrading import upgrade
from storage.history import history_of
from storage.issues.create import create_issue
from storage.issues.issues import ENDED, MOVES, NEEDED, OPEN, SETTLED, SUBJECT, Issue, IssueState, Role
from storage.issues.roles import allowed_moves, roles_of
from storage.issues.transitions import Move, assign_issue, move_issue
from storage.organisation.committees import Committee
from storage.organisation.departments import department_named
from storage.organisation.people import Person, person_of
from storage.organisation.seats import Part, confirm_seat
from storage.organisation.workspaces import workspace_made_if_new

DAY = date(2025, 6, 30)
WHO = ("officer", "member", "secretary", "contact", "outsider", "clock")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('moves') / 'city.db'}")
    upgrade(database)
    with database.writing() as session:
        workspace = workspace_made_if_new(session, "T0CITY")
        people = {name: person_of(session, workspace.id, f"U0{name.upper()}") for name in WHO}
        council = Committee(workspace_id=workspace.id, name="실무협의체", channel="C0", receives_issues=True)
        council.secretary_id = people["secretary"].id
        session.add(council)
        session.flush()
        confirm_seat(session, council, people["member"], Part.MEMBER)
        department_named(session, workspace.id, "건축과").contact_id = people["contact"].id
    yield database
    database.close()


def who(session: Session, name: str) -> Person | None:
    return None if name == "clock" else person_of(session, 1, f"U0{name.upper()}")


STEP = st.tuples(st.sampled_from(WHO), st.sampled_from([*IssueState, "assign"]), st.booleans())


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=12))
def test_whatever_people_try_every_hop_is_an_allowed_one_and_in_the_history(
    city: Database, steps: list[tuple[str, str, bool]]
) -> None:
    at = datetime.fromisoformat("2025-05-02T00:30:00+00:00")
    with city.trying_out() as session:
        reporter = person_of(session, 1, "U0OFFICER")
        issue, other = (create_issue(session, reporter, text, at) for text in ("창호 결로", "다른 문제"))
        made = []
        for number, (name, to, says_all) in enumerate(steps):
            now, before = at + timedelta(hours=number + 1), IssueState(issue.state)
            try:
                if to == "assign":
                    by = who(session, name) or reporter
                    assign_issue(session, issue, department_named(session, 1, "건축과"), None, by, now)
                    assert before in OPEN
                    made.append("assigned")
                    continue
                move = full(IssueState(to), other) if says_all else Move(IssueState(to))
                move_issue(session, issue, move, who(session, name), now)
            except (MoveNotAllowed, NotAllowed, Lacking):
                assert issue.state == before
                continue
            made.append("moved")
            roles = roles_of(session, issue, who(session, name) or reporter) if name != "clock" else {Role.CLOCK}
            assert MOVES[before][IssueState(to)] & set(roles)
            assert (issue.due_on is not None) == (NEEDED.get(IssueState(to)) == "day")
            assert (issue.closes_on is not None) <= (issue.state in SETTLED)
        rows = history_of(session, 1, SUBJECT, issue.id)
        assert [row.action for row in rows] == ["reported", *made]


def full(to: IssueState, other: Issue) -> Move:
    return Move(to, day=DAY if NEEDED.get(to) == "day" else None, reason="까닭", body="경기도", into=other)


def test_every_state_can_be_reached_and_every_open_one_left() -> None:
    reached = {to for moves in MOVES.values() for to in moves}
    assert reached | {IssueState.RECEIVED} == set(IssueState)
    assert all(MOVES[state] for state in OPEN | SETTLED)
    assert MOVES.keys() == set(IssueState)


def test_nobody_without_a_part_moves_anything(city: Database) -> None:
    with city.trying_out() as session:
        at = datetime.fromisoformat("2025-05-02T00:30:00+00:00")
        issue = create_issue(session, person_of(session, 1, "U0OFFICER"), "창호 결로", at)
        outsider = person_of(session, 1, "U0OUTSIDER")
        for state in IssueState:
            issue.state = state
            assert allowed_moves(issue, roles_of(session, issue, outsider)) == []


def test_how_to_reach_a_caller_is_kept_no_longer_than_the_issue_is_open(city: Database) -> None:
    with city.trying_out() as session:
        at = datetime.fromisoformat("2025-05-02T00:30:00+00:00")
        reporter, secretary = person_of(session, 1, "U0OFFICER"), person_of(session, 1, "U0SECRETARY")
        for ending in ENDED:
            issue, other = (create_issue(session, reporter, text, at) for text in ("전화 접수", "다른 문제"))
            issue.caller, issue.caller_contact = "경로당 회장", "02-000-0000"
            if ending == IssueState.CLOSED:
                move_issue(session, issue, Move(IssueState.DONE), secretary, at)
            by = reporter if ending == IssueState.WITHDRAWN else secretary
            move_issue(session, issue, Move(ending, into=other), by, at)
            assert (issue.caller, issue.caller_contact) == ("", "")
