"""A meeting in progress: the current item, outcomes, attendance."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.action_items import ActionItem, follow_corrected
from storage.agenda import OUTCOMES, SETTLED, SUBJECT, AgendaItem, AgendaKind, Outcome, agenda_of
from storage.attendance import Coming, Presence, answers_to
from storage.committees import Committee
from storage.cycles import cycle_of
from storage.errors import Changed, DayWrong, DecisionWrong, Over
from storage.history import last_changed_by, note
from storage.meetings import Meeting, MeetingKind, MeetingState
from storage.people import Person
from storage.seats import voters_of
from storage.votes import Quorum


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


def open_meeting(session: Session, meeting: Meeting, by: Person, now: datetime, today: date) -> None:
    """Open the meeting at its first item; a second call changes nothing. Raises Over, or DayWrong before its day."""
    if meeting.state in (MeetingState.CANCELLED, MeetingState.CLOSED):
        raise Over("meeting")
    if meeting.on > today:
        raise DayWrong("meeting_to_come")
    if meeting.state == MeetingState.OPEN:
        return
    # The cycle no longer moves a meeting that was opened.
    meeting.state, meeting.opened_at, meeting.fixed = MeetingState.OPEN, now, True
    cycle = cycle_of(session, session.get_one(Committee, meeting.committee_id))
    meeting.quorum = cycle.quorum if cycle is not None else Quorum.NONE
    note(session, meeting.workspace_id, "meeting", meeting.id, "opened", now, by=by.id)
    for first in agenda_of(session, meeting)[:1]:
        take_up(session, first, by, now)
    session.flush()


def close_meeting(session: Session, meeting: Meeting, by: Person, now: datetime) -> bool:
    """Close the meeting; return False if it was closed already. Raises Over if it is not open, or is a written vote."""
    if meeting.state == MeetingState.CLOSED:
        return False
    if meeting.state != MeetingState.OPEN or meeting.kind != MeetingKind.SITTING:
        raise Over("meeting")
    meeting.state, meeting.closed_at = MeetingState.CLOSED, now
    meeting.members = len(voters_of(session, session.get_one(Committee, meeting.committee_id)))
    note(session, meeting.workspace_id, "meeting", meeting.id, "closed", now, by=by.id)
    session.flush()
    return True


def take_up(session: Session, item: AgendaItem, by: Person, now: datetime) -> None:
    """Make an item the current one of its meeting."""
    # A direct update keeps the item's version, so that a form opened before can still be submitted.
    session.execute(update(AgendaItem).where(AgendaItem.id == item.id).values(taken_up_at=now))
    note(session, item.workspace_id, SUBJECT, item.id, "taken_up", now, by=by.id)
    session.flush()


def current_item(session: Session, meeting: Meeting) -> AgendaItem | None:
    """Return the item that was taken up last, or None before the first."""
    taken_up = [each for each in agenda_of(session, meeting) if each.taken_up_at is not None]
    return max(taken_up, key=lambda each: (each.taken_up_at, each.position), default=None)


def item_after(session: Session, meeting: Meeting, item: AgendaItem | None) -> AgendaItem | None:
    """Return the next item on the agenda, or the first item for None; return None after the last."""
    items = agenda_of(session, meeting)
    if item is None:
        return items[0] if items else None
    return next((each for each in items if (each.position, each.id) > (item.position, item.id)), None)


def decide(
    session: Session, item: AgendaItem, version: int, decision: Decision, by: Person, now: datetime
) -> list[ActionItem]:
    """Record or correct an item's outcome; return the action items cancelled or restored by a correction.

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
    before, action = _shown(item), "corrected" if item.outcome else "decided"
    item.outcome, item.policy = decision.outcome, decision.policy if decision.outcome in SETTLED else ""
    votes = decision.votes
    item.ayes, item.nays, item.others = (votes.ayes, votes.nays, votes.others) if votes else (None, None, None)
    item.decision, item.remarks = _clean(decision.words), _clean(decision.remarks)
    item.deferred_until = decision.deferred_until if decision.outcome == Outcome.DEFERRED else None
    item.decided_at = item.decided_at or now
    if _shown(item) != before:
        note(session, item.workspace_id, SUBJECT, item.id, action, now, by=by.id, before=before, after=_shown(item))
    session.flush()
    return follow_corrected(session, item, str(before["outcome"]), by, now)


def _check(item: AgendaItem, decision: Decision) -> None:
    if decision.outcome not in OUTCOMES[AgendaKind(item.kind)]:
        raise DecisionWrong("kind")
    if decision.outcome == Outcome.DEFERRED and decision.deferred_until is None:
        raise DecisionWrong("date")
    if decision.outcome in (Outcome.REJECTED, Outcome.MORE_WANTED) and not _clean(decision.words):
        raise DecisionWrong("reason")


def present_at(session: Session, meeting: Meeting) -> set[int]:
    """Return the ids of the people present: as recorded at the meeting, else as answered before it."""
    came = (Coming.ATTENDING, Coming.PROXY)
    there = {person for person, answer in answers_to(session, meeting).items() if answer.coming in came}
    for row in _presences(session, meeting).values():
        (there.add if row.present else there.discard)(row.person_id)
    return there


def note_presence(
    session: Session,
    meeting: Meeting,
    asked_about: Collection[int],
    present: Collection[int],
    by: Person,
    now: datetime,
) -> None:
    """Record which of the people `asked_about` are present. Later changes are stored in the history."""
    rows, before = _presences(session, meeting), present_at(session, meeting)
    for person_id in asked_about:
        if person_id not in rows:
            rows[person_id] = Presence(
                workspace_id=meeting.workspace_id, meeting_id=meeting.id, person_id=person_id, present=False
            )
            session.add(rows[person_id])
        rows[person_id].present = person_id in present
    session.flush()
    after = present_at(session, meeting)
    if after != before:
        was, is_now = {"present": sorted(before)}, {"present": sorted(after)}
        note(session, meeting.workspace_id, "meeting", meeting.id, "presence", now, by=by.id, before=was, after=is_now)


def _presences(session: Session, meeting: Meeting) -> dict[int, Presence]:
    query = select(Presence).where(Presence.workspace_id == meeting.workspace_id, Presence.meeting_id == meeting.id)
    return {row.person_id: row for row in session.scalars(query)}


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _shown(item: AgendaItem) -> dict[str, object]:
    until = item.deferred_until.isoformat() if item.deferred_until else ""
    names = ("outcome", "decision", "remarks", "policy", "ayes", "nays", "others")
    return {**{name: getattr(item, name) for name in names}, "deferred_until": until}
