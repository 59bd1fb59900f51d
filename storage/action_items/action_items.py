"""Action items of a meeting: from an agenda item (조치사항), or from none (지시사항)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace, Versioned
from storage.db.errors import DayWrong, Lacking, NotFound, Over, ResultNeeded
from storage.history import Change, note
from storage.meetings.agenda import APPROVED, AgendaItem
from storage.meetings.meetings import Meeting
from storage.organisation.committees import Committee
from storage.organisation.people import Person
from storage.organisation.replanning import Remindable
from storage.parsing.text import TEXT_LIMIT, clean_line, clean_text


class ActionState(StrEnum):
    """The state of an action item. People choose it, except for `CANCELLED`."""

    IN_PROGRESS = "in_progress"  # 추진 중
    DONE = "done"  # 완료
    ONGOING = "ongoing"  # 지속 추진
    LONG_TERM = "long_term"  # 장기검토, reviewed again on `review_on`
    CANCELLED = "taken_back"  # 취소: set when the decision behind it is corrected, never chosen by a person


CHOSEN = tuple(each for each in ActionState if each != ActionState.CANCELLED)


class ActionItem(Base, OfWorkspace, Versioned, Remindable):
    """An action item. `item_id` is None for a directive that belongs to no agenda item.

    `due` and `review_on` are days in the city's time zone. `review_on` is set in 장기검토 only.
    """

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
    """The content of a new action item; None means not decided yet. `due` is a day in the city's time zone."""

    what: str
    department_id: int | None = None
    owner: Person | None = None
    due: date | None = None


def add_action(
    session: Session, meeting: Meeting, item: AgendaItem | None, wanted: ActionSet, by: Person, now: datetime
) -> ActionItem:
    """Create an action item and return it; `item` is None for a directive.

    The owner's department is used where `wanted` names none. Raises Lacking without `what`, TooLong.
    """
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


@dataclass(frozen=True)
class ActionAnswer:
    """What a person says of an action item: its state, its result, and the review date for 장기검토."""

    state: ActionState
    result: str
    review_on: date | None = None


def answer_action(
    session: Session, action: ActionItem, answer: ActionAnswer, by: Person, now: datetime, today: date
) -> None:
    """Set the state and the result of an action item; the same answer again leaves no history entry.

    `done_at` and `done_by_id` keep the first report while it stays done. Raises Over if it was cancelled, ResultNeeded
    for a new state without a result, DayWrong for 장기검토 without a review date from `today` on.
    """
    before, state, review_on = _shown(action), answer.state, answer.review_on
    result = unicodedata.normalize("NFC", answer.result).strip()
    if action.state == ActionState.CANCELLED:
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
    """Return the city's action item with that id. Raises NotFound."""
    found = session.get(ActionItem, action_id)
    if found is None or found.workspace_id != workspace_id:
        raise NotFound("action_item", action_id)
    return found


def all_actions(session: Session, workspace_id: int) -> list[ActionItem]:
    """Return all action items of a city: those with a date that counts first, nearest first; then the others."""
    found = session.scalars(select(ActionItem).where(ActionItem.workspace_id == workspace_id))
    return sorted(found, key=lambda each: (due_of(each) is None, due_of(each) or date.max, each.id))


def actions_as_made(session: Session, workspace_id: int) -> list[ActionItem]:
    """Return all action items of a city, oldest first."""
    return list(
        session.scalars(select(ActionItem).where(ActionItem.workspace_id == workspace_id).order_by(ActionItem.id))
    )


def actions_of(session: Session, meeting: Meeting) -> list[ActionItem]:
    """Return the action items of one meeting, oldest first, including cancelled ones."""
    query = select(ActionItem).where(
        ActionItem.workspace_id == meeting.workspace_id, ActionItem.meeting_id == meeting.id
    )
    return list(session.scalars(query.order_by(ActionItem.id)))


def completion(session: Session, committee: Committee) -> tuple[int, int]:
    """Return (done, all) counts of a committee's action items; cancelled ones are not counted."""
    query = (
        select(ActionItem.state)
        .join(Meeting, Meeting.id == ActionItem.meeting_id)
        .where(ActionItem.workspace_id == committee.workspace_id, Meeting.committee_id == committee.id)
        .where(ActionItem.state != ActionState.CANCELLED)
    )
    states = list(session.scalars(query))
    return states.count(ActionState.DONE), len(states)


def follow_corrected(session: Session, item: AgendaItem, was: str, by: Person, now: datetime) -> list[ActionItem]:
    """Cancel or restore unanswered action items after an item's outcome changed from `was`; return the changed ones.

    They are cancelled only if an approval no longer holds, and restored only if the item is approved again.
    """
    before, after = (ActionState.IN_PROGRESS, ActionState.CANCELLED)
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
        _note(session, action, "taken_back" if after == ActionState.CANCELLED else "restored", shown, by, now)
    session.flush()
    return changed


def due_of(action: ActionItem) -> date | None:
    """Return the date that counts: the due date while in progress, the review date in 장기검토, else None."""
    if action.state == ActionState.IN_PROGRESS:
        return action.due
    return action.review_on if action.state == ActionState.LONG_TERM else None


def _note(
    session: Session, action: ActionItem, what: str, before: dict[str, object], by: Person, now: datetime
) -> None:
    after = _shown(action)
    note(session, action.workspace_id, Change("action_item", action.id, what, before, after), now, by=by.id)


def _shown(action: ActionItem) -> dict[str, object]:
    days = {name: day.isoformat() if day else "" for name, day in (("due", action.due), ("review", action.review_on))}
    return {"what": action.what, "state": action.state, "result": action.result, **days}
