"""What the committee answers to those in the field, and what they write back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, OfWorkspace
from storage.history import note
from storage.issues import SUBJECT, Issue, clean_text
from storage.people import Person


class Remark(Base, OfWorkspace):
    """`from_field` when a reporter wrote it; then it is for the committee, else for the reporters."""

    __tablename__ = "remarks"

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issues.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    text: Mapped[str] = mapped_column(Text)
    from_field: Mapped[bool]
    at: Mapped[datetime]


def add_remark(session: Session, issue: Issue, by: Person, text: str, now: datetime, *, from_field: bool) -> Remark:
    """Raises EmptyText, TooLong."""
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
