"""A written vote (서면회의): a meeting without a venue, open from its start until its deadline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.db.errors import Changed, DayWrong, Lacking, Over, TooManyItems
from storage.history import Change, history_of, note
from storage.issues.announcements import add_entry
from storage.issues.issues import Issue
from storage.meetings.agenda import LISTINGS, AgendaItem, AgendaKind, Outcome, agenda_of
from storage.meetings.agenda_editing import add_text, put_on_agenda
from storage.meetings.carry_over import settle_item
from storage.meetings.meetings import SUBJECT, Meeting, MeetingKind, MeetingState, described, next_meeting
from storage.meetings.posted import show_agenda_again
from storage.meetings.quorum import answers_needed
from storage.meetings.votes import Tally, Verdict, verdict
from storage.organisation.committees import Committee
from storage.organisation.people import Person, last_changed_by
from storage.organisation.seats import voters_of
from storage.organisation.workspaces import Workspace
from storage.parsing.text import REASON_LIMIT, clean_line, needed_reason
from storage.written_votes.ballots import ballots_of, give_ballots, tallies_of
from storage.written_votes.posted import announce_news, announce_written_vote

# A ballot is one Slack message of at most 50 blocks, and nobody reads more items with care.
ITEMS_AT_MOST = 10
# Returns the text that is stored where an item was not approved, from the city's language, the counted votes, the
# verdict and the number of answers that were needed.
Explain = Callable[[str, Tally, Verdict, int], str]
OUTCOME_OF = {Verdict.CARRIED: Outcome.APPROVED, Verdict.LOST: Outcome.REJECTED, Verdict.NO_QUORUM: Outcome.NO_QUORUM}


@dataclass(frozen=True)
class Deadline:
    """When a written vote ends: a day and a time ("HH:MM"), by the city's calendar and clock."""

    day: date
    at: str


@dataclass(frozen=True)
class Call:
    """The content of a new written vote: waiting agenda items, issues and typed `titles`, with deadline and quorum.

    `sends_up`: approved items are referred to the higher committee, if there is one.
    """

    items: Sequence[AgendaItem]
    issues: Sequence[Issue]
    titles: Sequence[str]
    ends: Deadline
    quorum: str
    sends_up: bool
    reason: str

    @property
    def count(self) -> int:
        """Return how many items there are to vote on."""
        return len(self.items) + len(self.issues) + len(self.titles)


def call_written_vote(
    session: Session, committee: Committee, call: Call, by: Person, now: datetime, today: date
) -> Meeting:
    """Open a written vote at once, post it and make every member's ballot, which the caller hands out.

    Items move here from their meeting's agenda. Raises Lacking without items or voters, TooManyItems, TooLong, Over if
    an item's meeting has begun.
    """
    if not call.count:
        raise Lacking("items")
    if call.count > ITEMS_AT_MOST:
        raise TooManyItems(call.count, ITEMS_AT_MOST)
    voters = voters_of(session, committee)
    if not voters:
        raise Lacking("voters")
    there = Meeting(workspace_id=committee.workspace_id, committee_id=committee.id, occurrence=today)
    there.kind, there.state, there.opened_at = MeetingKind.WRITTEN, MeetingState.OPEN, now
    there.on, there.at, there.fixed, there.extra = call.ends.day, call.ends.at, True, True
    there.quorum, there.sends_up = call.quorum, call.sends_up and committee.reports_to_id is not None
    session.add(there)
    session.flush()
    said = {"reason": clean_line(call.reason, REASON_LIMIT), "on": call.ends.day.isoformat(), "at": call.ends.at}
    note(session, there.workspace_id, Change(SUBJECT, there.id, "called", after=said), now, by=by.id)
    for place, item in enumerate(call.items):
        _take(session, item, there, place, by, now)
    for issue in call.issues:
        put_on_agenda(session, there, issue, by, now)
    for title in call.titles:
        add_text(session, there, title, AgendaKind.DELIBERATION, by, now)
    give_ballots(session, there, voters)
    _note_on_issues(session, there, by, now)
    announce_written_vote(session, there, now)
    return there


def _note_on_issues(session: Session, there: Meeting, by: Person, now: datetime) -> None:
    for item in agenda_of(session, there):
        if item.issue_id is not None:
            issue = session.get_one(Issue, item.issue_id)
            add_entry(session, issue, "on_agenda", by, now, after=described(session, there))


def _take(session: Session, item: AgendaItem, there: Meeting, place: int, by: Person, now: datetime) -> None:
    """Move an item from a coming agenda to the vote and keep its origin in the history; it becomes a deliberation.

    Raises Over if the item's meeting has begun, is over or cancelled.
    """
    before, left = {"meeting": item.meeting_id, "kind": item.kind}, session.get_one(Meeting, item.meeting_id)
    if left.state != MeetingState.PLANNED:
        raise Over("meeting")
    item.meeting_id, item.position, item.kind = there.id, place, AgendaKind.DELIBERATION
    after = {"meeting": there.id, "kind": item.kind}
    taken = Change("agenda_item", item.id, "taken_to_writing", before, after)
    note(session, item.workspace_id, taken, now, by=by.id)
    session.flush()
    show_agenda_again(session, left)


