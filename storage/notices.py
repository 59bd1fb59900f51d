"""A notice: one reason to tell one person or one channel something, written before it is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, OfWorkspace, enter
from storage.messages import Message, MessageState


class NoticeKind(StrEnum):
    CARD = "card"  # an issue's card in the channel of the committee that receives it
    RECEIPT = "receipt"  # the direct message that stays with an issue's reporter
    HOP = "hop"  # under the receipt: what became of the issue
    ANSWERED = "answered"  # what the committee answers to its reporters, what they write back to the committee
    HANDLING = "handling"  # the card, by direct message, to who handles the issue
    ASK_DONE = "ask_done"  # under the receipt: is it solved?
    URGENT = "urgent"  # to the upper committee's channel, sent by a chair or secretary
    PHOTO = "photo"  # a photo, under the card or under a receipt
    REPORT_FILE = "report_file"  # under a committee's agenda: what came with a quarter's report
    DRAFT = "draft"  # what was understood of a free message, to be registered
    OUTAGE = "outage"  # to who runs the bot: what a recovered outage had held up
    SEATS = "seats"  # to a committee's secretary: who is in its channel without a confirmed part
    MEETING = "meeting"  # to a committee's channel, before a meeting
    MOVED = "moved"  # to a committee's channel: a meeting has another date
    CALLED = "called"  # to a committee's channel: an extra meeting
    INVITATION = "invitation"  # a meeting for calendars: under its notice, to a proxy
    PROCEDURE = "procedure"  # to a committee's channel: a written procedure
    PROCEDURE_NEWS = "procedure_news"  # under it: another deadline, or that nothing comes of it
    BALLOT = "ballot"  # to a member: what to vote on in writing
    BALLOT_OWED = "ballot_owed"  # to a member who has not answered all of it
    CALLED_OFF = "called_off"  # to a committee's channel: a meeting will not be held
    CHAIR = "chair"  # the same to the assistant who answers for a chair
    ATTENDANCE = "attendance"  # to a member who has not answered
    DEADLINE = "deadline"  # a milestone is coming, or has passed
    REPORT_OPENS = "report_opens"  # a quarter's report on a task can be given
    REPORT = "report"  # it is due, or late
    REPORT_ASKED = "report_asked"  # the secretary asks for it
    SENT_BACK = "sent_back"  # the department's head asks for it to be mended
    EXPORT = "export"  # a spreadsheet, to who asked for it
    OUTSTANDING = "outstanding"  # the week's list of what is late, to a department's head
    NOT_MINE = "not_mine"  # to a secretary: somebody says that a task is not theirs
    MEMO = "memo"  # the week's memo of what waits, to a secretary
    ISSUE_WAITS = "issue_waits"  # an issue has not moved: to its person in charge, the secretary, the head
    ALIKE = "alike"  # to the secretary: three reported the same
    DRAFT_WAITS = "draft_waits"  # to who wrote it: shall it be registered?
    AGENDA = "agenda"  # to a committee's channel: its agenda, later the board of the meeting
    RESULTS = "results"  # to a committee's channel: what came of a meeting
    MINUTES = "minutes"  # to a secretary: a meeting's minutes are not confirmed yet
    ASSIGNED = "assigned"  # to who is to do what a meeting decided
    TASK_DISCUSSED = "task_discussed"  # to a task's owner: what a meeting said of it
    BRIEF = "brief"  # to the secretary above: what a committee sent up
    BRIEF_PART = "brief_part"  # to a department's head: their own part of it
    PAPER = "paper"  # a file, to who asked for it
    ACTION = "action"  # a follow-up of a meeting is coming due, or is late


# What the rules write ahead, and what people get as one message a day.
REMINDERS = (
    NoticeKind.MEETING,
    NoticeKind.CHAIR,
    NoticeKind.ATTENDANCE,
    NoticeKind.DEADLINE,
    NoticeKind.REPORT_OPENS,
    NoticeKind.REPORT,
    NoticeKind.OUTSTANDING,
    NoticeKind.MEMO,
    NoticeKind.ISSUE_WAITS,
    NoticeKind.ALIKE,
    NoticeKind.DRAFT_WAITS,
    NoticeKind.AGENDA,
    NoticeKind.MINUTES,
    NoticeKind.ACTION,
    NoticeKind.BALLOT_OWED,
)


# What a quarter's report on one task is brought up by.
ABOUT_REPORTS = (NoticeKind.REPORT_OPENS, NoticeKind.REPORT, NoticeKind.REPORT_ASKED, NoticeKind.SENT_BACK)


class NoticeState(StrEnum):
    PLANNED = "planned"
    CARRIED = "carried"  # a message carries it; whether it was sent is the message's to say
    CANCELLED = "cancelled"


# What a notice is written once for; the columns of its key must not be NULL, or a database would let twins in.
NO_DATE = date(1970, 1, 1)


class Notice(Base, OfWorkspace):
    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint(
            "workspace_id", "subject", "subject_id", "kind", "anchor", "threshold", "recipient", "round", name="reason"
        ),
        Index("ix_notices_due", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[int]
    kind: Mapped[str] = mapped_column(String(32))
    anchor: Mapped[date] = mapped_column(default=NO_DATE)
    threshold: Mapped[int] = mapped_column(default=0)
    recipient: Mapped[str] = mapped_column(String(32))
    round: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(16), default=NoticeState.PLANNED)
    reason: Mapped[str] = mapped_column(String(64), default="")
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"), index=True)


@dataclass(frozen=True)
class Place:
    """Where in Slack, when not at the end of the reader's own conversation: under a message of ours, or at a ts."""

    root_id: int | None = None
    channel: str | None = None
    ts: str | None = None


