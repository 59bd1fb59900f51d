"""Rendering of messages about meetings: notices, agendas and boards, results, action items."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from handlers.action_items.action_items import action_view
from handlers.action_items.blocks import assigned, assigned_heading
from handlers.meetings.agenda import agenda_view
from handlers.meetings.blocks import meetings as meetings_blocks
from handlers.meetings.blocks.agenda import agenda
from handlers.meetings.blocks.board import board
from handlers.meetings.blocks.extra_meetings import called, called_off
from handlers.meetings.blocks.minutes import results, results_title
from handlers.meetings.board import board_view
from handlers.meetings.briefs import brief, part
from handlers.meetings.extra_meetings import why_called
from handlers.meetings.minutes import results_view
from handlers.meetings.reminder_lines import agenda_line, meeting_line
from handlers.meetings.task_news import task_discussed
from handlers.meetings.view import meeting_view, stands
from handlers.slack.blocks import escaped
from handlers.slack.links import link_to
from handlers.slack.outgoing import Rendered, Rendering
from handlers.text.dates import say_day
from schedules.delivery import NothingToSay
from storage.action_items.action_items import ActionItem
from storage.meetings.extra_meetings import reason_of
from storage.meetings.meetings import Meeting, MeetingState, meeting_with
from storage.meetings.posted import AGENDA
from storage.meetings.rescheduling import moves_of
from storage.outbox.lookups import message_showing
from storage.outbox.notices import Notice, NoticeKind


def _announced(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render a notice, an agenda, or both in one message; once the meeting has started only the agenda remains."""
    by_kind = {NoticeKind(each.kind): each for each in notices}
    notice, agenda_notice = by_kind.get(NoticeKind.MEETING), by_kind.get(NoticeKind.AGENDA)
    if agenda_notice is None:
        return _meeting(rendering, notices[0])
    there = _of(rendering, agenda_notice)
    is_held = there.state in (MeetingState.OPEN, MeetingState.CLOSED)
    if notice is None or is_held or (rendering.is_first and not meeting_line(rendering.reading, notice).is_open):
        return _agenda(rendering, agenda_notice)
    announced, agenda_below = _meeting(rendering, notice), _agenda(rendering, agenda_notice)
    return Rendered(f"{announced.text} · {agenda_below.text}", [*announced.blocks, *agenda_below.blocks])


def _meeting(rendering: Rendering, notice: Notice) -> Rendered:
    reading = rendering.reading
    line = meeting_line(reading, notice)
    if rendering.is_first and not line.is_open:
        raise NothingToSay
    meeting = meeting_view(
        rendering.session, meeting_with(rendering.session, rendering.workspace.id, notice.subject_id)
    )
    if meeting.on != notice.due_date:  # moved since: keep the date that was announced
        meeting = replace(meeting, on=notice.due_date)
    left, agenda_at = reading.left(notice.due_date), _link_to_agenda(rendering, notice)
    blocks = meetings_blocks.notice(rendering.language, meeting, left, is_open=line.is_open, agenda_at=agenda_at)
    return Rendered(line.text, blocks)


def _link_to_agenda(rendering: Rendering, notice: Notice) -> str:
    """Return the permalink of the agenda's message; "" if it is this message or is not posted yet."""
    city, subject = rendering.workspace.id, notice.subject_id
    message = message_showing(rendering.session, city, NoticeKind.AGENDA, AGENDA, subject)
    return link_to(rendering.workspace, message) if message is None or message.id != notice.message_id else ""


def _moved(rendering: Rendering, notices: list[Notice]) -> Rendered:
    (notice, *_) = notices
    meeting = meeting_with(rendering.session, rendering.workspace.id, notice.subject_id)
    shown = meeting_view(rendering.session, meeting)
    text = rendering.say("meeting.moved", committee=escaped(shown.committee))
    fallback = f"{text}: {say_day(rendering.language, shown.on)} {shown.at}"
    reason = reason_of(rendering.session, meeting, "moved")
    is_last = moves_of(rendering.session, meeting) == notice.repeat
    return Rendered(
        fallback, meetings_blocks.moved(rendering.language, shown, notice.due_date, reason, is_last=is_last)
    )


def _agenda(rendering: Rendering, notice: Notice) -> Rendered:
    """Render the agenda before the meeting, the board during it, and the agenda with outcomes afterwards.

    Raises NothingToSay if the meeting was cancelled before its agenda was posted.
    """
    there, language = _of(rendering, notice), rendering.language
    if rendering.is_first and there.state == MeetingState.CANCELLED:
        raise NothingToSay
    text = agenda_line(rendering.reading, notice).text
    match MeetingState(there.state):
        case MeetingState.OPEN:
            return Rendered(text, board(language, board_view(rendering.session, language, there)))
        case MeetingState.PLANNED | MeetingState.CLOSED | MeetingState.CANCELLED:
            shown = agenda_view(rendering.session, language, there)
            may_arrange = there.state == MeetingState.PLANNED
            return Rendered(text, agenda(language, shown, 0, private=False, may_arrange=may_arrange))


def _results(rendering: Rendering, notices: list[Notice]) -> Rendered:
    shown = results_view(rendering.session, rendering.language, _of(rendering, notices[0]))
    title = escaped(results_title(rendering.language, shown))
    return Rendered(title, results(rendering.language, shown, 0, private=False))


def _assigned(rendering: Rendering, notices: list[Notice]) -> Rendered:
    made = [rendering.session.get_one(ActionItem, notice.subject_id) for notice in notices]
    today = rendering.reading.today
    shown = [action_view(rendering.session, rendering.language, each, today) for each in made]
    return Rendered(assigned_heading(rendering.language, shown), assigned(rendering.language, shown))


def _called(rendering: Rendering, notices: list[Notice]) -> Rendered:
    (notice, *_), there = notices, _of(rendering, notices[0])
    kind = NoticeKind(notice.kind)
    shown, reason = meeting_view(rendering.session, there), why_called(rendering.session, there, kind)
    title = rendering.say(f"meeting.{kind}", committee=escaped(shown.committee))
    text = f"{title}: {say_day(rendering.language, notice.due_date)} {shown.at}"
    if kind == NoticeKind.CALLED_OFF:
        return Rendered(text, called_off(rendering.language, shown, notice.due_date, reason))
    is_open = stands(there, there.on, rendering.reading.today)
    return Rendered(text, called(rendering.language, shown, reason, is_open=is_open))


def _of(rendering: Rendering, notice: Notice) -> Meeting:
    return meeting_with(rendering.session, rendering.workspace.id, notice.subject_id)


RENDERS: Mapping[NoticeKind, Callable[[Rendering, list[Notice]], Rendered]] = {
    NoticeKind.MEETING: _announced,
    NoticeKind.MOVED: _moved,
    NoticeKind.CALLED: _called,
    NoticeKind.CALLED_OFF: _called,
    NoticeKind.AGENDA: _announced,
    NoticeKind.RESULTS: _results,
    NoticeKind.ASSIGNED: _assigned,
    NoticeKind.TASK_DISCUSSED: task_discussed,
    NoticeKind.BRIEF: brief,
    NoticeKind.BRIEF_PART: part,
}
