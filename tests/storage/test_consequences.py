"""What comes down from a decision: the issue's passport and state, and the task that a proposal becomes."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from storage.action_items import ActionSet, add_action
from storage.agenda import AgendaItem, Outcome
from storage.arranging import put_on_agenda
from storage.board import Decision, close_meeting, decide, open_meeting
from storage.consequences import bring_down, next_code
from storage.history import history_of
from storage.issues import Issue, IssueKind, IssueState
from storage.meetings import Meeting
from storage.raising import Told, raise_issue
from storage.sessions import Books
from storage.tasks import Task, task_coded
from tests.cast import Cast
from tests.storage.test_lineage import HELD, a_committee, meeting_of

CLOSES = date(2025, 5, 23)


def decided(
    session: Session, cast: Cast, now: datetime, decision: Decision, told: Told | None = None, due: date | None = None
) -> tuple[Issue, AgendaItem]:
    """An issue on the council's agenda of 9 May, decided on; the secretary is the owner of the tests."""
    council = a_committee(session, cast.officer, "council", HELD)
    council.secretary_id = cast.owner.id
    council.receives_issues = True
    issue = raise_issue(session, cast.officer, "창호 결로", now, told)
    meeting: Meeting = meeting_of(session, council, HELD)
    item = put_on_agenda(session, meeting, issue, cast.owner, now)
    open_meeting(session, meeting, cast.owner, now, HELD)
    decide(session, item, item.version, decision, cast.owner, now)
    if due is not None:
        add_action(session, meeting, item, ActionSet("비용 조사", due=due), cast.owner, now)
    close_meeting(session, meeting, cast.owner, now)
    bring_down(session, item, cast.owner, now, HELD, CLOSES)
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
    books: Books, cast: Cast, now: datetime, decision: Decision, due: date | None, state: IssueState, day: date | None
) -> None:
    with books.writing() as session:
        issue, _ = decided(session, cast, now, decision, due=due)
        assert (issue.state, issue.due_on) == (state, day)
        assert issue.closes_on == (CLOSES if state == IssueState.NOT_FEASIBLE else None)


def test_the_passport_says_it_once_and_a_correction_is_a_line_of_its_own(
    books: Books, cast: Cast, now: datetime
) -> None:
    with books.writing() as session:
        issue, item = decided(session, cast, now, Decision(Outcome.SENT_UP, "위에서"))
        bring_down(session, item, cast.owner, now, HELD, CLOSES)
        decide(session, item, item.version, Decision(Outcome.REJECTED, "안 됨"), cast.owner, now)
        bring_down(session, item, cast.owner, now, HELD, CLOSES)
        rows = history_of(session, issue.workspace_id, "issue", issue.id)
        said = [(row.action, row.after.get("outcome", row.after.get("state"))) for row in rows]
        assert said == [
            ("reported", None),
            ("decided", "sent_up"),
            ("moved", "under_review"),
            ("decided", "rejected"),
            ("moved", "not_feasible"),
        ]


def test_an_approved_proposal_becomes_a_task_once(books: Books, cast: Cast, now: datetime) -> None:
    proposal = Told(kind=IssueKind.PROPOSAL, title="공영주차장 태양광", sector="건물", indicator="설치 용량", unit="kW")
    with books.writing() as session:
        session.add(Task(workspace_id=cast.owner.workspace_id, code="B-21", sector="건물", title="있던 것"))
        session.flush()
        issue, item = decided(session, cast, now, Decision(Outcome.AMENDED), proposal)
        decide(session, item, item.version, Decision(Outcome.APPROVED), cast.owner, now)
        bring_down(session, item, cast.owner, now, HELD, CLOSES)
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
        ([("B-01", "건물"), ("B-07", "수송")], "건물", "B-08"),  # a code is the city's own, whatever its sector
        ([("B-01", "건물")], "수소", "N-01"),
        ([("N-01", "수소")], "산업", "N-02"),
        ([], "건물", "N-01"),
        ([("외부", "건물")], "건물", "N-01"),
    ],
)
def test_the_next_code_of_a_sector(codes: list[tuple[str, str]], sector: str, expected: str) -> None:
    assert next_code(codes, sector) == expected
