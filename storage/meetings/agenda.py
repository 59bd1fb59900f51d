"""A meeting's agenda: its items, their outcomes, and where each item came from and went."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace, Versioned
from storage.db.errors import NotFound
from storage.issues.issues import Issue
from storage.meetings.meetings import Meeting

SUBJECT = "agenda_item"  # in the history
TITLE_LIMIT = 300


class AgendaKind(StrEnum):
    """The kind of an agenda item; it decides which outcomes are possible: see `OUTCOMES`."""

    DELIBERATION = "deliberation"  # 심의
    REPORT = "report"  # 보고
    CONSULTATION = "consultation"  # 협의


class About(StrEnum):
    """The subject of an agenda item."""

    ISSUE = "issue"
    TASK = "task"
    RATINGS = "ratings"  # every task rated 지연 or 미달성, as one item
    OVERDUE = "overdue"  # every action item that is overdue, as one item
    TEXT = "text"  # free text by the secretary


LISTINGS = (About.RATINGS, About.OVERDUE)


class Outcome(StrEnum):
    """The outcome of an agenda item. An item without an outcome holds the empty string."""

    APPROVED = "approved"  # 원안가결
    AMENDED = "amended"  # 수정가결
    CONDITIONAL = "conditional"  # 조건부가결
    DEFERRED = "deferred"  # 보류, until a date
    REJECTED = "rejected"  # 부결, with a reason
    WITHDRAWN = "withdrawn"  # 철회
    SENT_UP = "sent_up"  # 추진단 상정
    NO_QUORUM = "no_quorum"  # 의사정족수 미달
    REPORTED = "reported"  # 보고 완료
    MORE_WANTED = "more_wanted"  # 보완 요구
    CONSULTED = "consulted"  # 협의 완료
    CONSULT_AGAIN = "consult_again"  # 재협의


class Policy(StrEnum):
    """How a decision becomes policy (정책화)."""

    ORDINANCE = "ordinance"  # 조례
    STANDARD = "standard"  # 기준
    BUDGET = "budget"  # 예산
    PILOT = "pilot"  # 시범사업


OUTCOMES: Mapping[AgendaKind, tuple[Outcome, ...]] = {
    AgendaKind.DELIBERATION: (
        Outcome.APPROVED,
        Outcome.AMENDED,
        Outcome.CONDITIONAL,
        Outcome.DEFERRED,
        Outcome.REJECTED,
        Outcome.WITHDRAWN,
        Outcome.SENT_UP,
        Outcome.NO_QUORUM,
    ),
    AgendaKind.REPORT: (Outcome.REPORTED, Outcome.MORE_WANTED),
    AgendaKind.CONSULTATION: (Outcome.CONSULTED, Outcome.CONSULT_AGAIN),
}
APPROVED = (Outcome.APPROVED, Outcome.AMENDED, Outcome.CONDITIONAL)
# Only items with one of these outcomes may become policy.
SETTLED = (*APPROVED, Outcome.REPORTED, Outcome.CONSULTED)
# Items with these outcomes are carried over to the next meeting; "" is an item that the meeting did not reach.
COMES_BACK = ("", Outcome.DEFERRED, Outcome.NO_QUORUM, Outcome.MORE_WANTED, Outcome.CONSULT_AGAIN)


class AgendaItem(Base, OfWorkspace, Versioned):
    """An agenda item. `dropped` items stay in the database, so that they are not added automatically again.

    The current item of a meeting is the one with the latest `taken_up_at`.
    """

    __tablename__ = "agenda_items"
    __table_args__ = (
        UniqueConstraint("meeting_id", "issue_id"),
        UniqueConstraint("meeting_id", "carried_from_id"),
        UniqueConstraint("meeting_id", "sent_up_from_id"),
        Index(None, "workspace_id", "meeting_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16), default=AgendaKind.DELIBERATION)
    about: Mapped[str] = mapped_column(String(16), default=About.TEXT)
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("issues.id"), index=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"))
    # The secretary's text. A listing holds the listed task codes or action item ids, separated by commas.
    title: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[str] = mapped_column(String(16), default="")
    decision: Mapped[str] = mapped_column(Text, default="")
    remarks: Mapped[str] = mapped_column(Text, default="")
    deferred_until: Mapped[date | None]
    policy: Mapped[str] = mapped_column(String(16), default="")
    # Counts of a vote: for, against, and others (abstentions or written opinions). None if there was no vote.
    ayes: Mapped[int | None]
    nays: Mapped[int | None]
    others: Mapped[int | None]
    carried_from_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    sent_up_from_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime]
    taken_up_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    dropped: Mapped[bool] = mapped_column(default=False)


def item_with(session: Session, workspace_id: int, item_id: int) -> AgendaItem:
    """Return the city's agenda item with that id, dropped ones too. Raises NotFound."""
    found = session.get(AgendaItem, item_id)
    if found is None or found.workspace_id != workspace_id:
        raise NotFound("agenda_item", item_id)
    return found


def agenda_of(session: Session, meeting: Meeting) -> list[AgendaItem]:
    """Return a meeting's items in order, without dropped items and empty listings."""
    items = all_items_of(session, meeting)
    return [each for each in items if not each.dropped and (each.title or each.about not in LISTINGS)]


def all_items_of(session: Session, meeting: Meeting) -> list[AgendaItem]:
    """Return a meeting's items in order, including dropped items and empty listings."""
    query = select(AgendaItem).where(
        AgendaItem.workspace_id == meeting.workspace_id, AgendaItem.meeting_id == meeting.id
    )
    return list(session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)))


def items_about(session: Session, issue: Issue) -> list[AgendaItem]:
    """Return the issue's items on all agendas, oldest first, without dropped ones."""
    query = select(AgendaItem).where(
        AgendaItem.workspace_id == issue.workspace_id, AgendaItem.issue_id == issue.id, AgendaItem.dropped.is_(False)
    )
    return list(session.scalars(query.order_by(AgendaItem.id)))


def items_made_policy(session: Session, workspace_id: int) -> list[AgendaItem]:
    """Return the city's items that became policy (정책화), the newest decision first."""
    query = select(AgendaItem).where(
        AgendaItem.workspace_id == workspace_id, AgendaItem.policy != "", AgendaItem.dropped.is_(False)
    )
    return list(session.scalars(query.order_by(AgendaItem.decided_at.desc(), AgendaItem.id.desc())))
