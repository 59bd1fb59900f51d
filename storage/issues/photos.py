"""Photos of issues and files of quarterly reports: fetched from Slack and posted where the committee sees them.

Photos are cleaned first. The content is not stored, only where Slack has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace
from storage.organisation.people import Person
from storage.outbox.notices import show_again


class PhotoState(StrEnum):
    """State of a photo. A FAILED one can't be fetched or posted."""

    WAITING = "waiting"
    SHOWN = "shown"
    FAILED = "failed"  # `error` is the reason in a word


@dataclass(frozen=True)
class FileSent:
    """A file as a person sent it, as Slack describes it; the description is not trusted. `size` is in bytes."""

    id: str
    name: str
    url: str
    size: int
    permalink: str = ""


class Photo(Base, OfWorkspace):
    """A file of an issue, a draft or a report, whichever of the three ids is set."""

    __tablename__ = "photos"

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("issues.id", ondelete="CASCADE"), index=True)
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("drafts.id", ondelete="CASCADE"), index=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("progress_reports.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    slack_file: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(200))
    url: Mapped[str] = mapped_column(String(500))
    permalink: Mapped[str] = mapped_column(String(500), default="")
    size: Mapped[int]
    # True from a reporter, for the committee; False from the committee, for the reporters.
    from_field: Mapped[bool] = mapped_column(default=True)
    state: Mapped[str] = mapped_column(String(16), default=PhotoState.WAITING)
    error: Mapped[str] = mapped_column(String(32), default="")
    at: Mapped[datetime]

    @property
    def is_lost(self) -> bool:
        """Return whether the file could not be fetched or posted; False while it waits."""
        match PhotoState(self.state):
            case PhotoState.WAITING | PhotoState.SHOWN:
                return False
            case PhotoState.FAILED:
                return True


@dataclass(frozen=True)
class AttachedTo:
    """The record that files are attached to: an issue, a draft or a report, whichever of the three ids is set."""

    issue_id: int | None = None
    draft_id: int | None = None
    report_id: int | None = None


def keep_photos(
    session: Session, of: AttachedTo, by: Person, files: Iterable[FileSent], now: datetime, *, from_field: bool = True
) -> list[Photo]:
    """Store the files and return the new photos; a file that is stored already is left out."""
    there = {photo.slack_file for photo in _of(session, by.workspace_id, of)}
    kept = [
        Photo(
            **vars(of),
            workspace_id=by.workspace_id,
            person_id=by.id,
            slack_file=file.id,
            name=file.name[:200],
            url=file.url[:500],
            permalink=file.permalink[:500],
            size=file.size,
            from_field=from_field,
            at=now,
        )
        for file in files
        if file.id not in there
    ]
    session.add_all(kept)
    session.flush()
    return kept


def lose_photo(session: Session, workspace_id: int, photo_id: int | None, why: str) -> None:
    """Mark the photo as failed, with the reason `why` in a word; the card and the receipt then mention it.

    None and an unknown id are ignored.
    """
    photo = session.get(Photo, photo_id) if photo_id else None
    if photo is not None and photo.workspace_id == workspace_id:
        photo.state, photo.error = PhotoState.FAILED, why[:32]
        if photo.issue_id:
            show_again(session, workspace_id, "issue", photo.issue_id)


def note_posted(session: Session, workspace_id: int, photo_id: int | None) -> None:
    """Mark the photo as posted; None and an unknown id are ignored."""
    photo = session.get(Photo, photo_id) if photo_id else None
    if photo is not None and photo.workspace_id == workspace_id:
        photo.state = PhotoState.SHOWN


def photos_of_issue(session: Session, workspace_id: int, issue_id: int) -> list[Photo]:
    """Return the issue's photos in any state, in the order they came."""
    return _of(session, workspace_id, AttachedTo(issue_id=issue_id))


def photos_of_draft(session: Session, workspace_id: int, draft_id: int) -> list[Photo]:
    """Return the draft's photos in any state, in the order they came."""
    return _of(session, workspace_id, AttachedTo(draft_id=draft_id))


def photos_of_report(session: Session, workspace_id: int, report_id: int) -> list[Photo]:
    """Return the report's files in any state, in the order they came."""
    return _of(session, workspace_id, AttachedTo(report_id=report_id))


def files_of_reports(session: Session, workspace_id: int) -> dict[int, list[str]]:
    """Return the file names of every report of the city by report id, in the order the files came."""
    query = select(Photo).where(Photo.workspace_id == workspace_id, Photo.report_id.is_not(None))
    found: dict[int, list[str]] = {}
    for each in session.scalars(query.order_by(Photo.id)):
        found.setdefault(each.report_id or 0, []).append(each.name)
    return found


def _of(session: Session, workspace_id: int, of: AttachedTo) -> list[Photo]:
    ids = {name: number for name, number in vars(of).items() if number is not None}
    query = select(Photo).filter_by(workspace_id=workspace_id, **ids)
    return list(session.scalars(query.order_by(Photo.id)))
