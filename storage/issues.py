"""An issue from the field, or a proposal for a new task: one number, one history."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, OfWorkspace, Versioned
from storage.errors import EmptyText, MoveNotAllowed, NotAllowed, NotFound, TooLong
from storage.history import note
from storage.people import Person
from storage.workspaces import Workspace

TEXT_LIMIT = 4_000  # characters; what a slash command can carry


class IssueKind(StrEnum):
    PROBLEM = "problem"
    PROPOSAL = "proposal"


class IssueState(StrEnum):
    RECEIVED = "received"  # 접수
    WITHDRAWN = "withdrawn"  # 철회, by its reporter while nobody has taken it up


class Urgency(StrEnum):
    NORMAL = "normal"
    URGENT = "urgent"


# From which state to which, by the reporter.
ALLOWED: dict[IssueState, frozenset[IssueState]] = {
    IssueState.RECEIVED: frozenset({IssueState.WITHDRAWN}),
    IssueState.WITHDRAWN: frozenset(),
}


class Issue(Base, OfWorkspace, Versioned):
    __tablename__ = "issues"
    __table_args__ = (UniqueConstraint("workspace_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16), default=IssueKind.PROBLEM)
    state: Mapped[str] = mapped_column(String(16), default=IssueState.RECEIVED)
    urgency: Mapped[str] = mapped_column(String(16), default=Urgency.NORMAL)
    text: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(String(200), default="")
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"))
    reporter_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reported_at: Mapped[datetime]


def clean_text(text: str) -> str:
    """Text as it was typed, composed (NFC). Raises EmptyText, TooLong."""
    kept = unicodedata.normalize("NFC", text).strip()
    if not any(unicodedata.category(letter) not in ("Cf", "Zs", "Cc") for letter in kept):
        raise EmptyText
    if len(kept) > TEXT_LIMIT:
        raise TooLong(len(kept), TEXT_LIMIT)
    return kept


def raise_issue(
    session: Session,
    reporter: Person,
    text: str,
    now: datetime,
    *,
    place: str = "",
    task_id: int | None = None,
    urgency: Urgency = Urgency.NORMAL,
) -> Issue:
    """Enter an issue under the city's next number. Raises EmptyText, TooLong."""
    issue = Issue(
        workspace_id=reporter.workspace_id,
        number=_next_number(session, reporter.workspace_id),
        text=clean_text(text),
        place=unicodedata.normalize("NFC", place).strip(),
        task_id=task_id,
        urgency=urgency,
        reporter_id=reporter.id,
        reported_at=now,
    )
    session.add(issue)
    session.flush()
    _record(session, issue, reporter, now, "reported", {}, {"text": issue.text})
    return issue


def may_edit(session: Session, issue: Issue, person: Person) -> None:
    """Raises NotAllowed for anyone but the reporter, MoveNotAllowed once somebody has taken it up."""
    _only_reporter(session, issue, person, "edit")
    if issue.state != IssueState.RECEIVED:
        raise MoveNotAllowed(issue.state, "edited", ())


def edit_text(session: Session, issue: Issue, person: Person, text: str, now: datetime) -> None:
    """The reporter's own words, mended while nobody has taken the issue up. Raises NotAllowed, MoveNotAllowed."""
    may_edit(session, issue, person)
    before, issue.text = issue.text, clean_text(text)
    _record(session, issue, person, now, "edited", {"text": before}, {"text": issue.text})


def withdraw(session: Session, issue: Issue, person: Person, now: datetime) -> None:
    """The reporter takes the issue back. Raises NotAllowed, MoveNotAllowed."""
    _only_reporter(session, issue, person, "withdraw")
    before = IssueState(issue.state)
    if IssueState.WITHDRAWN not in ALLOWED[before]:
        raise MoveNotAllowed(before, IssueState.WITHDRAWN, tuple(sorted(ALLOWED[before])))
    issue.state = IssueState.WITHDRAWN
    _record(session, issue, person, now, "withdrawn", {"state": before}, {"state": issue.state})


def issue_numbered(session: Session, workspace_id: int, number: int) -> Issue:
    """Raises NotFound."""
    found = session.scalar(select(Issue).where(Issue.workspace_id == workspace_id, Issue.number == number))
    if found is None:
        raise NotFound("issue", number)
    return found


def _next_number(session: Session, workspace_id: int) -> int:
    # One statement, so that two reports at once on PostgreSQL wait for each other and never share a number.
    return session.execute(
        update(Workspace)
        .where(Workspace.id == workspace_id)
        .values(last_issue_number=Workspace.last_issue_number + 1)
        .returning(Workspace.last_issue_number),
    ).scalar_one()


def _only_reporter(session: Session, issue: Issue, person: Person, action: str) -> None:
    if issue.reporter_id != person.id:
        reporter = session.get_one(Person, issue.reporter_id)
        raise NotAllowed(action, (reporter.slack_id,))


def _record(
    session: Session,
    issue: Issue,
    person: Person,
    now: datetime,
    action: str,
    before: dict[str, str],
    after: dict[str, str],
) -> None:
    note(session, issue.workspace_id, "issue", issue.id, action, now, by=person.id, before=before, after=after)
