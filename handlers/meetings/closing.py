"""What happens when a meeting is closed: post results, move items, notify the people concerned."""

from __future__ import annotations

from handlers.action_items.action_items import notify_assigned
from handlers.meetings.briefs import notify_committee_above
from handlers.meetings.decisions import RESULTS, settle
from handlers.meetings.task_news import notify_owners
from handlers.meetings.view import committee_of
from handlers.slack.requests import Request
from storage.action_items.action_items import actions_of
from storage.meetings.agenda import agenda_of
from storage.meetings.meetings import Meeting
from storage.outbox.notices import NoticeKind, Topic, notify


def conclude(request: Request, there: Meeting) -> None:
    """Move the items of a closed meeting, post its results, and notify owners and the higher committee's secretary."""
    settle(request, there, agenda_of(request.session, there))
    channel = committee_of(request.session, there).channel
    results = Topic(NoticeKind.RESULTS, RESULTS, there.id)
    notify(request.session, request.workspace.id, results, channel, request.now)
    notify_assigned(request, actions_of(request.session, there))
    notify_owners(request, there)
    notify_committee_above(request, there)