def waiting_items(session: Session, committee: Committee, today: date) -> list[AgendaItem]:
    """Return the agenda of the committee's next meeting, without listings, which nobody decides on."""
    meeting = next_meeting(session, committee, today)
    items = agenda_of(session, meeting) if meeting is not None else []
    return [each for each in items if each.about not in LISTINGS]


def waiting_issues(session: Session, workspace_id: int, issues: Sequence[Issue]) -> list[Issue]:
    """Return those of the issues that are on no agenda of a planned or open meeting."""
    ids = [each.id for each in issues]
    on_one = session.scalars(
        select(AgendaItem.issue_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            AgendaItem.workspace_id == workspace_id,
            AgendaItem.issue_id.in_(ids),
            AgendaItem.dropped.is_(False),
            Meeting.state.in_((MeetingState.PLANNED, MeetingState.OPEN)),
        )
    )
    taken = set(on_one)
    return [each for each in issues if each.id not in taken]


def open_written_votes(session: Session, workspace_id: int) -> list[Meeting]:
    """Return the city's open written votes, nearest deadline first."""
    query = select(Meeting).where(
        Meeting.workspace_id == workspace_id,
        Meeting.kind == MeetingKind.WRITTEN,
        Meeting.state == MeetingState.OPEN,
    )
    return list(session.scalars(query.order_by(Meeting.on, Meeting.at, Meeting.id)))


def extend(
    session: Session, there: Meeting, version: int, ends: Deadline, reason: str, by: Person, now: datetime
) -> None:
    """Set another deadline and announce it in the channel.

    Raises Over, Changed, DayWrong for the same deadline, Lacking without a reason.
    """
    _need_open(session, there, version)
    before = {"on": there.on.isoformat(), "at": there.at}
    if (there.on, there.at) == (ends.day, ends.at):
        raise DayWrong("same_deadline")
    after = {"reason": needed_reason(reason), "on": ends.day.isoformat(), "at": ends.at}
    there.on, there.at = ends.day, ends.at
    session.flush()
    extended = Change(SUBJECT, there.id, "extended", before, after)
    announce_news(session, there, note(session, there.workspace_id, extended, now, by=by.id), now)


def abandon(
    session: Session, there: Meeting, version: int, reason: str, by: Person, now: datetime, today: date
) -> None:
    """Cancel the vote without decisions and announce it in the channel; its items go to the next meeting.

    Raises Over, Changed, Lacking without a reason.
    """
    _need_open(session, there, version)
    said = {"reason": needed_reason(reason)}
    there.state = MeetingState.CANCELLED
    session.flush()
    for item in agenda_of(session, there):
        settle_item(session, item, by, now, today)
    called_off = Change(SUBJECT, there.id, "called_off", after=said)
    announce_news(session, there, note(session, there.workspace_id, called_off, now, by=by.id), now)


def close_written_vote(
    session: Session,
    there: Meeting,
    explain: Explain,
    by: Person | None,
    now: datetime,
) -> bool:
    """Count the votes and store each item's outcome; return False if the vote was not open.

    `by` is None at the deadline.
    """
    if there.state != MeetingState.OPEN:
        return False
    items = agenda_of(session, there)
    tallies = tallies_of(session, there, items)
    for item in items:
        _decide(session, there, item, tallies[item.id], explain, by, now)
    there.members = sum(each.counts for each in ballots_of(session, there))
    there.state, there.closed_at = MeetingState.CLOSED, now
    note(session, there.workspace_id, Change(SUBJECT, there.id, "closed"), now, by=by.id if by else None)
    session.flush()
    return True


def _decide(
    session: Session,
    there: Meeting,
    item: AgendaItem,
    tally: Tally,
    explain: Explain,
    by: Person | None,
    now: datetime,
) -> None:
    came, needed = verdict(tally, there.quorum or ""), answers_needed(there.quorum or "", tally.members)
    language = session.get_one(Workspace, there.workspace_id).language
    item.ayes, item.nays, item.others = tally.ayes, tally.nays, tally.others
    item.outcome = Outcome.SENT_UP if came == Verdict.CARRIED and there.sends_up else OUTCOME_OF[came]
    item.decision = "" if came == Verdict.CARRIED else explain(language, tally, came, needed)
    item.decided_at = now
    after = {"outcome": item.outcome, "ayes": item.ayes, "nays": item.nays, "others": item.others}
    decided = Change("agenda_item", item.id, "decided", after=after)
    note(session, item.workspace_id, decided, now, by=by.id if by else None)


def last_called_at(session: Session, there: Meeting) -> datetime:
    """Return when the vote's current deadline was announced."""
    rows = history_of(session, there.workspace_id, SUBJECT, there.id)
    return max(each.at for each in rows if each.action in ("called", "extended"))


def in_whose_name(session: Session, there: Meeting) -> Person:
    """Return the person in whose name the vote ends at its deadline: the secretary, else the person who started it."""
    secretary_id = session.get_one(Committee, there.committee_id).secretary_id
    rows = [each for each in history_of(session, there.workspace_id, SUBJECT, there.id) if each.action == "called"]
    return session.get_one(Person, secretary_id or rows[-1].person_id)


def _need_open(session: Session, there: Meeting, version: int) -> None:
    if there.state != MeetingState.OPEN or there.kind != MeetingKind.WRITTEN:
        raise Over("procedure")
    if there.version != version:
        raise Changed(last_changed_by(session, there.workspace_id, SUBJECT, there.id, ("called", "extended")))
