"""A written vote's messages in the channel."""

from __future__ import annotations

from datetime import date

from handlers.agenda import lines_of
from handlers.ballots import until
from handlers.blocks import procedures as looks
from handlers.blocks.parts import escaped
from handlers.meeting_shown import committee_of
from handlers.rendered import Rendered, Rendering
from handlers.text.dates import say_day
from storage.agenda import agenda_of
from storage.ballots import still_owing
from storage.calling import reason_of
from storage.history import History
from storage.meetings import Meeting, MeetingState, meeting_with
from storage.notices import Notice
from storage.quorum import head_count


def procedure(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render the vote's message: deadline, items, how many have answered, and the state after its end."""
    there = meeting_with(rendering.session, rendering.workspace.id, notices[0].subject_id)
    committee = committee_of(rendering.session, there).name
    heads = head_count(rendering.session, there)
    shown = looks.ProcedureShown(
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
    title = rendering.say("procedure.heading", committee=escaped(committee))
    return Rendered(f"{title}: {shown.until}", looks.procedure(rendering.language, shown))


def _state(rendering: Rendering, there: Meeting) -> str:
    if there.state == MeetingState.CANCELLED:
        reason = reason_of(rendering.session, there, "called_off")
        return rendering.say("procedure.called_off", reason=escaped(reason))
    if there.state == MeetingState.OPEN:
        return ""
    heads = head_count(rendering.session, there)
    return rendering.say("procedure.closed", present=heads.present, members=heads.members)


def news(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render the message about a new deadline or a cancellation, with its reason."""
    hop = rendering.session.get_one(History, notices[0].round)
    if hop.action == "extended":
        day = say_day(rendering.language, date.fromisoformat(str(hop.after["on"])))
        text = rendering.say("procedure.extended", day=day, at=hop.after["at"])
    else:
        text = rendering.say("procedure.is_called_off")
    reason = str(hop.after.get("reason", ""))
    return Rendered(f"{text} {escaped(reason)}", looks.news(text, reason))
