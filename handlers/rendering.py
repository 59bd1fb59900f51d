"""Rendering of messages by kind: in the reader's language, from their notices and the current records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from handlers.documents.exports import export_file
from handlers.documents.invitations import invitation
from handlers.documents.papers import paper
from handlers.issues.drafts import draft_card_message
from handlers.issues.messages import answered, ask_done, card, entries, handling, photo, receipt, urgent
from handlers.meetings import messages as meeting_messages
from handlers.people.committee_blocks import seats_notice
from handlers.people.committees import committee_view, waiting_seats
from handlers.reminders.reminders import line_of
from handlers.slack.blocks import section
from handlers.slack.outgoing import Rendered, Rendering
from handlers.slack.reminder_line import LineView, by_urgency, reminder
from handlers.tasks.report_files import attachment
from handlers.text.dates import say_instant
from handlers.written_votes.ballots import ballot_message
from handlers.written_votes.messages import news, written_vote
from schedules.delivery import NothingToSay
from storage.history import History
from storage.organisation.committees import Committee
from storage.outbox.notices import ABOUT_REPORTS, Notice, NoticeKind

Render = Callable[[Rendering, list[Notice]], Rendered]


def render(rendering: Rendering, notices: list[Notice], message_id: int) -> Rendered:
    """Return the rendered message.

    Raises NothingToSay if nothing in it is true any more and it was never posted.
    """
    of_kind = RENDERS.get(NoticeKind(notices[0].kind))
    if of_kind is not None:
        return of_kind(rendering, notices)
    return _reminder(rendering, notices, message_id)


def _outage(rendering: Rendering, notices: list[Notice]) -> Rendered:
    said = rendering.session.get_one(History, notices[0].cause_id).after
    first, last = (
        say_instant(rendering.language, datetime.fromisoformat(said[name]), rendering.workspace.zone)
        for name in ("from", "to")
    )
    text = rendering.say("outage.recovered", first=first, last=last, held=said["held"])
    return Rendered(text, [section(text)])


def _seats(rendering: Rendering, notices: list[Notice]) -> Rendered:
    committee = rendering.session.get_one(Committee, notices[0].subject_id)
    waiting = waiting_seats(rendering.session, committee)
    blocks = seats_notice(rendering.language, committee_view(rendering.session, committee), waiting)
    return Rendered(rendering.say("seats.title"), blocks)


def _reminder(rendering: Rendering, notices: list[Notice], message_id: int) -> Rendered:
    lines = [line_of(rendering.reading, notice) for notice in notices]
    if rendering.is_first:
        lines = [line for line in lines if line.is_open]
    if not lines:
        raise NothingToSay
    lines = _each_report_once(lines)
    first = by_urgency(lines)[0].text.splitlines()[0]
    fallback = f"{rendering.say('reminder.title', count=len(lines))} {first}"
    return Rendered(fallback, reminder(rendering.language, lines, message_id))


def _each_report_once(lines: list[LineView]) -> list[LineView]:
    """Keep one line for each report.

    If a report is due, requested and returned on the same day, keep "returned": it has the most information.
    """
    order = ABOUT_REPORTS
    most: dict[str, LineView] = {}
    for line in sorted((line for line in lines if line.kind in order), key=lambda line: order.index(line.kind)):
        if line.is_open or line.about not in most:
            most[line.about] = line
    return [line for line in lines if line.kind not in order or most[line.about] is line]


# Kinds with a message of their own; every other kind is a line of a reminder.
RENDERS: Mapping[NoticeKind, Render] = {
    NoticeKind.CARD: card,
    NoticeKind.RECEIPT: receipt,
    NoticeKind.HANDLING: handling,
    NoticeKind.HISTORY_ENTRY: entries,
    NoticeKind.ANSWERED: answered,
    NoticeKind.ASK_DONE: ask_done,
    NoticeKind.URGENT: urgent,
    NoticeKind.PHOTO: photo,
    NoticeKind.REPORT_FILE: attachment,
    NoticeKind.DRAFT: draft_card_message,
    NoticeKind.OUTAGE: _outage,
    NoticeKind.SEATS: _seats,
    **meeting_messages.RENDERS,
    NoticeKind.WRITTEN_VOTE: written_vote,
    NoticeKind.WRITTEN_VOTE_NEWS: news,
    NoticeKind.BALLOT: ballot_message,
    NoticeKind.INVITATION: invitation,
    NoticeKind.PAPER: paper,
    NoticeKind.EXPORT: export_file,
}
