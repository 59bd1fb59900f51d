"""Reporters of an issue: the first, and people whose own report was added to it. All are notified about it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace
from storage.issues.issues import Issue
from storage.organisation.people import Person


class Reporter(Base, OfWorkspace):
    """A person who reported the issue. `quiet` is true if they want no more notices about it."""

    __tablename__ = "reporters"
    __table_args__ = (UniqueConstraint("issue_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issues.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    quiet: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime]


def add_reporter(session: Session, issue: Issue, person: Person, now: datetime) -> bool:
    """Add a reporter; return False if the person is one already."""
    if reporter_of(session, issue, person) is not None:
        return False
    session.add(Reporter(workspace_id=issue.workspace_id, issue_id=issue.id, person_id=person.id, at=now))
    session.flush()
    return True


def reporter_of(session: Session, issue: Issue, person: Person) -> Reporter | None:
    """Return the person's entry among the issue's reporters, or None."""
    return session.scalar(
        select(Reporter).where(
            Reporter.workspace_id == issue.workspace_id,
            Reporter.issue_id == issue.id,
            Reporter.person_id == person.id,
        )
    )


def is_reporter(session: Session, issue: Issue, person: Person) -> bool:
    """Return whether the person registered the issue or was added to its reporters."""
    return issue.reporter_id == person.id or reporter_of(session, issue, person) is not None


def reporters_of(session: Session, issue: Issue) -> list[tuple[Reporter, Person]]:
    """Return the issue's reporters, the first one first, each with the person."""
    query = (
        select(Reporter, Person)
        .join(Person, Person.id == Reporter.person_id)
        .where(Reporter.workspace_id == issue.workspace_id, Reporter.issue_id == issue.id)
        .order_by(Reporter.id)
    )
    return [(reporter, person) for reporter, person in session.execute(query)]
