"""Drafts: free messages to the bot that are not yet registered, cancelled or expired."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace, Versioned
from storage.db.errors import Over
from storage.issues.announcements import add_photos, include_reporter
from storage.issues.issues import Issue
from storage.issues.photos import FileSent, photos_of_draft
from storage.issues.remarks import write_back
from storage.organisation.people import Person
from storage.organisation.replanning import Remindable
from storage.outbox.notices import show_again
from storage.parsing.text import TEXT_LIMIT, clean_line, clean_text

SUBJECT = "draft"
# Messages within this time belong together, such as three photos and then a sentence.
TOGETHER = timedelta(minutes=10)


class DraftState(StrEnum):
    """The state of a draft. Only `OPEN` and `HELD` drafts can still be registered."""

    OPEN = "open"
    HELD = "held"  # open in a form, so no reminder is sent
    REGISTERED = "registered"
    ADDED = "added"  # to an existing issue
    CANCELLED = "cancelled"
    LET_GO = "let_go"  # expired: reminded once, without an answer


class Draft(Base, OfWorkspace, Versioned, Remindable):
    """A draft. `thread` is the ts of the thread it was written in, or "" for a message outside threads.

    `source` links to the original message, or names the reminder whose reaction started the draft; else it is "".
    """

    replanned_by = ("state",)

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
    # Place and task that a person has entered are not guessed again.
    edited: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(String(300), default="")
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("issues.id"))
    last_at: Mapped[datetime]
    asked_on: Mapped[date | None]


def draft_with(session: Session, workspace_id: int, draft_id: int) -> Draft:
    """Return the city's unsettled draft with that id. Raises Over if there is none."""
    found = session.get(Draft, draft_id)
    unsettled = (DraftState.OPEN, DraftState.HELD)
    if found is None or found.workspace_id != workspace_id or found.state not in unsettled:
        raise Over("draft")
    return found


def open_drafts(session: Session, workspace_id: int) -> list[Draft]:
    """Return a city's open drafts, oldest first, without those in an open form."""
    query = select(Draft).where(Draft.workspace_id == workspace_id, Draft.state == DraftState.OPEN)
    return list(session.scalars(query.order_by(Draft.id)))


def draft_to_join(session: Session, person: Person, channel: str, thread: str, now: datetime) -> Draft | None:
    """Return the person's open draft in that channel and thread, if its last message is less than ten minutes old.

    Return None otherwise. The call locks the person, so that three photos sent at once become one draft.
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
    """Return the person's open draft with that `source`, or None."""
    query = select(Draft).where(
        Draft.workspace_id == person.workspace_id,
        Draft.person_id == person.id,
        Draft.source == source,
        Draft.state == DraftState.OPEN,
    )
    return session.scalar(query.limit(1))


def start_draft(session: Session, person: Person, channel: str, thread: str, now: datetime) -> Draft:
    """Create an empty open draft in that channel and thread."""
    draft = Draft(
        workspace_id=person.workspace_id, person_id=person.id, channel=channel, thread=thread, last_at=now, text=""
    )
    session.add(draft)
    session.flush()
    return draft


def add_words(draft: Draft, text: str, now: datetime) -> None:
    """Append a line to the draft and set its last message's time to `now`.

    Raises EmptyText, or TooLong for the whole text.
    """
    draft.last_at = now
    if text.strip():
        draft.text = clean_text("\n".join(part for part in (draft.text, text.strip()) if part), TEXT_LIMIT)


def edit_draft(draft: Draft, text: str, place: str, task_id: int | None) -> None:
    """Replace the draft's text, place and task; they are no longer guessed. Raises EmptyText, TooLong."""
    draft.text, draft.place, draft.task_id, draft.edited = clean_text(text), clean_line(place), task_id, True


def settle_draft(session: Session, draft: Draft, issue: Issue, state: DraftState, by: Person, now: datetime) -> None:
    """Attach the draft's photos to the issue that it became or was added to, and settle the draft as `state`."""
    photos = photos_of_draft(session, draft.workspace_id, draft.id)
    files = (FileSent(each.slack_file, each.name, each.url, each.size) for each in photos)
    add_photos(session, issue, files, by, now)
    draft.issue_id = issue.id
    end_draft(session, draft, state)


def add_to_issue(session: Session, draft: Draft, issue: Issue, by: Person, now: datetime) -> None:
    """Add the draft to an existing issue as its author's reply; the author is one of its reporters from then on.

    Raises TooLong.
    """
    include_reporter(session, issue, by, now)
    write_back(session, issue, by, draft.text, (), now)
    settle_draft(session, draft, issue, DraftState.ADDED, by, now)


def end_draft(session: Session, draft: Draft, state: DraftState) -> None:
    """Set the draft's final state and update its card."""
    draft.state = state
    session.flush()
    show_again(session, draft.workspace_id, SUBJECT, draft.id)
