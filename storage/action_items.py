"""Follow-ups of a meeting: of one of its items (조치사항), or of none (지시사항)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.agenda import APPROVED, AgendaItem
from storage.base import Base, OfWorkspace, Versioned
from storage.committees import Committee
from storage.errors import DayWrong, Lacking, NotFound, Over, ResultNeeded
from storage.history import note
from storage.issues import TEXT_LIMIT, clean_line, clean_text
from storage.meetings import Meeting
from storage.people import Person
from storage.replanning import Remindable


class ActionState(StrEnum):
    IN_PROGRESS = "in_progress"  # 추진 중
    DONE = "done"  # 완료
    ONGOING = "ongoing"  # 지속 추진
    LONG_TERM = "long_term"  # 장기검토, to be looked at again on a date
    TAKEN_BACK = "taken_back"  # 거둠: the decision it came of was corrected; nobody chooses it


CHOSEN = tuple(each for each in ActionState if each != ActionState.TAKEN_BACK)


class ActionItem(Base, OfWorkspace, Versioned, Remindable):
    """`item_id` is None for what fits no item: a directive at the end of a meeting."""

    __tablename__ = "action_items"
    __table_args__ = (Index(None, "workspace_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    what: Mapped[str] = mapped_column(Text)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    due: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(16), default=ActionState.IN_PROGRESS)
    review_on: Mapped[date | None]
    result: Mapped[str] = mapped_column(Text, default="")
    made_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


@dataclass(frozen=True)
class ActionSet:
    """What is to be done, by which department and whom, until when; None where nobody has said."""

    what: str
    department_id: int | None = None
    owner: Person | None = None
    due: date | None = None


def add_action(
    session: Session, meeting: Meeting, item: AgendaItem | None, wanted: ActionSet, by: Person, now: datetime
) -> ActionItem:
    """A follow-up of an item, or a directive where `item` is None. Raises Lacking, TooLong."""
    if not clean_line(wanted.what, TEXT_LIMIT):
        raise Lacking("what")
    action = ActionItem(workspace_id=meeting.workspace_id, meeting_id=meeting.id, what=clean_text(wanted.what))
    action.item_id = item.id if item else None
    action.owner_id = wanted.owner.id if wanted.owner else None
    action.department_id = wanted.department_id or (wanted.owner.department_id if wanted.owner else None)
    action.due, action.made_by_id, action.made_at = wanted.due, by.id, now
    session.add(action)
    session.flush()
    _note(session, action, "made", {}, by, now)
    return action


def answer_action(
    session: Session,
    action: ActionItem,
    state: ActionState,
    result: str,
    by: Person,
    now: datetime,
    today: date,
    review_on: date | None = None,
) -> None:
    """Raises ResultNeeded for a new state without a word about it, DayWrong for 장기검토 without a day to come.

    And Over where it was taken back.
    """
    before, result = _shown(action), unicodedata.normalize("NFC", result).strip()
    if action.state == ActionState.TAKEN_BACK:
        raise Over("action")
    if state != ActionState.IN_PROGRESS and not result:
        raise ResultNeeded
    if state == ActionState.LONG_TERM and review_on is None:
        raise DayWrong("review_needed")
    if state == ActionState.LONG_TERM and review_on is not None and review_on < today:
        raise DayWrong("passed")
    action.state, action.result = state, result
    action.review_on = review_on if state == ActionState.LONG_TERM else None
    done = state == ActionState.DONE
    action.done_at = (action.done_at or now) if done else None
    action.done_by_id = (action.done_by_id or by.id) if done else None
    if _shown(action) != before:
        _note(session, action, "answered", before, by, now)
    session.flush()


def action_with(session: Session, workspace_id: int, action_id: int) -> ActionItem:
    """Raises NotFound."""
    found = session.get(ActionItem, action_id)
    if found is None or found.workspace_id != workspace_id:
        raise NotFound("action_item", action_id)
    return found


def all_actions(session: Session, workspace_id: int) -> list[ActionItem]:
    """What is still to be done before what is settled, the nearest date first."""
    found = session.scalars(select(ActionItem).where(ActionItem.workspace_id == workspace_id))
    return sorted(found, key=lambda each: (due_of(each) is None, due_of(each) or date.max, each.id))


def actions_of(session: Session, meeting: Meeting) -> list[ActionItem]:
    query = select(ActionItem).where(
        ActionItem.workspace_id == meeting.workspace_id, ActionItem.meeting_id == meeting.id
    )
    return list(session.scalars(query.order_by(ActionItem.id)))


def completion(session: Session, committee: Committee) -> tuple[int, int]:
    """How many of its follow-ups are done, of how many; what was taken back does not count."""
    query = (
        select(ActionItem.state)
        .join(Meeting, Meeting.id == ActionItem.meeting_id)
        .where(ActionItem.workspace_id == committee.workspace_id, Meeting.committee_id == committee.id)
        .where(ActionItem.state != ActionState.TAKEN_BACK)
    )
    states = list(session.scalars(query))
    return states.count(ActionState.DONE), len(states)


def follow_corrected(session: Session, item: AgendaItem, was: str, by: Person, now: datetime) -> list[ActionItem]:
    """An item's outcome `was` another: what nobody has said a word about yet is taken back, or is to be done again.

    Only an approval taken back takes its follow-ups with it, and only the one put back brings them back.
    """
    before, after = (ActionState.IN_PROGRESS, ActionState.TAKEN_BACK)
    if (was in APPROVED) == (item.outcome in APPROVED):
        return []
    if item.outcome in APPROVED:
        before, after = after, before
    query = select(ActionItem).where(
        ActionItem.workspace_id == item.workspace_id,
        ActionItem.item_id == item.id,
        ActionItem.state == before,
        ActionItem.result == "",
    )
    changed = list(session.scalars(query.order_by(ActionItem.id)))
    for action in changed:
        shown, action.state = _shown(action), after
        _note(session, action, "taken_back" if after == ActionState.TAKEN_BACK else "restored", shown, by, now)
    session.flush()
    return changed


def due_of(action: ActionItem) -> date | None:
    """By when something is owed: its date while it is under way, its review date in 장기검토, else None."""
    if action.state == ActionState.IN_PROGRESS:
        return action.due
    return action.review_on if action.state == ActionState.LONG_TERM else None


def _note(
    session: Session, action: ActionItem, what: str, before: dict[str, object], by: Person, now: datetime
) -> None:
    after = _shown(action)
    note(session, action.workspace_id, "action_item", action.id, what, now, by=by.id, before=before, after=after)


def _shown(action: ActionItem) -> dict[str, object]:
    days = {name: day.isoformat() if day else "" for name, day in (("due", action.due), ("review", action.review_on))}
    return {"what": action.what, "state": action.state, "result": action.result, **days}
