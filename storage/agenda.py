"""A meeting's agenda: what it is about, what came of each item, and where an item came from and went."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, OfWorkspace, Versioned
from storage.errors import Lacking, NotFound, Over
from storage.history import note
from storage.issues import Issue, clean_line
from storage.meetings import Meeting, MeetingState
from storage.people import Person

SUBJECT = "agenda_item"  # in the history
TITLE_LIMIT = 300


class AgendaKind(StrEnum):
    DELIBERATION = "deliberation"  # 심의
    REPORT = "report"  # 보고
    CONSULTATION = "consultation"  # 협의


class About(StrEnum):
    ISSUE = "issue"
    TASK = "task"
    RATINGS = "ratings"  # every task rated 지연 or 미달성, as one item
    OVERDUE = "overdue"  # every action item that is overdue, as one item
    TEXT = "text"  # what the secretary wrote


LISTINGS = (About.RATINGS, About.OVERDUE)


class Outcome(StrEnum):
    APPROVED = "approved"  # 원안가결
    AMENDED = "amended"  # 수정가결
    CONDITIONAL = "conditional"  # 조건부가결
    DEFERRED = "deferred"  # 보류, until a date
    REJECTED = "rejected"  # 부결, with a reason
    WITHDRAWN = "withdrawn"  # 철회
    SENT_UP = "sent_up"  # 추진단 상정
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
    ),
    AgendaKind.REPORT: (Outcome.REPORTED, Outcome.MORE_WANTED),
    AgendaKind.CONSULTATION: (Outcome.CONSULTED, Outcome.CONSULT_AGAIN),
}
# Comes back to the next meeting; so does what was not reached.
COMES_BACK = ("", Outcome.DEFERRED, Outcome.MORE_WANTED, Outcome.CONSULT_AGAIN)


class AgendaItem(Base, OfWorkspace, Versioned):
    """`dropped` stays in the books, so that what the secretary dropped does not build itself in again.

    The item that a meeting is at is the one it has `taken_up_at` last.
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
    # What the secretary wrote; of a listing, the codes or ids of what it lists, with commas between.
    title: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[str] = mapped_column(String(16), default="")
    decision: Mapped[str] = mapped_column(Text, default="")
    remarks: Mapped[str] = mapped_column(Text, default="")
    deferred_until: Mapped[date | None]
    policy: Mapped[str] = mapped_column(String(16), default="")
    carried_from_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    sent_up_from_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime]
    taken_up_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    dropped: Mapped[bool] = mapped_column(default=False)


def put_on_agenda(session: Session, meeting: Meeting, issue: Issue, by: Person, now: datetime) -> AgendaItem:
    """An issue for that meeting: twice is once, and what had been dropped is back. Raises Over."""
    there = session.scalar(
        select(AgendaItem).where(AgendaItem.meeting_id == meeting.id, AgendaItem.issue_id == issue.id)
    )
    if there is not None and not there.dropped:
        return there
    _need_open(meeting)
    if there is None:
        item = AgendaItem(about=About.ISSUE, issue_id=issue.id, task_id=issue.task_id)
        return add_item(session, meeting, item, by, now)
    there.dropped, there.position = False, _next_position(session, meeting)
    _note(session, there, "added", now, by)
    session.flush()
    return there


def add_text(session: Session, meeting: Meeting, title: str, kind: AgendaKind, by: Person, now: datetime) -> AgendaItem:
    """What the secretary writes. Raises Lacking, TooLong, Over."""
    title = clean_line(title, TITLE_LIMIT)
    if not title:
        raise Lacking("item")
    _need_open(meeting)
    return add_item(session, meeting, AgendaItem(about=About.TEXT, title=title, kind=kind), by, now)


def add_item(session: Session, meeting: Meeting, item: AgendaItem, by: Person | None, now: datetime) -> AgendaItem:
    """At the end; `by` is None for what the agenda takes up by itself."""
    item.workspace_id, item.meeting_id = meeting.workspace_id, meeting.id
    item.position = _next_position(session, meeting)
    item.added_by_id, item.added_at = by.id if by else None, now
    session.add(item)
    session.flush()
    _note(session, item, "added", now, by)
    return item


