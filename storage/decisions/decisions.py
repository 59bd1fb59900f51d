"""Decisions on agenda items: taken once, corrected later, with the votes counted."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from storage.action_items.action_items import follow_corrected
from storage.action_items.announcements import notify_of_corrections
from storage.db.errors import Changed, DecisionWrong, Over
from storage.history import Change, note
from storage.meetings.agenda import OUTCOMES, SETTLED, SUBJECT, AgendaItem, AgendaKind, Outcome
from storage.meetings.meetings import Meeting, MeetingKind, MeetingState
from storage.organisation.people import Person, last_changed_by


@dataclass(frozen=True)
class Votes:
    """Vote counts: for, against, and others (abstentions or written opinions)."""

    ayes: int
    nays: int
    others: int = 0


@dataclass(frozen=True)
class Decision:
    """The content of a decision on an agenda item. `votes` is None if there was no vote."""

    outcome: Outcome
    words: str = ""
    remarks: str = ""
    deferred_until: date | None = None
    policy: str = ""
    votes: Votes | None = None


def decide(session: Session, item: AgendaItem, version: int, decision: Decision, by: Person, now: datetime) -> None:
    """Record or correct an item's outcome; a correction cancels or restores action items and notifies their owners.

    The same decision again leaves no history entry. Raises Changed if another person edited the item, DecisionWrong for
    an outcome of another kind or a missing date or reason, Over before the meeting is opened and during a written vote.
    """
    meeting = session.get_one(Meeting, item.meeting_id)
    is_voted_on = meeting.kind == MeetingKind.WRITTEN and meeting.state == MeetingState.OPEN
    if meeting.state not in (MeetingState.OPEN, MeetingState.CLOSED) or is_voted_on:
        raise Over("meeting")
    if item.version != version:
        by_whom = last_changed_by(session, item.workspace_id, SUBJECT, item.id, ("decided", "corrected", "kind"))
        raise Changed(by_whom)
    _check(item, decision)
    before, action = _snapshot(item), "corrected" if item.outcome else "decided"
    item.outcome, item.policy = decision.outcome, decision.policy if decision.outcome in SETTLED else ""
    votes = decision.votes
    item.ayes, item.nays, item.others = (votes.ayes, votes.nays, votes.others) if votes else (None, None, None)
    item.decision, item.remarks = _clean(decision.words), _clean(decision.remarks)
    item.deferred_until = decision.deferred_until if decision.outcome == Outcome.DEFERRED else None
    item.decided_at = item.decided_at or now
    if _snapshot(item) != before:
        note(session, item.workspace_id, Change(SUBJECT, item.id, action, before, _snapshot(item)), now, by=by.id)
    session.flush()
    notify_of_corrections(session, follow_corrected(session, item, str(before["outcome"]), by, now), now)


def _check(item: AgendaItem, decision: Decision) -> None:
    if decision.outcome not in OUTCOMES[AgendaKind(item.kind)]:
        raise DecisionWrong("kind")
    if decision.outcome == Outcome.DEFERRED and decision.deferred_until is None:
        raise DecisionWrong("date")
    if decision.outcome in (Outcome.REJECTED, Outcome.MORE_WANTED) and not _clean(decision.words):
        raise DecisionWrong("reason")


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _snapshot(item: AgendaItem) -> dict[str, object]:
    until = item.deferred_until.isoformat() if item.deferred_until else ""
    names = ("outcome", "decision", "remarks", "policy", "ayes", "nays", "others")
    return {**{name: getattr(item, name) for name in names}, "deferred_until": until}