def tell(
    session: Session,
    workspace_id: int,
    kind: NoticeKind,
    subject: str,
    subject_id: int,
    recipient: str,
    now: datetime,
    anchor: date = NO_DATE,
    round: int = 0,
    place: Place | None = None,
    threshold: int = 0,
) -> None:
    """Write down something that cannot wait, with the message of its own that will carry it.

    `recipient` is a Slack id: of a channel, or of a person, who is told by direct message. What may be told again on
    another day has that day for its `anchor`; what may come back to the same day has a `round`.
    """
    to = {"workspace_id": workspace_id, "recipient": recipient, "due_at": now}
    what = {"kind": kind, "subject": subject, "subject_id": subject_id, "anchor": anchor, "round": round}
    what["threshold"] = threshold
    at = place or Place()
    message_id = enter(session, Message, **to, root_id=at.root_id, channel=at.channel, thread_ts=at.ts)
    enter(session, Notice, **to, **what, state=NoticeState.CARRIED, message_id=message_id)


def notices_in(session: Session, workspace_id: int, message_id: int) -> list[Notice]:
    """What one message carries, in the order it was written."""
    return list(
        session.scalars(
            select(Notice)
            .where(Notice.workspace_id == workspace_id, Notice.message_id == message_id)
            .order_by(Notice.id),
        ),
    )


def show_again(session: Session, workspace_id: int, subject: str, subject_id: int, but: int | None = None) -> None:
    """The record changed: every message that shows it is to be rendered anew, except the one with id `but`."""
    carrying = select(Notice.message_id).where(
        Notice.workspace_id == workspace_id,
        Notice.subject == subject,
        Notice.subject_id == subject_id,
        Notice.message_id.is_not(None),
    )
    session.execute(
        update(Message)
        .where(Message.workspace_id == workspace_id, Message.id.in_(carrying), Message.id != (but or 0))
        .values(wanted=Message.wanted + 1, waiting=Message.state == MessageState.OPEN),
        execution_options={"synchronize_session": False},
    )


def card_has_a_place(session: Session, workspace_id: int, message_id: int) -> None:
    """A card now stands in its channel: what else shows its record can link to it."""
    for notice in notices_in(session, workspace_id, message_id):
        if notice.kind == NoticeKind.CARD:
            show_again(session, workspace_id, notice.subject, notice.subject_id, but=message_id)


def message_showing(
    session: Session, workspace_id: int, kind: NoticeKind, subject: str, subject_id: int
) -> Message | None:
    """The first message of that kind about a record, for its channel and ts."""
    return session.scalar(
        select(Message)
        .join(Notice, Notice.message_id == Message.id)
        .where(
            Notice.workspace_id == workspace_id,
            Notice.kind == kind,
            Notice.subject == subject,
            Notice.subject_id == subject_id,
        )
        .order_by(Message.id)
        .limit(1),
    )


def count_told(
    session: Session, workspace_id: int, kind: NoticeKind, subject: str, subject_id: int, recipient: str
) -> int:
    """How often that was written down for that reader."""
    same = select(func.count()).where(
        Notice.workspace_id == workspace_id,
        Notice.kind == kind,
        Notice.subject == subject,
        Notice.subject_id == subject_id,
        Notice.recipient == recipient,
    )
    return session.scalar(same) or 0


def is_told(
    session: Session, workspace_id: int, kind: NoticeKind, subject: str, subject_id: int, anchor: date | None
) -> bool:
    """Whether that was written down for that day already, or ever, to whomever."""
    same = select(Notice.id).where(
        Notice.workspace_id == workspace_id,
        Notice.kind == kind,
        Notice.subject == subject,
        Notice.subject_id == subject_id,
    )
    if anchor is not None:
        same = same.where(Notice.anchor == anchor)
    return session.scalar(same.limit(1)) is not None


# What stands on Slack for as long as its record does, and is posted again when somebody deletes it.
_KEPT = (NoticeKind.CARD, NoticeKind.RECEIPT, NoticeKind.HANDLING)


def is_kept_on_slack(session: Session, workspace_id: int, message_id: int) -> bool:
    return any(notice.kind in _KEPT for notice in notices_in(session, workspace_id, message_id))