def keep_listing(session: Session, meeting: Meeting, about: About, listed: str, now: datetime) -> bool:
    """Bring a listing in step with what there is to list; whether anything changed. Dropped once, it stays away."""
    there = next((each for each in all_items_of(session, meeting) if each.about == about), None)
    if there is None:
        if listed:
            add_item(session, meeting, AgendaItem(about=about, kind=AgendaKind.REPORT, title=listed), None, now)
        return bool(listed)
    changed, there.title = there.title != listed, listed
    return changed


def item_with(session: Session, workspace_id: int, item_id: int) -> AgendaItem:
    """Raises NotFound."""
    found = session.get(AgendaItem, item_id)
    if found is None or found.workspace_id != workspace_id:
        raise NotFound("agenda_item", item_id)
    return found


def agenda_of(session: Session, meeting: Meeting) -> list[AgendaItem]:
    """In order, without what was dropped and without listings of nothing."""
    items = all_items_of(session, meeting)
    return [each for each in items if not each.dropped and (each.title or each.about not in LISTINGS)]


def all_items_of(session: Session, meeting: Meeting) -> list[AgendaItem]:
    query = select(AgendaItem).where(
        AgendaItem.workspace_id == meeting.workspace_id, AgendaItem.meeting_id == meeting.id
    )
    return list(session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)))


def items_about(session: Session, issue: Issue) -> list[AgendaItem]:
    """Every time an issue stood on an agenda, first to last."""
    query = select(AgendaItem).where(
        AgendaItem.workspace_id == issue.workspace_id, AgendaItem.issue_id == issue.id, AgendaItem.dropped.is_(False)
    )
    return list(session.scalars(query.order_by(AgendaItem.id)))


def items_made_policy(session: Session, workspace_id: int) -> list[AgendaItem]:
    """The newest decision first."""
    query = select(AgendaItem).where(
        AgendaItem.workspace_id == workspace_id, AgendaItem.policy != "", AgendaItem.dropped.is_(False)
    )
    return list(session.scalars(query.order_by(AgendaItem.decided_at.desc(), AgendaItem.id.desc())))


def move_item(session: Session, meeting: Meeting, item: AgendaItem, place: int, by: Person, now: datetime) -> None:
    """To stand at that place, counted from 1; the others keep their order."""
    before = agenda_of(session, meeting)
    after = [each for each in before if each is not item]
    after.insert(max(place - 1, 0), item)
    if after == before:
        return
    for number, each in enumerate(after):
        each.position = number
    was, is_now = ({"items": [each.id for each in items]} for items in (before, after))
    note(session, meeting.workspace_id, "meeting", meeting.id, "ordered", now, by=by.id, before=was, after=is_now)
    session.flush()


def set_kind(session: Session, item: AgendaItem, kind: AgendaKind, by: Person, now: datetime) -> None:
    if item.kind != kind:
        before, item.kind = item.kind, kind
        _note(session, item, "kind", now, by, {"kind": before}, {"kind": kind})
        session.flush()


def drop_item(session: Session, item: AgendaItem, by: Person, now: datetime) -> None:
    if not item.dropped:
        item.dropped = True
        _note(session, item, "dropped", now, by)
        session.flush()


def _need_open(meeting: Meeting) -> None:
    if meeting.state in (MeetingState.CANCELLED, MeetingState.CLOSED):
        raise Over("meeting")


def _next_position(session: Session, meeting: Meeting) -> int:
    last = session.scalar(select(func.max(AgendaItem.position)).where(AgendaItem.meeting_id == meeting.id))
    return 0 if last is None else last + 1


def _note(
    session: Session,
    item: AgendaItem,
    action: str,
    now: datetime,
    by: Person | None,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    by_id = by.id if by else None
    after = after or {"meeting": item.meeting_id, "issue": item.issue_id or "", "title": item.title}
    note(session, item.workspace_id, SUBJECT, item.id, action, now, by=by_id, before=before, after=after)
