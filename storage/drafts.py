"""A draft: what somebody wrote freely to the bot, until they register it, drop it, or forget it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, OfWorkspace, Versioned
from storage.errors import Over
from storage.issues import TEXT_LIMIT, clean_line, clean_text
from storage.people import Person
from storage.replanning import Remindable

SUBJECT = "draft"
# Three photos and then a sentence are one report.
TOGETHER = timedelta(minutes=10)


class DraftState(StrEnum):
    OPEN = "open"
    HELD = "held"  # in a form that somebody has open: nobody is asked about it
    REGISTERED = "registered"
    ADDED = "added"  # to an issue that was there
    CANCELLED = "cancelled"
    LET_GO = "let_go"  # asked about once, and nobody answered


class Draft(Base, OfWorkspace, Versioned, Remindable):
    """`thread` is the ts of the thread it was written in, "" for a message of its own."""

    told_by = ("state",)

    __tablename__ = "drafts"
    __table_args__ = (Index("ix_drafts_open", "workspace_id", "state", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    channel: Mapped[str] = mapped_column(String(32))
    thread: Mapped[str] = mapped_column(String(32), default="")
    state: Mapped[str] = mapped_column(String(16), default=DraftState.OPEN)
    text: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"))
    # A person's own word on place and task is not guessed at again.
    edited: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(String(300), default="")
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("issues.id"))
    last_at: Mapped[datetime]
    asked_on: Mapped[date | None]


def draft_with(session: Session, workspace_id: int, draft_id: int) -> Draft:
    """Raises Over when it is not there, or settled."""
    found = session.get(Draft, draft_id)
    unsettled = (DraftState.OPEN, DraftState.HELD)
    if found is None or found.workspace_id != workspace_id or found.state not in unsettled:
        raise Over("draft")
    return found


def open_drafts(session: Session, workspace_id: int) -> list[Draft]:
    query = select(Draft).where(Draft.workspace_id == workspace_id, Draft.state == DraftState.OPEN)
    return list(session.scalars(query.order_by(Draft.id)))


def draft_to_join(session: Session, person: Person, channel: str, thread: str, now: datetime) -> Draft | None:
    """The open draft of the same place that this person wrote to less than ten minutes ago.

    Their messages wait here for each other: three photos sent at once are one draft.
    """
    session.execute(select(Person.id).where(Person.id == person.id).with_for_update())
    query = select(Draft).where(
        Draft.workspace_id == person.workspace_id,
        Draft.state == DraftState.OPEN,
        Draft.person_id == person.id,
        Draft.channel == channel,
        Draft.thread == thread,
        Draft.last_at > now - TOGETHER,
    )
    return session.scalar(query.order_by(Draft.id.desc()).limit(1))


def draft_from(session: Session, person: Person, source: str) -> Draft | None:
    """The open draft that came from there."""
    query = select(Draft).where(
        Draft.workspace_id == person.workspace_id,
        Draft.person_id == person.id,
        Draft.source == source,
        Draft.state == DraftState.OPEN,
    )
    return session.scalar(query.limit(1))


def start_draft(session: Session, person: Person, channel: str, thread: str, now: datetime) -> Draft:
    draft = Draft(
        workspace_id=person.workspace_id, person_id=person.id, channel=channel, thread=thread, last_at=now, text=""
    )
    session.add(draft)
    session.flush()
    return draft


def add_words(draft: Draft, text: str, now: datetime) -> None:
    """A further line. Raises TooLong for the whole."""
    draft.last_at = now
    if text.strip():
        draft.text = clean_text("\n".join(part for part in (draft.text, text.strip()) if part), TEXT_LIMIT)


def edit_draft(draft: Draft, text: str, place: str, task_id: int | None) -> None:
    """Raises EmptyText, TooLong."""
    draft.text, draft.place, draft.task_id, draft.edited = clean_text(text), clean_line(place), task_id, True


def end_draft(session: Session, draft: Draft, state: DraftState, issue_id: int | None = None) -> None:
    draft.state, draft.issue_id = state, issue_id
    session.flush()
