"""Answers about attendance: by button, by reaction and by form."""

from __future__ import annotations

from handlers.blocks import meetings as looks
from handlers.blocks.parts import escaped
from handlers.listening import Answer, Asked
from handlers.meeting_shown import answers_for, committee_of, show_meeting_again
from handlers.payloads import Click, Submission
from handlers.text.dates import say_day, today_of
from storage.attendance import Coming, answer_meeting, take_answer_back
from storage.errors import NotAllowed
from storage.meetings import Meeting, meeting_with
from storage.people import Person, person_of


def answer_by_click(asked: Asked, click: Click) -> Answer:
    """[참석], [불참], [대리참석] on a notice, a reminder or `/cn meeting`: record the answer.

    [대리참석] also opens a form that asks for the proxy. Raises NotFound, NotAllowed, Over.
    """
    coming = Coming(click.action.removeprefix("meeting."))
    there, member = _asked_about(asked, click.value)
    if member is None:
        raise NotAllowed("attend", ())
    said = record(asked, there, member, coming)
    if coming == Coming.PROXY:
        return Answer(said.text, looks.proxy_form(asked.language, f"{there.id}:{member.id}"))
    return said


def record(asked: Asked, there: Meeting, member: Person, coming: Coming, proxy: Person | None = None) -> Answer:
    """Record an answer about attendance; a later answer replaces it. Return the confirmation.

    Raises Over if the meeting is over or was cancelled.
    """
    today = today_of(asked.now, asked.workspace.zone)
    answer_meeting(asked.session, there, member, coming, asked.person, asked.now, today, proxy)
    show_meeting_again(asked.session, asked.workspace.id, there)
    text = _recorded(asked, there, member, coming, proxy)
    return Answer(text, blocks=looks.recorded(asked.language, text, f"{there.id}:{member.id}", coming))


def take_back(asked: Asked, there: Meeting, member: Person) -> Answer:
    """Delete a member's answer about attendance and return the confirmation; without an answer nothing changes."""
    take_answer_back(asked.session, there, member, asked.person, asked.now)
    show_meeting_again(asked.session, asked.workspace.id, there)
    text = asked.say("meeting.taken_back", committee=escaped(committee_of(asked.session, there).name))
    return Answer(text, blocks=looks.recorded(asked.language, text, f"{there.id}:{member.id}", ""))


def proxy_by_form(asked: Asked, form: Submission) -> Answer:
    """Record the proxy who attends for the member. Raises NotFound, NotAllowed, Over."""
    there, member = _asked_about(asked, form.carries)
    if member is None:
        raise NotAllowed("attend", ())
    proxy = person_of(asked.session, asked.workspace.id, form.fields["proxy"])
    record(asked, there, member, Coming.PROXY, proxy)
    return Answer()


def _asked_about(asked: Asked, value: str) -> tuple[Meeting, Person | None]:
    """Read a button's "meeting:member"; member 0 is the person who pressed it.

    The member is None if this person may not answer for them. Raises NotFound.
    """
    number, _, member_id = value.partition(":")
    there = meeting_with(asked.session, asked.workspace.id, int(number))
    mine = answers_for(asked.session, committee_of(asked.session, there), asked.person)
    return there, mine if mine is not None and member_id in ("0", str(mine.id)) else None


def _recorded(asked: Asked, there: Meeting, member: Person, coming: Coming, proxy: Person | None) -> str:
    values = {"committee": escaped(committee_of(asked.session, there).name), "day": say_day(asked.language, there.on)}
    said = asked.say("meeting.recorded", coming=asked.say(f"coming.{coming}"), **values)
    if member is not asked.person:
        said = asked.say("meeting.recorded_for", member=f"<@{member.slack_id}>", said=said)
    return f"{said} → <@{proxy.slack_id}>" if proxy is not None else said
