"""What a message says, in its reader's language, from what it carries and the books as they are now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.blocks import meetings as meeting_looks
from handlers.blocks.committees import seats_notice
from handlers.blocks.issues import card, heading, receipt
from handlers.blocks.parts import Block, escaped
from handlers.blocks.reminders import by_urgency, reminder
from handlers.committees import shown_committee, waiting_seats
from handlers.issues import shown
from handlers.meetings import shown_meeting
from handlers.reading import Reading
from handlers.reminders import line_of
from handlers.text import say
from handlers.text.dates import say_day, today_of
from schedules.delivery import NothingToSay
from storage.committees import Committee
from storage.issues import Issue
from storage.meetings import meeting_with, moves_of
from storage.notices import Notice, NoticeKind
from storage.workspaces import Workspace

_FALLBACK_LIMIT = 150


@dataclass(frozen=True)
class Rendered:
    text: str
    blocks: list[Block]


@dataclass(frozen=True)
class Rendering:
    """`link_to_card` asks Slack where an issue's card stands; `is_first` until the message has been posted."""

    session: Session
    workspace: Workspace
    language: str
    now: datetime
    is_first: bool
    link_to_card: Callable[[Notice], str]

    def of(self, notices: list[Notice], message_id: int) -> Rendered:
        """Raises NothingToSay when none of it is true any more and nothing has been posted."""
        match notices[0].kind:
            case NoticeKind.CARD | NoticeKind.RECEIPT:
                return self._issue(notices[0])
            case NoticeKind.SEATS:
                return self._seats(notices[0])
            case NoticeKind.MEETING:
                return self._meeting(notices[0])
            case NoticeKind.MOVED:
                return self._moved(notices[0])
            case _:
                return self._reminder(notices, message_id)

    def _say(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)

    def _issue(self, notice: Notice) -> Rendered:
        issue = self.session.get_one(Issue, notice.subject_id)
        is_card = notice.kind == NoticeKind.CARD
        seen = shown(self.session, self.workspace, issue, "" if is_card else self.link_to_card(notice))
        blocks = (card if is_card else receipt)(self.language, seen)
        return Rendered(f"{heading(self.language, seen)}: {escaped(issue.text[:_FALLBACK_LIMIT])}", blocks)

    def _seats(self, notice: Notice) -> Rendered:
        committee = self.session.get_one(Committee, notice.subject_id)
        waiting = waiting_seats(self.session, committee)
        blocks = seats_notice(self.language, shown_committee(self.session, committee), waiting)
        return Rendered(self._say("seats.title"), blocks)

    def _meeting(self, notice: Notice) -> Rendered:
        line = line_of(self._reading(), notice)
        if self.is_first and not line.is_open:
            raise NothingToSay
        meeting = shown_meeting(self.session, meeting_with(self.session, self.workspace.id, notice.subject_id))
        if meeting.on != notice.anchor:  # moved since: what was sent stays as it was, but for its buttons
            meeting = meeting_looks.MeetingShown(
                meeting.id, meeting.committee, notice.anchor, meeting.at, meeting.place, meeting.said
            )
        left = self._reading().left(notice.anchor)
        return Rendered(line.text, meeting_looks.notice(self.language, meeting, left, is_open=line.is_open))

    def _moved(self, notice: Notice) -> Rendered:
        meeting = meeting_with(self.session, self.workspace.id, notice.subject_id)
        shown = shown_meeting(self.session, meeting)
        text = self._say("meeting.moved", committee=escaped(shown.committee))
        fallback = f"{text}: {say_day(self.language, shown.on)} {shown.at}"
        is_last = moves_of(self.session, meeting) == notice.round
        return Rendered(fallback, meeting_looks.moved(self.language, shown, notice.anchor, is_last=is_last))

    def _reminder(self, notices: list[Notice], message_id: int) -> Rendered:
        lines = [line_of(self._reading(), notice) for notice in notices]
        if self.is_first:
            lines = [line for line in lines if line.is_open]
        if not lines:
            raise NothingToSay
        first = by_urgency(lines)[0].text.splitlines()[0]
        fallback = f"{self._say('reminder.title', count=len(lines))} {first}"
        return Rendered(fallback, reminder(self.language, lines, message_id))

    def _reading(self) -> Reading:
        return Reading(self.session, self.workspace, self.language, today_of(self.now, self.workspace.zone))
