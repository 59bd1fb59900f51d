"""A notice: one reason to notify one person or channel, stored before it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKey, Index, String, UniqueConstraint, and_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace, enter
from storage.history import History
from storage.outbox.messages import Message, MessageState


class NoticeKind(StrEnum):
    """Kind of a notice: the reason, and who gets it."""

    CARD = "card"  # an issue's card in the channel of the committee that receives it
    RECEIPT = "receipt"  # the direct message that stays with an issue's reporter
    HISTORY_ENTRY = "hop"  # under the receipt: an entry of the issue's history
    ANSWERED = "answered"  # the committee's answer to the reporters, or a reporter's reply to the committee
    HANDLING = "handling"  # the card, by direct message to the people in charge of the issue
    ASK_DONE = "ask_done"  # under the receipt: asks whether the issue is solved
    URGENT = "urgent"  # to the higher committee's channel, sent by a chair or secretary
    PHOTO = "photo"  # a photo, under the card or under a receipt
    REPORT_FILE = "report_file"  # under a committee's agenda: a file of a quarterly report
    DRAFT = "draft"  # a draft made from a free message, to be registered
    OUTAGE = "outage"  # to the people who run the bot: what an outage, now over, had delayed
    SEATS = "seats"  # to a committee's secretary: people in its channel without a confirmed role
    MEETING = "meeting"  # to a committee's channel, before a meeting
    MOVED = "moved"  # to a committee's channel: a meeting was moved
    CALLED = "called"  # to a committee's channel: an extra meeting
    INVITATION = "invitation"  # a meeting as a calendar file: under its notice, or to a proxy
    WRITTEN_VOTE = "procedure"  # to a committee's channel: a written vote is open
    WRITTEN_VOTE_NEWS = "procedure_news"  # under it: the deadline was changed, or the vote cancelled
    BALLOT = "ballot"  # to a member: the items of a written vote
    BALLOT_OWED = "ballot_owed"  # to a member who has not voted on all of them
    CALLED_OFF = "called_off"  # to a committee's channel: a meeting was cancelled
    CHAIR = "chair"  # a coming meeting, to the assistant who answers for a chair
    ATTENDANCE = "attendance"  # to a member who has not said whether they attend
    DEADLINE = "deadline"  # a milestone is due soon, or overdue
    REPORT_OPENS = "report_opens"  # a task's quarterly report can be submitted
    REPORT = "report"  # a quarterly report is due, or late
    REPORT_ASKED = "report_asked"  # the secretary asks for a quarterly report
    SENT_BACK = "sent_back"  # the department's head asks for a report to be corrected
    EXPORT = "export"  # a spreadsheet, to the person who asked for it
    OUTSTANDING = "outstanding"  # the weekly list of late work, to a department's head
    NOT_MINE = "not_mine"  # to a secretary: a person says that a task is not theirs
    WEEKLY_DIGEST = "memo"  # the weekly digest of pending work, to a secretary
    ISSUE_WAITS = "issue_waits"  # an issue has not moved: to the person in charge, the secretary, the head
    ALIKE = "alike"  # to the secretary: three reports of the same
    DRAFT_WAITS = "draft_waits"  # to a draft's author: asks whether to register it
    AGENDA = "agenda"  # to a committee's channel: the agenda, during the meeting its progress screen
    RESULTS = "results"  # to a committee's channel: the results of a meeting
    MINUTES = "minutes"  # to a secretary: a meeting's minutes are not confirmed yet
    ASSIGNED = "assigned"  # to the owner of a new action item
    TASK_DISCUSSED = "task_discussed"  # to a task's owner: what a meeting said about the task
    BRIEF = "brief"  # to the higher committee's secretary: what a committee referred to it
    BRIEF_PART = "brief_part"  # to a department's head: their department's part of it
    PAPER = "paper"  # a document, to the person who asked for it
    ACTION = "action"  # an action item is due soon, or overdue


# Kinds that the rules plan ahead, and that people get in one message a day.
REMINDERS = (
    NoticeKind.MEETING,
    NoticeKind.CHAIR,
    NoticeKind.ATTENDANCE,
    NoticeKind.DEADLINE,
    NoticeKind.REPORT_OPENS,
    NoticeKind.REPORT,
    NoticeKind.OUTSTANDING,
    NoticeKind.WEEKLY_DIGEST,
    NoticeKind.ISSUE_WAITS,
    NoticeKind.ALIKE,
    NoticeKind.DRAFT_WAITS,
    NoticeKind.AGENDA,
    NoticeKind.MINUTES,
    NoticeKind.ACTION,
    NoticeKind.BALLOT_OWED,
)


# Kinds about the quarterly report of one task.
ABOUT_REPORTS = (NoticeKind.REPORT_OPENS, NoticeKind.REPORT, NoticeKind.REPORT_ASKED, NoticeKind.SENT_BACK)


class NoticeState(StrEnum):
    """State of a notice. Whether a CARRIED one was sent is the state of its message."""

    PLANNED = "planned"
    CARRIED = "carried"  # part of a message, whose state tells whether it was sent
    CANCELLED = "cancelled"


class CauseType(StrEnum):
    """Table of the record that a notice reports, beside the record it is about."""

    NONE = ""
    HISTORY = "history"
    REMARK = "remark"


# Means "no due date": a unique key with NULL in a column would let duplicates in.
NO_DATE = date(1970, 1, 1)


class Notice(Base, OfWorkspace):
    """One reason to notify one recipient, stored once: all columns of the unique key are compared.

    `recipient` is the Slack id of a person or channel. `due_date` is the date it is about; `days_before` counts the
    days before that date and is negative after it. `repeat` counts from 0 the notices that are otherwise the same, such
    as snoozes. The cause is the history entry or remark the notice reports; "" and 0 if it reports none.
    `message_id` is None until a message contains it.
    """

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint(
            "workspace_id",
            "subject",
            "subject_id",
            "kind",
            "due_date",
            "days_before",
            "recipient",
            "repeat",
            "cause_type",
            "cause_id",
            name="reason",
        ),
        Index("ix_notices_due", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[int]
    kind: Mapped[str] = mapped_column(String(32))
    due_date: Mapped[date] = mapped_column(default=NO_DATE)
    days_before: Mapped[int] = mapped_column(default=0)
    recipient: Mapped[str] = mapped_column(String(32))
    repeat: Mapped[int] = mapped_column(default=0)
    cause_type: Mapped[str] = mapped_column(String(16), default=CauseType.NONE)
    cause_id: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(16), default=NoticeState.PLANNED)
    reason: Mapped[str] = mapped_column(String(64), default="")
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"), index=True)


@dataclass(frozen=True)
class Place:
    """A position in Slack: in the thread of the bot's message `root_id`, or of the message at (`channel`, `ts`).

    Without either, a message goes to the end of the recipient's conversation.
    """

    root_id: int | None = None
    channel: str | None = None
    ts: str | None = None

    @classmethod
    def under(cls, root: Message | None) -> Place:
        """Return the place in the thread of that message; the end of the conversation if it is None."""
        return cls(root_id=root.id if root is not None else None)


@dataclass(frozen=True)
class Topic:
    """What a notice says: the columns of its unique key that do not depend on the recipient, as in `Notice`.

    A notice that may recur on another day has that day as its `due_date`; one that may recur for the same day counts in
    `repeat`; one that reports a history entry or a remark has it as its cause.
    """

    kind: NoticeKind
    subject: str
    subject_id: int
    due_date: date = NO_DATE
    days_before: int = 0
    repeat: int = 0
    cause_type: CauseType = CauseType.NONE
    cause_id: int = 0

    @classmethod
    def of_entry(cls, kind: NoticeKind, entry: History) -> Topic:
        """Return the topic of a notice that reports this history entry of a record."""
        return cls(kind, entry.subject, entry.subject_id, cause_type=CauseType.HISTORY, cause_id=entry.id)


def notify(
    session: Session, workspace_id: int, topic: Topic, recipient: str, now: datetime, place: Place | None = None
) -> None:
    """Store an immediate notice together with the message that will contain it.

    `recipient` is a Slack id: of a channel, or of a person, who gets a direct message. Raises IntegrityError if the
    same notice is stored already.
    """
    to = {"workspace_id": workspace_id, "recipient": recipient, "due_at": now}
    at = place or Place()
    message_id = enter(session, Message, **to, root_id=at.root_id, channel=at.channel, thread_ts=at.ts)
    enter(session, Notice, **to, **vars(topic), state=NoticeState.CARRIED, message_id=message_id)


def about_record(workspace_id: int, subject: str, subject_id: int) -> ColumnElement[bool]:
    """Return the condition that a notice of the city is about that record."""
    return and_(Notice.workspace_id == workspace_id, Notice.subject == subject, Notice.subject_id == subject_id)


def show_again(session: Session, workspace_id: int, subject: str, subject_id: int, but: int | None = None) -> None:
    """Mark every message about a changed record for update, except the one with id `but`."""
    is_about = about_record(workspace_id, subject, subject_id)
    carrying = select(Notice.message_id).where(is_about, Notice.message_id.is_not(None))
    session.execute(
        update(Message)
        .where(Message.workspace_id == workspace_id, Message.id.in_(carrying), Message.id != (but or 0))
        .values(wanted=Message.wanted + 1, waiting=Message.state == MessageState.OPEN),
        execution_options={"synchronize_session": False},
    )
