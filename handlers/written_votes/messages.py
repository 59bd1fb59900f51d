"""A written vote's messages in the channel."""

from __future__ import annotations

from datetime import date

from handlers.meetings.agenda import lines_of
from handlers.meetings.view import committee_of
from handlers.slack.blocks import escaped
from handlers.slack.outgoing import Rendered, Rendering
from handlers.text import say
from handlers.text.dates import say_day
from handlers.written_votes import blocks as written_vote_blocks
from handlers.written_votes.ballots import until
from storage.decisions.head_count import head_count
from storage.history import History
from storage.meetings.agenda import agenda_of
from storage.meetings.extra_meetings import reason_of
from storage.meetings.meetings import Meeting, MeetingState, meeting_with
from storage.meetings.votes import Tally, Verdict
from storage.outbox.notices import Notice
from storage.written_votes.ballots import still_owing


def written_vote(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render the vote's message: deadline, items, how many have answered, and the state after its end."""
    there = meeting_with(rendering.session, rendering.workspace.id, notices[0].subject_id)
    committee = committee_of(rendering.session, there).name
    heads = head_count(rendering.session, there)
    shown = written_vote_blocks.WrittenVoteView(
        meeting_id=there.id,
        committee=committee,
        until=until(rendering.language, there),
        reason=reason_of(rendering.session, there, "called"),
        lines=lines_of(rendering.session, rendering.language, agenda_of(rendering.session, there)),
        done=heads.members - len(still_owing(rendering.session, there)),
        members=heads.members,
        needed=heads.needed,
        sends_up=there.sends_up,
        state=_state(rendering, there),
    )
    title = rendering.say("written_vote.heading", committee=escaped(committee))
    return Rendered(f"{title}: {shown.until}", written_vote_blocks.written_vote(rendering.language, shown))


def _state(rendering: Rendering, there: Meeting) -> str:
    match MeetingState(there.state):
        case MeetingState.CANCELLED:
            reason = reason_of(rendering.session, there, "called_off")
            return rendering.say("written_vote.called_off", reason=escaped(reason))
        case MeetingState.PLANNED | MeetingState.OPEN:
            return ""
        case MeetingState.CLOSED:
            heads = head_count(rendering.session, there)
            return rendering.say("written_vote.closed", present=heads.present, members=heads.members)


def why_not_decided(language: str, tally: Tally, came: Verdict, needed: int) -> str:
    """Return why an item was not approved, in the city's language, because the text is stored."""
    key = "written_vote.why.lost" if came == Verdict.LOST else "written_vote.why.no_quorum"
    values = {"needed": needed} if came == Verdict.NO_QUORUM else {"ayes": tally.ayes}
    return say(language, key, given=tally.given, **values)


def news(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render the message about a new deadline or a cancellation, with its reason."""
    entry = rendering.session.get_one(History, notices[0].cause_id)
    if entry.action == "extended":
        day = say_day(rendering.language, date.fromisoformat(str(entry.after["on"])))
        text = rendering.say("written_vote.extended", day=day, at=entry.after["at"])
    else:
        text = rendering.say("written_vote.is_called_off")
    reason = str(entry.after.get("reason", ""))
    return Rendered(f"{text} {escaped(reason)}", written_vote_blocks.news(text, reason))
