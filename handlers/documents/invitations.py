"""Calendar invitations: a file under the message that invites, or sent to a member's proxy."""

from __future__ import annotations

from handlers.documents.papers import calendar_file
from handlers.meetings.view import committee_of
from handlers.slack.outgoing import OutgoingFile, Rendered, Rendering
from handlers.text.dates import say_day
from schedules.delivery import NothingToSay
from storage.meetings.attendance import answers_to
from storage.meetings.invitations import RELEASED
from storage.meetings.meetings import Meeting, MeetingState, meeting_with
from storage.organisation.people import Person
from storage.outbox.notices import Notice


def invitation(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render the invitation from the meeting as it is when posted. Raises NothingToSay after the meeting's day."""
    (notice, *_) = notices
    there = meeting_with(rendering.session, rendering.workspace.id, notice.subject_id)
    if there.on < rendering.reading.today:
        raise NothingToSay
    is_off = notice.subject == RELEASED or there.state == MeetingState.CANCELLED
    name, content = calendar_file(rendering, there, cancelled=is_off)
    return Rendered(_said(rendering, there, notice), [], file=OutgoingFile(alt=name, make=lambda: (name, content)))


def _said(rendering: Rendering, there: Meeting, notice: Notice) -> str:
    values = {"committee": committee_of(rendering.session, there).name, "place": there.place or "-"}
    values["when"] = f"{say_day(rendering.language, there.on)} {there.at}"
    if there.state == MeetingState.CANCELLED:
        return rendering.say("invitation.called_off", **values)
    if notice.subject == RELEASED:
        return rendering.say("invitation.released", **values)
    member = _comes_for(rendering, there, notice.recipient)
    if member:
        return rendering.say("invitation.proxy", member=member, **values)
    return rendering.say("invitation.changed" if notice.repeat else "invitation.file", **values)


def _comes_for(rendering: Rendering, there: Meeting, recipient: str) -> str:
    """Return a mention of the member for whom the recipient comes as proxy; "" if they are no proxy."""
    for answer in answers_to(rendering.session, there).values():
        proxy = rendering.session.get(Person, answer.proxy_id) if answer.proxy_id else None
        if proxy is not None and proxy.slack_id == recipient:
            return f"<@{rendering.session.get_one(Person, answer.person_id).slack_id}>"
    return ""
