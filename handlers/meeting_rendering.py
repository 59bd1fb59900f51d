"""Rendering of messages about meetings: notices, agendas and boards, results, action items."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from handlers.action_items import shown_action
from handlers.agenda import SUBJECT as AGENDA
from handlers.agenda import shown_agenda
from handlers.ballots import ballot_message
from handlers.blocks import meetings as meeting_looks
from handlers.blocks.action_items import assigned, assigned_heading
from handlers.blocks.agenda import agenda
from handlers.blocks.board import board
from handlers.blocks.calling import called, called_off
from handlers.blocks.minutes import results, results_title
from handlers.blocks.parts import escaped
from handlers.board import shown_board
from handlers.briefs import brief, part
from handlers.calling import why_called
from handlers.invitations import invitation
from handlers.issue_shown import link_to
from handlers.meeting_shown import shown_meeting, stands
from handlers.minutes import shown_results
from handlers.owners import task_discussed
from handlers.papers import paper
from handlers.procedure_rendering import news, procedure
from handlers.reminders import line_of
from handlers.rendered import Rendered, Rendering
from handlers.text.dates import say_day
from schedules.delivery import NothingToSay
from storage.action_items import ActionItem
from storage.calling import reason_of
from storage.meetings import Meeting, MeetingState, meeting_with
from storage.moving import moves_of
from storage.notices import Notice, NoticeKind, message_showing


def _announced(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render a notice, an agenda, or both in one message; once the meeting has started only the agenda remains."""
    by_kind = {NoticeKind(each.kind): each for each in notices}
    notice, standing = by_kind.get(NoticeKind.MEETING), by_kind.get(NoticeKind.AGENDA)
    if standing is None:
        return _meeting(rendering, notices[0])
    there = _of(rendering, standing)
    is_held = there.state in (MeetingState.OPEN, MeetingState.CLOSED)
    if notice is None or is_held or (rendering.is_first and not line_of(rendering.reading, notice).is_open):
        return _agenda(rendering, standing)
    announced, agenda_below = _meeting(rendering, notice), _agenda(rendering, standing)
    return Rendered(f"{announced.text} · {agenda_below.text}", [*announced.blocks, *agenda_below.blocks])


def _meeting(rendering: Rendering, notice: Notice) -> Rendered:
    reading = rendering.reading
    line = line_of(reading, notice)
    if rendering.is_first and not line.is_open:
        raise NothingToSay
    meeting = shown_meeting(
        rendering.session, meeting_with(rendering.session, rendering.workspace.id, notice.subject_id)
    )
    if meeting.on != notice.anchor:  # moved since: keep the date that was announced
        meeting = replace(meeting, on=notice.anchor)
    left, agenda_at = reading.left(notice.anchor), _link_to_agenda(rendering, notice)
    blocks = meeting_looks.notice(rendering.language, meeting, left, is_open=line.is_open, agenda_at=agenda_at)
    return Rendered(line.text, blocks)


def _link_to_agenda(rendering: Rendering, notice: Notice) -> str:
    """Return the permalink of the agenda's message; "" if it is this message or is not posted yet."""
    city, subject = rendering.workspace.id, notice.subject_id
    message = message_showing(rendering.session, city, NoticeKind.AGENDA, AGENDA, subject)
    return link_to(rendering.workspace, message) if message is None or message.id != notice.message_id else ""


def _moved(rendering: Rendering, notices: list[Notice]) -> Rendered:
    (notice, *_) = notices
    meeting = meeting_with(rendering.session, rendering.workspace.id, notice.subject_id)
    shown = shown_meeting(rendering.session, meeting)
    text = rendering.say("meeting.moved", committee=escaped(shown.committee))
    fallback = f"{text}: {say_day(rendering.language, shown.on)} {shown.at}"
    reason = reason_of(rendering.session, meeting, "moved")
    is_last = moves_of(rendering.session, meeting) == notice.round
    return Rendered(fallback, meeting_looks.moved(rendering.language, shown, notice.anchor, reason, is_last=is_last))


def _agenda(rendering: Rendering, notice: Notice) -> Rendered:
    """Render the agenda before the meeting, the board during it, and the agenda with outcomes afterwards."""
    there, language = _of(rendering, notice), rendering.language
    if rendering.is_first and there.state == MeetingState.CANCELLED:
        raise NothingToSay
    text = line_of(rendering.reading, notice).text
    if there.state == MeetingState.OPEN:
        return Rendered(text, board(language, shown_board(rendering.session, language, there)))
    shown = shown_agenda(rendering.session, language, there)
    may_arrange = there.state == MeetingState.PLANNED
    return Rendered(text, agenda(language, shown, 0, private=False, may_arrange=may_arrange))


def _results(rendering: Rendering, notices: list[Notice]) -> Rendered:
    shown = shown_results(rendering.session, rendering.language, _of(rendering, notices[0]))
    title = escaped(results_title(rendering.language, shown))
    return Rendered(title, results(rendering.language, shown, 0, private=False))


def _assigned(rendering: Rendering, notices: list[Notice]) -> Rendered:
    made = [rendering.session.get_one(ActionItem, notice.subject_id) for notice in notices]
    today = rendering.reading.today
    shown = [shown_action(rendering.session, rendering.language, each, today) for each in made]
    return Rendered(assigned_heading(rendering.language, shown), assigned(rendering.language, shown))


def _called(rendering: Rendering, notices: list[Notice]) -> Rendered:
    (notice, *_), there = notices, _of(rendering, notices[0])
    kind = NoticeKind(notice.kind)
    shown, reason = shown_meeting(rendering.session, there), why_called(rendering.session, there, kind)
    title = rendering.say(f"meeting.{kind}", committee=escaped(shown.committee))
    text = f"{title}: {say_day(rendering.language, notice.anchor)} {shown.at}"
    if kind == NoticeKind.CALLED_OFF:
        return Rendered(text, called_off(rendering.language, shown, notice.anchor, reason))
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
    NoticeKind.PAPER: paper,
    NoticeKind.INVITATION: invitation,
    NoticeKind.PROCEDURE: procedure,
    NoticeKind.PROCEDURE_NEWS: news,
    NoticeKind.BALLOT: ballot_message,
}
