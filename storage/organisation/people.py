"""Departments and people, their absences, deputies and reminder hours."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ForeignKey, Select, String, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace, Versioned
from storage.history import History
from storage.organisation.departments import Department
from storage.organisation.replanning import Remindable


class Person(Base, OfWorkspace, Versioned, Remindable):
    """A person of the city, by Slack id; created when the id is first seen."""

    replanned_by = ("gone", "deputy_id", "assistant_id", "away_from", "away_until")

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("workspace_id", "slack_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slack_id: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(100), default="")
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    language: Mapped[str | None] = mapped_column(String(8))
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    assistant_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    # Posting to a deactivated account succeeds silently, so whether the person has left is stored here.
    gone: Mapped[bool] = mapped_column(default=False)
    # True for Slack's administrators and the people in CN_ADMIN: they may set up the bot.
    is_admin: Mapped[bool] = mapped_column(default=False)
    is_bot: Mapped[bool] = mapped_column(default=False)
    is_guest: Mapped[bool] = mapped_column(default=False)
    dm_channel: Mapped[str | None] = mapped_column(String(32))
    # First and last day of absence; during it the deputy gets the reminders.
    away_from: Mapped[date | None]
    away_until: Mapped[date | None]
    # Hours for reminders, as HH:MM by the city's clock; None for the city's hours.
    opens_at: Mapped[str | None] = mapped_column(String(5))
    closes_at: Mapped[str | None] = mapped_column(String(5))
    # The city's date of the last reminder: a person gets at most one a day.
    reminded_on: Mapped[date | None]


@dataclass(frozen=True)
class Account:
    """A person's account as Slack lists it. `gone` means that it was deactivated."""

    slack_id: str
    name: str
    language: str
    gone: bool
    is_admin: bool
    is_bot: bool
    is_guest: bool


def is_away(day: date, first: date | None, last: date | None) -> bool:
    """Return whether the person is away on `day`; `first` and `last` are both days of absence.

    Without `first` the absence has begun already; without `last` there is no absence.
    """
    return last is not None and (first or day) <= day <= last


def keep_accounts(session: Session, workspace_id: int, accounts: Iterable[Account]) -> None:
    """Create or update the people behind Slack's accounts; a second call changes nothing.

    A language that is already known stays, because the person may have chosen it.
    """
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
    """Return the people who may set up the bot and have not left."""
    return list(session.scalars(_everybody(workspace_id).where(Person.is_admin.is_(True), Person.gone.is_(False))))


def everybody(session: Session, workspace_id: int) -> list[Person]:
    """Return every person of the city, including bots and people who left."""
    return list(session.scalars(_everybody(workspace_id)))


def people_among(session: Session, workspace_id: int, slack_ids: Collection[str]) -> dict[str, Person]:
    """Return the people with these Slack ids, by id. Ids of channels and of unknown people are left out."""
    found = session.scalars(_everybody(workspace_id).where(Person.slack_id.in_(slack_ids)))
    return {person.slack_id: person for person in found}


def note_reminded(session: Session, workspace_id: int, slack_ids: Collection[str], day: date) -> None:
    """Record that these people get their one reminder of `day`.

    One statement without a version check, because nothing else writes this column.
    """
    mine = update(Person).where(Person.workspace_id == workspace_id, Person.slack_id.in_(slack_ids))
    session.execute(mine.values(reminded_on=day), execution_options={"synchronize_session": False})


def _everybody(workspace_id: int) -> Select[Person]:
    return select(Person).where(Person.workspace_id == workspace_id)


def known_person(session: Session, workspace_id: int, slack_id: str) -> Person | None:
    """Return the person with this Slack id, or None if the id was never seen."""
    return session.scalar(_everybody(workspace_id).where(Person.slack_id == slack_id))


def departments_by_head(session: Session, workspace_id: int) -> dict[int, set[int]]:
    """Return the department ids of each head who has not left, by the head's person id."""
    query = select(Person.id, Department.id).join(Department, Department.head_id == Person.id)
    found: dict[int, set[int]] = {}
    for head, department in session.execute(query.where(Person.workspace_id == workspace_id, Person.gone.is_(False))):
        found.setdefault(head, set()).add(department)
    return found


def person_of(session: Session, workspace_id: int, slack_id: str) -> Person:
    """Return the person with this Slack id; create them if the id is new."""
    found = known_person(session, workspace_id, slack_id)
    if found is None:
        found = Person(workspace_id=workspace_id, slack_id=slack_id)
        session.add(found)
        session.flush()
    return found


def keep_dm_channel(session: Session, workspace_id: int, slack_id: str, channel: str) -> None:
    """Keep the channel of a person's direct messages; create the person if the id is new.

    One statement without a version check, because two messages to one person may open it at once: Slack gives both the
    same channel.
    """
    person = person_of(session, workspace_id, slack_id)
    opened = update(Person).where(Person.id == person.id).values(dm_channel=channel)
    session.execute(opened, execution_options={"synchronize_session": False})


def last_changed_by(session: Session, workspace_id: int, subject: str, subject_id: int, actions: Sequence[str]) -> str:
    """Return the Slack id of the person who last did one of `actions` to a record, or ""."""
    found = session.scalar(
        select(Person.slack_id)
        .join(History, History.person_id == Person.id)
        .where(History.workspace_id == workspace_id, History.subject == subject, History.subject_id == subject_id)
        .where(History.action.in_(actions))
        .order_by(History.id.desc())
        .limit(1)
    )
    return found or ""
