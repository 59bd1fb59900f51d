"""What happens when a meeting is closed: post results, move items, notify the people concerned."""

from __future__ import annotations

from handlers.action_items import tell_assigned
from handlers.briefs import tell_above
from handlers.decisions import RESULTS, settle
from handlers.listening import Asked
from handlers.meeting_shown import committee_of
from handlers.owners import tell_owners
from storage.action_items import actions_of
from storage.agenda import agenda_of
from storage.meetings import Meeting
from storage.notices import NoticeKind, tell


def conclude(asked: Asked, there: Meeting) -> None:
    """Move the items of a closed meeting, post its results, and notify owners and the higher committee's secretary."""
    settle(asked, there, agenda_of(asked.session, there))
    channel = committee_of(asked.session, there).channel
    tell(asked.session, asked.workspace.id, NoticeKind.RESULTS, RESULTS, there.id, channel, asked.now)
    tell_assigned(asked, actions_of(asked.session, there))
    tell_owners(asked, there)
    tell_above(asked, there)
