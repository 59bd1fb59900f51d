"""Answers about attendance: by button, by reaction and by form."""

from __future__ import annotations

from handlers.meetings.blocks import meetings as meetings_blocks
from handlers.meetings.view import committee_of
from handlers.slack.blocks import escaped
from handlers.slack.payloads import Click, Submission
from handlers.slack.requests import Request, Response
from handlers.text.dates import say_day, today_of
from storage.db.errors import NotAllowed
from storage.meetings.attendance import Answer, Coming, answer_meeting, remove_answer
from storage.meetings.meetings import Meeting, meeting_with
from storage.meetings.posted import show_meeting_again
from storage.organisation.people import Person, person_of
from storage.organisation.seats import answers_for


def answer_by_click(request: Request, click: Click) -> Response:
    """[참석], [불참], [대리참석] on a notice, a reminder or `/cn meeting`: record the answer.

    [대리참석] also opens a form that asks for the proxy. Raises NotFound, NotAllowed, Over.
    """
    coming = Coming(click.action.removeprefix("meeting."))
    there, member = _asked_about(request, click.value)
    if member is None:
        raise NotAllowed("attend", ())
    said = record(request, there, member, coming)
    if coming == Coming.PROXY:
        return Response(said.text, meetings_blocks.proxy_form(request.language, f"{there.id}:{member.id}"))
    return said


def record(request: Request, there: Meeting, member: Person, coming: Coming, proxy: Person | None = None) -> Response:
    """Record an answer about attendance; a later answer replaces it. Return the confirmation.

    Raises Over if the meeting is over or was cancelled.
    """
    today = today_of(request.now, request.workspace.zone)
    answer_meeting(request.session, there, member, Answer(coming, proxy), request.person, request.now, today)
    show_meeting_again(request.session, there)
    text = _recorded(request, there, member, coming, proxy)
    return Response(text, blocks=meetings_blocks.recorded(request.language, text, f"{there.id}:{member.id}", coming))


def remove(request: Request, there: Meeting, member: Person) -> Response:
    """Delete a member's answer about attendance and return the confirmation; without an answer nothing changes."""
    remove_answer(request.session, there, member, request.person, request.now)
    show_meeting_again(request.session, there)
    text = request.say("meeting.answer_removed", committee=escaped(committee_of(request.session, there).name))
    return Response(text, blocks=meetings_blocks.recorded(request.language, text, f"{there.id}:{member.id}", ""))


def proxy_by_form(request: Request, form: Submission) -> Response:
    """Record the proxy who attends for the member. Raises NotFound, NotAllowed, Over."""
    there, member = _asked_about(request, form.carries)
    if member is None:
        raise NotAllowed("attend", ())
    proxy = person_of(request.session, request.workspace.id, form.fields["proxy"])
    record(request, there, member, Coming.PROXY, proxy)
    return Response()


def _asked_about(request: Request, value: str) -> tuple[Meeting, Person | None]:
    """Read a button's "meeting:member"; member 0 is the person who pressed it.

    The member is None if this person may not answer for them. Raises NotFound.
    """
    number, _, member_id = value.partition(":")
    there = meeting_with(request.session, request.workspace.id, int(number))
    mine = answers_for(request.session, committee_of(request.session, there), request.person)
    return there, mine if mine is not None and member_id in ("0", str(mine.id)) else None


def _recorded(request: Request, there: Meeting, member: Person, coming: Coming, proxy: Person | None) -> str:
    values = {
        "committee": escaped(committee_of(request.session, there).name),
        "day": say_day(request.language, there.on),
    }
    said = request.say("meeting.recorded", coming=request.say(f"coming.{coming}"), **values)
    if member is not request.person:
        said = request.say("meeting.recorded_for", member=f"<@{member.slack_id}>", said=said)
    return f"{said} → <@{proxy.slack_id}>" if proxy is not None else said
