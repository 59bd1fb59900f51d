"""Answers of the committee to an issue's reporters, and the reporters' replies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace
from storage.history import Change, note
from storage.issues.announcements import add_photos, card_of, listeners
from storage.issues.issues import SUBJECT, Issue, Role
from storage.issues.photos import FileSent
from storage.issues.roles import need_role
from storage.organisation.people import Person
from storage.outbox.messages import Message
from storage.outbox.notices import CauseType, NoticeKind, Place, Topic, notify, show_again
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


def answer_reporters(
    session: Session, issue: Issue, by: Person, text: str, files: Iterable[FileSent], now: datetime
) -> None:
    """Send an answer with its photos to every reporter, also to those who want no notices, under their receipts.

    Raises NotAllowed for anybody but the committee and the department, EmptyText, TooLong.
    """
    need_role(session, issue, by, Role.COMMITTEE, Role.DEPARTMENT)
    remark = _store(session, issue, by, text, now, from_field=False)
    for recipient, root in listeners(session, issue, by, although_quiet=True):
        _pass_on(session, remark, recipient, root, now)
    add_photos(session, issue, files, by, now, from_field=False)


def write_back(session: Session, issue: Issue, by: Person, text: str, files: Iterable[FileSent], now: datetime) -> None:
    """Post a reporter's reply with its photos under the issue's card; it may have no text.

    Raises NotAllowed for anybody but a reporter, TooLong.
    """
    need_role(session, issue, by, Role.REPORTER)
    if text.strip():
        remark, card = _store(session, issue, by, text, now, from_field=True), card_of(session, issue)
        if card is not None:
            _pass_on(session, remark, card.recipient, card, now)
    add_photos(session, issue, files, by, now)
    session.flush()
    show_again(session, issue.workspace_id, SUBJECT, issue.id)


def _store(session: Session, issue: Issue, by: Person, text: str, now: datetime, *, from_field: bool) -> Remark:
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
    note(session, issue.workspace_id, Change(SUBJECT, issue.id, "remarked", after=after), now, by=by.id)
    return remark


def _pass_on(session: Session, remark: Remark, recipient: str, root: Message | None, now: datetime) -> None:
    kind, cause = NoticeKind.ANSWERED, CauseType.REMARK
    topic = Topic(kind, SUBJECT, remark.issue_id, cause_type=cause, cause_id=remark.id)
    notify(session, remark.workspace_id, topic, recipient, now, Place.under(root))
