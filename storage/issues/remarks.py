"""Answers of the committee to an issue's reporters, and the reporters' replies."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace
from storage.history import note
from storage.issues.issues import SUBJECT, Issue
from storage.organisation.people import Person
from storage.parsing.text import clean_text


class Remark(Base, OfWorkspace):
    """A text about an issue: from a reporter to the committee if `from_field` is true, otherwise to the reporters."""

    __tablename__ = "remarks"

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issues.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    text: Mapped[str] = mapped_column(Text)
    from_field: Mapped[bool]
    at: Mapped[datetime]


def add_remark(session: Session, issue: Issue, by: Person, text: str, now: datetime, *, from_field: bool) -> Remark:
    """Store an answer or a reply, with a history entry. Raises EmptyText, TooLong."""
    remark = Remark(
        workspace_id=issue.workspace_id,
        issue_id=issue.id,
        person_id=by.id,
        text=clean_text(text),
        from_field=from_field,
        at=now,
    )
    session.add(remark)
    session.flush()
    after = {"text": remark.text, "from_field": from_field}
    note(session, issue.workspace_id, SUBJECT, issue.id, "remarked", now, by=by.id, after=after)
    return remark
