"""Who reported an issue: the first, and those whose own report was added to it. Each hears what becomes of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, OfWorkspace
from storage.issues import Issue
from storage.people import Person


class Reporter(Base, OfWorkspace):
    """`quiet` when this person wants to hear no more of it."""

    __tablename__ = "reporters"
    __table_args__ = (UniqueConstraint("issue_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issues.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    quiet: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime]


def add_reporter(session: Session, issue: Issue, person: Person, now: datetime) -> bool:
    """False when they were one already."""
    if reporter_of(session, issue, person) is not None:
        return False
    session.add(Reporter(workspace_id=issue.workspace_id, issue_id=issue.id, person_id=person.id, at=now))
    session.flush()
    return True


def reporter_of(session: Session, issue: Issue, person: Person) -> Reporter | None:
    return session.scalar(
        select(Reporter).where(
            Reporter.workspace_id == issue.workspace_id,
            Reporter.issue_id == issue.id,
            Reporter.person_id == person.id,
        )
    )


def is_reporter(session: Session, issue: Issue, person: Person) -> bool:
    return issue.reporter_id == person.id or reporter_of(session, issue, person) is not None


def reporters_of(session: Session, issue: Issue) -> list[tuple[Reporter, Person]]:
    """The first first."""
    query = (
        select(Reporter, Person)
        .join(Person, Person.id == Reporter.person_id)
        .where(Reporter.workspace_id == issue.workspace_id, Reporter.issue_id == issue.id)
        .order_by(Reporter.id)
    )
    return [(reporter, person) for reporter, person in session.execute(query)]


def set_quiet(session: Session, issue: Issue, person: Person, *, quiet: bool) -> None:
    row = reporter_of(session, issue, person)
    if row is not None:
        row.quiet = quiet
        session.flush()
