"""State changes of an issue: as properties, only along allowed moves; in tables, what is kept, needed and refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.db.database import Database
from storage.db.errors import Lacking, MoveNotAllowed, NotAllowed, TooLong
from storage.history import history_of
from storage.issues.create import create_issue
from storage.issues.issues import ENDED, MOVES, NEEDED, OPEN, SETTLED, SUBJECT, Issue, IssueState, Role
from storage.issues.roles import allowed_moves, roles_of
from storage.issues.transitions import Move, assign_issue, close_what_waited, move_issue
from storage.organisation.departments import department_named
from storage.organisation.people import person_of
from storage.organisation.workspaces import workspace_made_if_new
from tests.storage.issues.common import AT, LATER, WHO, city_in, reported, who

DAY = date(2025, 6, 30)
LONG = "가" * 1_000


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with city_in(tmp_path_factory.mktemp("moves")) as database:
        yield database


STEP = st.tuples(st.sampled_from(WHO), st.sampled_from([*IssueState, "assign"]), st.booleans())


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=12))
def test_whatever_people_try_every_move_is_an_allowed_one_and_in_the_history(
    city: Database, steps: list[tuple[str, str, bool]]
) -> None:
    with city.trying_out() as session:
        reporter = person_of(session, 1, "U0OFFICER")
        issue, other = (create_issue(session, reporter, text, AT) for text in ("창호 결로", "다른 문제"))
        made = []
        for number, (name, to, says_all) in enumerate(steps):
            now, before = AT + timedelta(hours=number + 1), IssueState(issue.state)
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
        issue = create_issue(session, person_of(session, 1, "U0OFFICER"), "창호 결로", AT)
        outsider = person_of(session, 1, "U0OUTSIDER")
        for state in IssueState:
            issue.state = state
            assert allowed_moves(issue, roles_of(session, issue, outsider)) == []


def test_how_to_reach_a_caller_is_kept_no_longer_than_the_issue_is_open(city: Database) -> None:
    with city.trying_out() as session:
        reporter, secretary = person_of(session, 1, "U0OFFICER"), person_of(session, 1, "U0SECRETARY")
        for ending in ENDED:
            issue, other = (create_issue(session, reporter, text, AT) for text in ("전화 접수", "다른 문제"))
            issue.caller, issue.caller_contact = "경로당 회장", "02-000-0000"
            if ending == IssueState.CLOSED:
                move_issue(session, issue, Move(IssueState.DONE), secretary, AT)
            by = reporter if ending == IssueState.WITHDRAWN else secretary
            move_issue(session, issue, Move(ending, into=other), by, AT)
            assert (issue.caller, issue.caller_contact) == ("", "")


@pytest.mark.parametrize(
    ("move", "said", "closes_on"),
    [
        (Move(IssueState.UNDER_REVIEW), {}, None),
        (Move(IssueState.PLANNED, DAY, closes_on=DAY), {"day": "2025-06-30"}, None),
        (Move(IssueState.NOT_FEASIBLE, reason=" 예산\n없음 ", closes_on=DAY), {"reason": "예산 없음"}, DAY),
        (
            Move(IssueState.TRANSFERRED, reason="가" * 1_000, body=" 경기도"),
            {"reason": "가" * 1_000, "body": "경기도"},
            None,
        ),
    ],
)
def test_a_change_is_kept_with_its_details(
    city: Database, move: Move, said: dict[str, str], closes_on: date | None
) -> None:
    with city.trying_out() as session:
        issue, secretary = reported(session), person_of(session, 1, "U0SECRETARY")
        move_issue(session, issue, move, secretary, LATER)
        assert (issue.state, issue.due_on, issue.closes_on, issue.moved_at) == (move.to, move.day, closes_on, LATER)
        entry = history_of(session, 1, SUBJECT, issue.id)[-1]
        assert (entry.action, entry.person_id, entry.at) == ("moved", secretary.id, LATER)
        assert (entry.before, entry.after) == ({"state": "received"}, {"state": str(move.to), **said})


def test_a_merge_is_in_the_history_of_both_issues(city: Database) -> None:
    with city.trying_out() as session:
        issue, other, secretary = reported(session), reported(session), person_of(session, 1, "U0SECRETARY")
        move_issue(session, issue, Move(IssueState.MERGED, into=other), secretary, LATER)
        moved, joined = (history_of(session, 1, SUBJECT, each.id)[-1] for each in (issue, other))
        assert (moved.after, issue.merged_into_id) == ({"state": "merged", "into": other.number}, other.id)
        assert (joined.action, joined.person_id, joined.at) == ("joined", secretary.id, LATER)
        assert joined.after == {"number": issue.number}
        move_issue(session, issue, Move(IssueState.UNDER_REVIEW, reason="다른 문제"), secretary, LATER)
        assert issue.merged_into_id is None


def test_a_reason_of_more_than_1000_characters_is_refused(city: Database) -> None:
    with city.trying_out() as session, pytest.raises(TooLong) as caught:
        move = Move(IssueState.NOT_FEASIBLE, reason="가" * 1_001)
        move_issue(session, reported(session), move, person_of(session, 1, "U0SECRETARY"), LATER)
    assert (caught.value.length, caught.value.limit) == (1_001, 1_000)


@pytest.mark.parametrize(
    ("state", "to", "field"),
    [
        *((IssueState.RECEIVED, to, field) for to, field in NEEDED.items()),
        *((state, IssueState.UNDER_REVIEW, "reason") for state in sorted((SETTLED | ENDED) - {IssueState.WITHDRAWN})),
    ],
)
def test_a_change_without_the_detail_that_it_needs_is_refused(
    city: Database, state: IssueState, to: IssueState, field: str
) -> None:
    with city.trying_out() as session:
        issue = reported(session)
        issue.state = state
        with pytest.raises(Lacking) as caught:
            move_issue(session, issue, Move(to), person_of(session, 1, "U0SECRETARY"), LATER)
        assert (caught.value.field, issue.state) == (field, state)


def test_a_change_that_is_not_allowed_names_those_that_are(city: Database) -> None:
    with city.trying_out() as session:
        issue = reported(session)
        issue.state = IssueState.CLOSED
        with pytest.raises(MoveNotAllowed) as caught:
            move_issue(session, issue, Move(IssueState.DONE), person_of(session, 1, "U0SECRETARY"), LATER)
    assert vars(caught.value) == {"state": "closed", "wanted": "done", "allowed": (IssueState.UNDER_REVIEW,)}


def test_a_settled_issue_closes_on_its_day_and_not_before(city: Database) -> None:
    with city.trying_out() as session:
        issue, later, elsewhere = reported(session), reported(session), reported(session)
        for each, day in ((issue, DAY), (later, DAY + timedelta(1)), (elsewhere, DAY)):
            move = Move(IssueState.DONE, closes_on=day)
            move_issue(session, each, move, person_of(session, 1, "U0SECRETARY"), AT)
        elsewhere.workspace_id = workspace_made_if_new(session, "T0OTHER").id
        session.flush()
        close_what_waited(session, 1, DAY, LATER)
        assert [each.state for each in (issue, later, elsewhere)] == ["closed", "done", "done"]
        assert (issue.closes_on, issue.moved_at, later.closes_on) == (None, LATER, DAY + timedelta(1))
        assert history_of(session, 1, SUBJECT, issue.id)[-1].person_id is None
