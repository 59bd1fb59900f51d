"""View model of a meeting: committee, date and place, attendance answers, quorum."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from handlers.meetings.blocks import meetings as meetings_blocks
from storage.decisions.head_count import needed_at
from storage.meetings.attendance import ANSWERS, NO_ANSWER, answers_to
from storage.meetings.meetings import Meeting, MeetingState, meeting_on
from storage.organisation.committees import Committee
from storage.organisation.people import everybody
from storage.organisation.seats import Seat, voters_of
from storage.outbox.notices import Notice, NoticeKind


def meeting_view(session: Session, there: Meeting) -> meetings_blocks.MeetingView:
    """Build the view model, with mentions of the members with a vote grouped by their answer."""
    committee = session.get_one(Committee, there.committee_id)
    names = {person.id: f"<@{person.slack_id}>" for person in everybody(session, there.workspace_id)}
    members = voters_of(session, committee)
    said: dict[str, list[str]] = {each: [] for each in ANSWERS}
    answers = answers_to(session, there)
    for member in members:
        answer = answers.get(member)
        name = names.get(member, "")
        if answer is not None and answer.proxy_id is not None:
            name += f" → {names.get(answer.proxy_id, '')}"
        said[answer.coming if answer else NO_ANSWER].append(name)
    needed = needed_at(session, there, len(members))
    return meetings_blocks.MeetingView(
        there.id, committee.name, there.on, there.at, there.place, said, needed, committee.id
    )


def stands(there: Meeting, on: date, today: date) -> bool:
    """Return whether a notice for that date is still about this meeting."""
    return there.state == MeetingState.PLANNED and there.on == on >= today


def committee_of(session: Session, there: Meeting) -> Committee:
    """Return the committee that holds the meeting."""
    return session.get_one(Committee, there.committee_id)


def meeting_of_notice(session: Session, notice: Notice) -> Meeting | None:
    """Return the meeting of a notice, or None: a member's own reminder holds membership and day, others the meeting."""
    if notice.kind == NoticeKind.ATTENDANCE:
        seat = session.get_one(Seat, notice.subject_id)
        return meeting_on(session, session.get_one(Committee, seat.committee_id), notice.due_date)
    return session.get(Meeting, notice.subject_id)
