"""Effects of a decision: the issue's timeline and state, and the task created from an approved proposal."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from storage.action_items.action_items import (
    ActionAnswer,
    ActionSet,
    ActionState,
    actions_of,
    add_action,
    answer_action,
    completion,
)
from storage.db.database import Database
from storage.db.errors import Over
from storage.decisions.decisions import Decision, decide
from storage.decisions.effects import apply_decision, next_code
from storage.history import history_of
from storage.issues.create import IssueDetails, create_issue
from storage.issues.issues import Issue, IssueKind, IssueState
from storage.issues.transitions import Move, move_issue
from storage.meetings.agenda import AgendaItem, Outcome
from storage.meetings.agenda_editing import put_on_agenda
from storage.meetings.board import close_meeting, open_meeting
from storage.meetings.meetings import Meeting
from storage.organisation.committees import Committee
from storage.tasks.progress import Entry, Rating, enter_report
from storage.tasks.tasks import Task, task_coded
from tests.cast import Cast
from tests.storage.meetings.test_carry_over import HELD, a_committee, meeting_of

CLOSES = date(2025, 5, 23)


def decided(
    session: Session,
    cast: Cast,
    now: datetime,
    decision: Decision,
    told: IssueDetails | None = None,
    due: date | None = None,
) -> tuple[Issue, AgendaItem]:
    """Put an issue on the council's agenda of 9 May and record the decision; the owner of the tests is the
    secretary.
    """
    council = a_committee(session, cast.officer, "council", HELD)
    council.secretary_id = cast.owner.id
    council.receives_issues = True
    issue = create_issue(session, cast.officer, "창호 결로", now, told)
    meeting: Meeting = meeting_of(session, council, HELD)
    item = put_on_agenda(session, meeting, issue, cast.owner, now)
    open_meeting(session, meeting, cast.owner, now, HELD)
    decide(session, item, item.version, decision, cast.owner, now)
    if due is not None:
        add_action(session, meeting, item, ActionSet("비용 조사", due=due), cast.owner, now)
    close_meeting(session, meeting, cast.owner, now)
    apply_decision(session, item, cast.owner, now, HELD, CLOSES)
    return issue, item


@pytest.mark.parametrize(
    ("decision", "due", "state", "day"),
    [
        (Decision(Outcome.APPROVED), date(2025, 6, 30), IssueState.IN_PROGRESS, date(2025, 6, 30)),
        (Decision(Outcome.APPROVED), None, IssueState.UNDER_REVIEW, None),
        (Decision(Outcome.APPROVED), date(2025, 4, 1), IssueState.UNDER_REVIEW, None),
        (Decision(Outcome.REJECTED, "법에 맞지 않음"), None, IssueState.NOT_FEASIBLE, None),
        (Decision(Outcome.SENT_UP), None, IssueState.UNDER_REVIEW, None),
    ],
)
def test_a_decision_moves_the_issue(
    database: Database,
    cast: Cast,
    now: datetime,
    decision: Decision,
    due: date | None,
    state: IssueState,
    day: date | None,
) -> None:
    with database.writing() as session:
        issue, _ = decided(session, cast, now, decision, due=due)
        assert (issue.state, issue.due_on) == (state, day)
        assert issue.closes_on == (CLOSES if state == IssueState.NOT_FEASIBLE else None)


def test_the_timeline_says_it_once_and_a_correction_is_a_line_of_its_own(
    database: Database, cast: Cast, now: datetime
) -> None:
    with database.writing() as session:
        issue, item = decided(session, cast, now, Decision(Outcome.SENT_UP, "위에서"))
        apply_decision(session, item, cast.owner, now, HELD, CLOSES)
        decide(session, item, item.version, Decision(Outcome.REJECTED, "안 됨"), cast.owner, now)
        apply_decision(session, item, cast.owner, now, HELD, CLOSES)
        rows = history_of(session, issue.workspace_id, "issue", issue.id)
        said = [(row.action, row.after.get("outcome", row.after.get("state"))) for row in rows]
        assert said == [
            ("reported", None),
            ("decided", "sent_up"),
            ("moved", "under_review"),
            ("decided", "rejected"),
            ("moved", "not_feasible"),
        ]


def test_an_approved_proposal_becomes_a_task_once(database: Database, cast: Cast, now: datetime) -> None:
    proposal = IssueDetails(
        kind=IssueKind.PROPOSAL, title="공영주차장 태양광", sector="건물", indicator="설치 용량", unit="kW"
    )
    with database.writing() as session:
        session.add(Task(workspace_id=cast.owner.workspace_id, code="B-21", sector="건물", title="있던 것"))
        session.flush()
        issue, item = decided(session, cast, now, Decision(Outcome.AMENDED), proposal)
        decide(session, item, item.version, Decision(Outcome.APPROVED), cast.owner, now)
        apply_decision(session, item, cast.owner, now, HELD, CLOSES)
        task = task_coded(session, issue.workspace_id, "B-22")
        assert (task.title, task.indicator, task.unit, task.owner_id) == ("공영주차장 태양광", "설치 용량", "kW", None)
        assert issue.task_id == task.id
        assert session.query(Task).count() == 2


@pytest.mark.parametrize(
    ("codes", "sector", "expected"),
    [
        ([("B-01", "건물"), ("B-21", "건물"), ("T-12", "수송")], "건물", "B-22"),
        ([("B-01", "건물"), ("T-09", "수송")], "수송", "T-10"),
        ([("B-99", "건물")], "건물", "B-100"),
        ([("B-01", "건물"), ("B-02", "수송"), ("T-05", "수송"), ("T-06", "수송")], "수송", "T-07"),
        ([("B-01", "건물"), ("B-07", "수송")], "건물", "B-08"),  # the highest B code counts, even in another sector
        ([("B-01", "건물")], "수소", "N-01"),
        ([("N-01", "수소")], "산업", "N-02"),
        ([], "건물", "N-01"),
        ([("외부", "건물")], "건물", "N-01"),
    ],
)
def test_the_next_code_of_a_sector(codes: list[tuple[str, str]], sector: str, expected: str) -> None:
    assert next_code(codes, sector) == expected


PROPOSAL = IssueDetails(kind=IssueKind.PROPOSAL, title="공영주차장 태양광", sector="건물")
AUGUST = date(2025, 8, 29)


def corrected(session: Session, cast: Cast, now: datetime, item: AgendaItem, decision: Decision) -> list[str]:
    """Correct the decision an hour later; return the action items that remain."""
    later = now + timedelta(hours=1)
    decide(session, item, item.version, decision, cast.owner, later)
    apply_decision(session, item, cast.owner, later, HELD, CLOSES)
    return [each.state for each in actions_of(session, session.get_one(Meeting, item.meeting_id))]


def test_an_approval_undone_undoes_its_task_its_follow_ups_and_the_issues_state_with_it(
    database: Database, cast: Cast, now: datetime
) -> None:
    with database.writing() as session:
        issue, item = decided(session, cast, now, Decision(Outcome.APPROVED, policy="budget"), PROPOSAL, due=AUGUST)
        assert (issue.state, issue.task_id is not None) == (IssueState.IN_PROGRESS, True)
        deferred = Decision(Outcome.DEFERRED, deferred_until=AUGUST, policy="budget")
        assert corrected(session, cast, now, item, deferred) == [ActionState.CANCELLED]
        assert (issue.state, issue.task_id, item.policy) == (IssueState.UNDER_REVIEW, None, "")
        assert session.query(Task).count() == 0
        rows = history_of(session, issue.workspace_id, "issue", issue.id)
        assert [row.action for row in rows][-3:] == ["decided", "task_taken_back", "moved"]
        assert completion(session, session.get_one(Committee, 1)) == (0, 0)
        with pytest.raises(Over):
            (action,) = actions_of(session, session.get_one(Meeting, item.meeting_id))
            answer_action(session, action, ActionAnswer(ActionState.DONE, "했음"), cast.owner, now, HELD)
        # Approved after all: the action items are restored, and no code is used twice.
        again = Decision(Outcome.APPROVED, "다시")
        assert corrected(session, cast, now + timedelta(hours=1), item, again) == [ActionState.IN_PROGRESS]
        assert (issue.state, issue.due_on) == (IssueState.IN_PROGRESS, AUGUST)
        assert [each.code for each in session.query(Task)] == ["N-02"]


def test_a_task_in_use_and_a_follow_up_with_a_result_are_not_undone_but_pointed_out(
    database: Database, cast: Cast, now: datetime
) -> None:
    with database.writing() as session:
        issue, item = decided(session, cast, now, Decision(Outcome.APPROVED), PROPOSAL, due=AUGUST)
        (action,) = actions_of(session, session.get_one(Meeting, item.meeting_id))
        answer_action(session, action, ActionAnswer(ActionState.ONGOING, "발주함"), cast.owner, now, HELD)
        task = session.get_one(Task, issue.task_id)
        enter_report(session, task, (2025, 2), Entry(Rating.ON_TRACK), cast.owner, now)
        assert corrected(session, cast, now, item, Decision(Outcome.REJECTED, "예산 없음")) == [ActionState.ONGOING]
        assert (issue.task_id, issue.state) == (task.id, IssueState.NOT_FEASIBLE)
        rows = history_of(session, issue.workspace_id, "issue", issue.id)
        assert [row.after["code"] for row in rows if row.action == "task_stands"] == ["N-01"]


def test_a_rejection_undone_opens_the_issue_again_but_not_what_somebody_has_moved_since(
    database: Database, cast: Cast, now: datetime
) -> None:
    with database.writing() as session:
        issue, item = decided(session, cast, now, Decision(Outcome.REJECTED, "법에 맞지 않음"))
        corrected(session, cast, now, item, Decision(Outcome.APPROVED))
        assert issue.state == IssueState.UNDER_REVIEW
        move_issue(session, issue, Move(IssueState.PLANNED, day=AUGUST), cast.owner, now + timedelta(hours=2))
        corrected(session, cast, now + timedelta(hours=3), item, Decision(Outcome.WITHDRAWN))
        assert (issue.state, issue.due_on) == (IssueState.PLANNED, AUGUST)
