"""An issue from the field, or a proposal for a new task: one number, one history, and who may move it where."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, OfWorkspace, Versioned
from storage.errors import EmptyText, NotFound, TooLong
from storage.replanning import Remindable

SUBJECT = "issue"  # in notices and in the history
TEXT_LIMIT = 4_000  # characters; what a slash command can carry
LINE_LIMIT = 200


class IssueKind(StrEnum):
    PROBLEM = "problem"
    PROPOSAL = "proposal"


class IssueState(StrEnum):
    RECEIVED = "received"  # 접수
    UNDER_REVIEW = "under_review"  # 검토 중
    PLANNED = "planned"  # 추진예정, for a day
    IN_PROGRESS = "in_progress"  # 추진 중, until a day
    DONE = "done"  # 완료: its reporter is asked whether it is
    NOT_FEASIBLE = "not_feasible"  # 추진불가, with a reason
    LONG_TERM = "long_term"  # 장기검토, looked at again on a day
    TRANSFERRED = "transferred"  # 이첩, to another body
    MERGED = "merged"  # 병합, into another issue
    CLOSED = "closed"  # 종결
    WITHDRAWN = "withdrawn"  # 철회, by its reporter while nobody has taken it up


class Role(StrEnum):
    """What a person is to an issue."""

    COMMITTEE = "committee"  # a member of the committee that receives issues; a chair or secretary of any
    DEPARTMENT = "department"  # of the assigned department: contact, head, the person in charge
    REPORTER = "reporter"
    CLOCK = "clock"  # nobody: time


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
# From which state to which, and who may. Going back to UNDER_REVIEW from a settled state is reopening.
MOVES: dict[IssueState, dict[IssueState, set[Role]]] = {
    IssueState.RECEIVED: {
        IssueState.UNDER_REVIEW: {_C, _D},
        **_UNSETTLED,
        IssueState.MERGED: {_C, _R},
        IssueState.WITHDRAWN: {_R},
    },
    IssueState.UNDER_REVIEW: _UNSETTLED,
    # Back to the review where what was decided is taken back.
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
# What a move must say, by the name of its field; reopening needs a reason.
NEEDED = {
    IssueState.PLANNED: "day",
    IssueState.IN_PROGRESS: "day",
    IssueState.LONG_TERM: "day",
    IssueState.NOT_FEASIBLE: "reason",
    IssueState.TRANSFERRED: "body",
    IssueState.MERGED: "into",
}
SETTLED = frozenset({IssueState.DONE, IssueState.NOT_FEASIBLE, IssueState.TRANSFERRED})  # and closed after a while
ENDED = frozenset({IssueState.MERGED, IssueState.CLOSED, IssueState.WITHDRAWN})
OPEN = frozenset(IssueState) - SETTLED - ENDED


class Urgency(StrEnum):
    NORMAL = "normal"
    URGENT = "urgent"


class Issue(Base, OfWorkspace, Versioned, Remindable):
    """`title` is a proposal's name; a problem's is its first line. `due_on` is the day its state has, if it has one."""

    told_by = ("state", "due_on", "closes_on", "department_id", "assignee_id", "moved_at")

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
    # Of a proposal.
    sector: Mapped[str] = mapped_column(String(50), default="")
    indicator: Mapped[str] = mapped_column(String(LINE_LIMIT), default="")
    unit: Mapped[str] = mapped_column(String(20), default="")
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"))
    reporter_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reported_at: Mapped[datetime]
    # Who called, where somebody registered for them, and how to reach them: kept no longer than the issue is open.
    caller: Mapped[str] = mapped_column(String(100), default="")
    caller_contact: Mapped[str] = mapped_column(String(100), default="")
    source: Mapped[str] = mapped_column(String(300), default="")  # a link to the message it was made from
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    due_on: Mapped[date | None]
    closes_on: Mapped[date | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("issues.id"))
    moved_at: Mapped[datetime]  # its clock runs from here


def clean_text(text: str, limit: int = TEXT_LIMIT) -> str:
    """Text as it was typed, composed (NFC). Raises EmptyText, TooLong."""
    kept = unicodedata.normalize("NFC", text).strip()
    if not any(unicodedata.category(letter) not in ("Cf", "Zs", "Cc") for letter in kept):
        raise EmptyText
    if len(kept) > limit:
        raise TooLong(len(kept), limit)
    return kept


def clean_line(text: str, limit: int = LINE_LIMIT) -> str:
    """One line, possibly empty, composed. Raises TooLong."""
    kept = " ".join(unicodedata.normalize("NFC", text).split())
    if len(kept) > limit:
        raise TooLong(len(kept), limit)
    return kept


def issue_numbered(session: Session, workspace_id: int, number: int) -> Issue:
    """Raises NotFound."""
    found = session.scalar(select(Issue).where(Issue.workspace_id == workspace_id, Issue.number == number))
    if found is None:
        raise NotFound("issue", number)
    return found


def first_line(issue: Issue) -> str:
    return issue.title or issue.text.split("\n", 1)[0]
