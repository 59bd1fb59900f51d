"""Issues from the field and proposals for new tasks: numbers, states, and who may change the state."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace, Versioned
from storage.db.errors import NotFound
from storage.organisation.replanning import Remindable
from storage.parsing.text import LINE_LIMIT

SUBJECT = "issue"  # in notices and in the history


class IssueKind(StrEnum):
    """The kind of an issue: 현장 문제 or 신규 과제 제안."""

    PROBLEM = "problem"
    PROPOSAL = "proposal"


class IssueState(StrEnum):
    """The state of an issue. `MOVES` lists the allowed changes, `NEEDED` what they require."""

    RECEIVED = "received"  # 접수
    UNDER_REVIEW = "under_review"  # 검토 중
    PLANNED = "planned"  # 추진예정, planned for a day
    IN_PROGRESS = "in_progress"  # 추진 중, until a day
    DONE = "done"  # 완료: the reporter is asked to confirm
    NOT_FEASIBLE = "not_feasible"  # 추진불가, with a reason
    LONG_TERM = "long_term"  # 장기검토, reviewed again on a day
    TRANSFERRED = "transferred"  # 이첩, to another body
    MERGED = "merged"  # 병합, into another issue
    CLOSED = "closed"  # 종결
    WITHDRAWN = "withdrawn"  # 철회, by its reporter while it is 접수


class Role(StrEnum):
    """A person's relation to an issue, which decides the allowed changes."""

    COMMITTEE = "committee"  # a member of the committee that receives issues; a chair or secretary of any
    DEPARTMENT = "department"  # of the assigned department: contact, head, the person in charge
    REPORTER = "reporter"
    CLOCK = "clock"  # no person: an automatic change


_C, _D, _R, _T = Role.COMMITTEE, Role.DEPARTMENT, Role.REPORTER, Role.CLOCK
_WORKING = {
    IssueState.PLANNED: {_C, _D},
    IssueState.IN_PROGRESS: {_C, _D},
    IssueState.DONE: {_C, _D},
    IssueState.NOT_FEASIBLE: {_C, _D},
    IssueState.LONG_TERM: {_C, _D},
    IssueState.TRANSFERRED: {_C, _D},
}
_UNSETTLED = {**_WORKING, IssueState.MERGED: {_C}}
# Allowed changes: from a state to a state, and by whom. From a settled state to UNDER_REVIEW is reopening.
MOVES: dict[IssueState, dict[IssueState, set[Role]]] = {
    IssueState.RECEIVED: {
        IssueState.UNDER_REVIEW: {_C, _D},
        **_UNSETTLED,
        IssueState.MERGED: {_C, _R},
        IssueState.WITHDRAWN: {_R},
    },
    IssueState.UNDER_REVIEW: _UNSETTLED,
    # PLANNED and IN_PROGRESS go back to UNDER_REVIEW if the decision behind them is undone.
    IssueState.PLANNED: {IssueState.UNDER_REVIEW: {_C}, **_UNSETTLED},
    IssueState.IN_PROGRESS: {IssueState.UNDER_REVIEW: {_C}, **_UNSETTLED},
    IssueState.LONG_TERM: {IssueState.UNDER_REVIEW: {_C, _D}, **_UNSETTLED},
    IssueState.DONE: {IssueState.CLOSED: {_C, _R, _T}, IssueState.UNDER_REVIEW: {_C, _R}},
    IssueState.NOT_FEASIBLE: {IssueState.CLOSED: {_C, _T}, IssueState.UNDER_REVIEW: {_C}},
    IssueState.TRANSFERRED: {IssueState.CLOSED: {_C, _T}, IssueState.UNDER_REVIEW: {_C}},
    IssueState.MERGED: {IssueState.UNDER_REVIEW: {_C}},
    IssueState.CLOSED: {IssueState.UNDER_REVIEW: {_C, _R}},
    IssueState.WITHDRAWN: {},
}
# The field that a change to this state requires. Reopening requires a reason.
NEEDED = {
    IssueState.PLANNED: "day",
    IssueState.IN_PROGRESS: "day",
    IssueState.LONG_TERM: "day",
    IssueState.NOT_FEASIBLE: "reason",
    IssueState.TRANSFERRED: "body",
    IssueState.MERGED: "into",
}
SETTLED = frozenset({IssueState.DONE, IssueState.NOT_FEASIBLE, IssueState.TRANSFERRED})  # closed automatically later
ENDED = frozenset({IssueState.MERGED, IssueState.CLOSED, IssueState.WITHDRAWN})
OPEN = frozenset(IssueState) - SETTLED - ENDED


class Urgency(StrEnum):
    """The urgency of an issue. Anybody may propose `URGENT`."""

    NORMAL = "normal"
    URGENT = "urgent"


class Issue(Base, OfWorkspace, Versioned, Remindable):
    """An issue. `title` is a proposal's name; the title of a problem is its first line.

    `due_on` is the day of its state, or None. `closes_on` is the day on which it closes automatically, or None.
    """

    replanned_by = ("state", "due_on", "closes_on", "department_id", "assignee_id", "moved_at")

    __tablename__ = "issues"
    __table_args__ = (
        UniqueConstraint("workspace_id", "number"),
        Index("ix_issues_by_state", "workspace_id", "state", "reported_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16), default=IssueKind.PROBLEM)
    state: Mapped[str] = mapped_column(String(16), default=IssueState.RECEIVED)
    urgency: Mapped[str] = mapped_column(String(16), default=Urgency.NORMAL)
    urgent_because: Mapped[str] = mapped_column(String(LINE_LIMIT), default="")
    title: Mapped[str] = mapped_column(String(LINE_LIMIT), default="")
    text: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(String(LINE_LIMIT), default="")
    # Proposals only.
    sector: Mapped[str] = mapped_column(String(50), default="")
    indicator: Mapped[str] = mapped_column(String(LINE_LIMIT), default="")
    unit: Mapped[str] = mapped_column(String(20), default="")
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"))
    reporter_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reported_at: Mapped[datetime]
    # The person who called, if somebody registered for them, and their contact; both are deleted when the issue ends.
    caller: Mapped[str] = mapped_column(String(100), default="")
    caller_contact: Mapped[str] = mapped_column(String(100), default="")
    source: Mapped[str] = mapped_column(String(300), default="")  # a link to the original message
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    due_on: Mapped[date | None]
    closes_on: Mapped[date | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("issues.id"))
    moved_at: Mapped[datetime]  # the last change of state or assignment; reminders count from here


def issue_numbered(session: Session, workspace_id: int, number: int) -> Issue:
    """Return the city's issue with that number. Raises NotFound."""
    found = session.scalar(select(Issue).where(Issue.workspace_id == workspace_id, Issue.number == number))
    if found is None:
        raise NotFound("issue", number)
    return found


def first_line(issue: Issue) -> str:
    """Return a short title: the proposal's name, else the first line of the text."""
    return issue.title or issue.text.split("\n", 1)[0]
