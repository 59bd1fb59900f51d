"""Votes counted at a meeting: how a secretary types them, and warnings before they are saved."""

from __future__ import annotations

import re

from handlers.slack.requests import Request
from storage.db.errors import DecisionWrong
from storage.decisions.decisions import Votes
from storage.decisions.head_count import head_count
from storage.meetings.agenda import APPROVED, AgendaItem, AgendaKind, Outcome
from storage.meetings.meetings import Meeting, MeetingKind
from storage.meetings.votes import is_carried

_DECIDES = (*APPROVED, Outcome.REJECTED, Outcome.SENT_UP)
_NUMBER = re.compile(r"\d{1,4}")


def votes_typed(typed: str) -> Votes | None:
    """Read votes for, votes against and abstentions, as `7/2/1` or `찬성 7 반대 2`; None if nothing is typed.

    Raises DecisionWrong unless there are two or three numbers.
    """
    numbers = [int(each) for each in _NUMBER.findall(typed)]
    if not typed.strip():
        return None
    if len(numbers) not in (2, 3):
        raise DecisionWrong("votes")
    return Votes(*numbers)


def votes_text(item: AgendaItem) -> str:
    """Return the item's counted votes as `7/2/1`, or "" if none are stored."""
    return "" if item.ayes is None else f"{item.ayes}/{item.nays}/{item.others}"


def without_right(request: Request, there: Meeting, item: AgendaItem, outcome: str, votes: Votes | None) -> list[str]:
    """Return warnings why a decision may be invalid, as mrkdwn lines.

    They never block it, because attendance may be corrected afterwards. A written vote is counted by the bot and has
    none.
    """
    if item.kind != AgendaKind.DELIBERATION or there.kind == MeetingKind.WRITTEN:
        return []
    heads, found = head_count(request.session, there), []
    if outcome in _DECIDES and not heads.is_reached:
        values = {"present": heads.present, "members": heads.members, "needed": heads.needed}
        found.append(request.say("quorum.decided_without", **values))
    if votes is None:
        return found
    given = votes.ayes + votes.nays + votes.others
    if given > heads.present:
        found.append(request.say("quorum.more_votes", votes=given, present=heads.present))
    carried = outcome in (*APPROVED, Outcome.SENT_UP)
    if carried and heads.needed and not is_carried(votes.ayes, max(heads.present, given)):
        found.append(request.say("quorum.no_majority", ayes=votes.ayes, present=max(heads.present, given)))
    return found
