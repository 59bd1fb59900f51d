"""Departments and the people in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ForeignKey, Select, String, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, OfWorkspace, Versioned
from storage.replanning import Remindable


class Department(Base, OfWorkspace, Versioned, Remindable):
    told_by = ("head_id", "contact_id")

    __tablename__ = "departments"
    __table_args__ = (UniqueConstraint("workspace_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    head_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", use_alter=True))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", use_alter=True))


class DepartmentName(Base, OfWorkspace):
    """What a department was or will be called: cities reorganise, and old papers keep the old name."""

    __tablename__ = "department_names"
    __table_args__ = (UniqueConstraint("department_id", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(100))
    valid_from: Mapped[date]


class Person(Base, OfWorkspace, Versioned, Remindable):
    told_by = ("gone", "deputy_id", "assistant_id", "away_from", "away_until")

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("workspace_id", "slack_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slack_id: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(100), default="")
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    language: Mapped[str | None] = mapped_column(String(8))
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    assistant_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    # Posting to a deactivated account succeeds silently, so whether somebody is gone is kept here.
    gone: Mapped[bool] = mapped_column(default=False)
    # Slack's administrators, and whom CN_ADMIN names: they may set the bot up.
    is_admin: Mapped[bool] = mapped_column(default=False)
    is_bot: Mapped[bool] = mapped_column(default=False)
    is_guest: Mapped[bool] = mapped_column(default=False)
    dm_channel: Mapped[str | None] = mapped_column(String(32))
    # Both days are away; until then the deputy hears what is due.
    away_from: Mapped[date | None]
    away_until: Mapped[date | None]
    # When they want to be reminded, by the city's clock; the city's hours where they have not said.
    opens_at: Mapped[str | None] = mapped_column(String(5))
    closes_at: Mapped[str | None] = mapped_column(String(5))
    # The city's day on which a reminder was last sent: there is one a day.
    reminded_on: Mapped[date | None]


@dataclass(frozen=True)
class Account:
    """A person as Slack lists them."""

    slack_id: str
    name: str
    language: str
    gone: bool
    is_admin: bool
    is_bot: bool
    is_guest: bool


def is_away(day: date, first: date | None, last: date | None) -> bool:
    """Both days are among those away; without a first one it has begun, without a last one nobody is away."""
    return last is not None and (first or day) <= day <= last


def keep_accounts(session: Session, workspace_id: int, accounts: Iterable[Account]) -> None:
    """Bring names, and who is gone, up to date with Slack; a language that a person chose stays."""
    known = {person.slack_id: person for person in session.scalars(_everybody(workspace_id))}
    for account in accounts:
        person = known.get(account.slack_id)
        if person is None:
            person = Person(workspace_id=workspace_id, slack_id=account.slack_id)
            session.add(person)
        person.language = person.language or account.language
        for name in ("name", "gone", "is_admin", "is_bot", "is_guest"):
            if getattr(person, name) != getattr(account, name):
                setattr(person, name, getattr(account, name))


def administrators(session: Session, workspace_id: int) -> list[Person]:
    return list(session.scalars(_everybody(workspace_id).where(Person.is_admin.is_(True), Person.gone.is_(False))))


def everybody(session: Session, workspace_id: int) -> list[Person]:
    return list(session.scalars(_everybody(workspace_id)))


def people_among(session: Session, workspace_id: int, slack_ids: Collection[str]) -> dict[str, Person]:
    """Who of these Slack ids is a person in the books, by the id; a channel's is nobody's."""
    found = session.scalars(_everybody(workspace_id).where(Person.slack_id.in_(slack_ids)))
    return {person.slack_id: person for person in found}


def note_reminded(session: Session, workspace_id: int, slack_ids: Collection[str], day: date) -> None:
    """Today's one reminder is on its way to them. In one statement: nobody else writes it, so no version is asked."""
    mine = update(Person).where(Person.workspace_id == workspace_id, Person.slack_id.in_(slack_ids))
    session.execute(mine.values(reminded_on=day), execution_options={"synchronize_session": False})


def _everybody(workspace_id: int) -> Select[Person]:
    return select(Person).where(Person.workspace_id == workspace_id)


def person_of(session: Session, workspace_id: int, slack_id: str) -> Person:
    """The person behind a Slack id, entered in the books when first seen."""
    found = session.scalar(
        select(Person).where(Person.workspace_id == workspace_id, Person.slack_id == slack_id),
    )
    if found is None:
        found = Person(workspace_id=workspace_id, slack_id=slack_id)
        session.add(found)
        session.flush()
    return found
