"""What a message says, in its reader's language, from what it carries and the books as they are now: by kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.blocks import meetings as meeting_looks
from handlers.blocks.committees import seats_notice
from handlers.blocks.parts import escaped
from handlers.blocks.reminders import by_urgency, reminder
from handlers.committees import shown_committee, waiting_seats
from handlers.draft_rendering import draft
from handlers.issue_rendering import answered, ask_done, card, handling, hops, photo, receipt, urgent
from handlers.meetings import shown_meeting
from handlers.reminders import line_of
from handlers.rendered import Rendered, Rendering
from handlers.text.dates import say_day
from schedules.delivery import NothingToSay
from storage.committees import Committee
from storage.meetings import meeting_with, moves_of
from storage.notices import Notice, NoticeKind

Render = Callable[[Rendering, list[Notice]], Rendered]


def render(rendering: Rendering, notices: list[Notice], message_id: int) -> Rendered:
    """Raises NothingToSay when none of it is true any more and nothing has been posted."""
    of_kind = RENDERS.get(NoticeKind(notices[0].kind))
    if of_kind is not None:
        return of_kind(rendering, notices)
    return _reminder(rendering, notices, message_id)


def _seats(rendering: Rendering, notices: list[Notice]) -> Rendered:
    committee = rendering.session.get_one(Committee, notices[0].subject_id)
    waiting = waiting_seats(rendering.session, committee)
    blocks = seats_notice(rendering.language, shown_committee(rendering.session, committee), waiting)
    return Rendered(rendering.say("seats.title"), blocks)


def _meeting(rendering: Rendering, notices: list[Notice]) -> Rendered:
    (notice, *_), reading = notices, rendering.reading
    line = line_of(reading, notice)
    if rendering.is_first and not line.is_open:
        raise NothingToSay
    meeting = shown_meeting(
        rendering.session, meeting_with(rendering.session, rendering.workspace.id, notice.subject_id)
    )
    if meeting.on != notice.anchor:  # moved since: what was sent stays as it was, but for its buttons
        meeting = meeting_looks.MeetingShown(
            meeting.id, meeting.committee, notice.anchor, meeting.at, meeting.place, meeting.said
        )
    left = reading.left(notice.anchor)
    return Rendered(line.text, meeting_looks.notice(rendering.language, meeting, left, is_open=line.is_open))


def _moved(rendering: Rendering, notices: list[Notice]) -> Rendered:
    (notice, *_) = notices
    meeting = meeting_with(rendering.session, rendering.workspace.id, notice.subject_id)
    shown = shown_meeting(rendering.session, meeting)
    text = rendering.say("meeting.moved", committee=escaped(shown.committee))
    fallback = f"{text}: {say_day(rendering.language, shown.on)} {shown.at}"
    is_last = moves_of(rendering.session, meeting) == notice.round
    return Rendered(fallback, meeting_looks.moved(rendering.language, shown, notice.anchor, is_last=is_last))


def _reminder(rendering: Rendering, notices: list[Notice], message_id: int) -> Rendered:
    lines = [line_of(rendering.reading, notice) for notice in notices]
    if rendering.is_first:
        lines = [line for line in lines if line.is_open]
    if not lines:
        raise NothingToSay
    first = by_urgency(lines)[0].text.splitlines()[0]
    fallback = f"{rendering.say('reminder.title', count=len(lines))} {first}"
    return Rendered(fallback, reminder(rendering.language, lines, message_id))


# Every other kind is a line of a reminder.
RENDERS: Mapping[NoticeKind, Render] = {
    NoticeKind.CARD: card,
    NoticeKind.RECEIPT: receipt,
    NoticeKind.HANDLING: handling,
    NoticeKind.HOP: hops,
    NoticeKind.ANSWERED: answered,
    NoticeKind.ASK_DONE: ask_done,
    NoticeKind.URGENT: urgent,
    NoticeKind.PHOTO: photo,
    NoticeKind.DRAFT: draft,
    NoticeKind.SEATS: _seats,
    NoticeKind.MEETING: _meeting,
    NoticeKind.MOVED: _moved,
}
