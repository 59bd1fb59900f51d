"""Extra meetings: called or cancelled with a reason, and the committee's channel is notified once."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from handlers.agenda import show_agenda_again
from handlers.blocks import calling as looks
from handlers.errors import blaming
from handlers.listening import Answer, Asked
from handlers.meeting_shown import SUBJECT, committee_of, show_meeting_again
from handlers.payloads import Click, Submission
from handlers.text.dates import today_of
from storage.agenda import agenda_of
from storage.calling import call_meeting, call_off, reason_of
from storage.committees import Committee, all_committees, committee_with
from storage.errors import DayWrong, NotAllowed
from storage.lineage import led_to
from storage.meetings import Meeting, meeting_with
from storage.notices import NoticeKind, tell
from storage.rights import may_set_meetings, need


def ask_to_call(asked: Asked, channel: str) -> Answer:
    """`/cn meeting extra`: open the form. Raises NotAllowed if the person sets no committee's meetings."""
    named = [(each.id, each.name) for each in own_committees(asked, channel)]
    return Answer(form=looks.call_form(asked.language, named, today_of(asked.now, asked.workspace.zone)))


def own_committees(asked: Asked, channel: str) -> list[Committee]:
    """Return the committees whose meetings the person may set, the one of `channel` first: a form preselects it.

    Raises NotAllowed if there are none.
    """
    every = all_committees(asked.session, asked.workspace.id)
    mine = [each for each in every if asked.person in may_set_meetings(asked.session, each)]
    if not mine:
        people = [person for each in every for person in may_set_meetings(asked.session, each)]
        raise NotAllowed("meeting", tuple(dict.fromkeys(person.slack_id for person in people)))
    return sorted(mine, key=lambda each: each.channel != channel)


def call_by_form(asked: Asked, form: Submission) -> Answer:
    """Call the extra meeting. Raises NotAllowed, Lacking, DayWrong for a past day or a day with a meeting."""
    fields = form.fields
    committee = committee_with(asked.session, asked.workspace.id, int(fields["committee"]))
    need(asked.person, may_set_meetings(asked.session, committee), "meeting")
    day, place, reason = date.fromisoformat(fields["day"]), fields.get("place", ""), fields.get("reason", "")
    with blaming("day"):
        if day < today_of(asked.now, asked.workspace.zone):
            raise DayWrong("passed")
        there = call_meeting(asked.session, committee, day, fields["at"], place, reason, asked.person, asked.now)
    _tell(asked, NoticeKind.CALLED, committee, there)
    return Answer()


def ask_to_call_off(asked: Asked, click: Click) -> Answer:
    """[회의 취소]: open the form that asks for the reason. Raises NotFound, NotAllowed."""
    there, committee = _to_set(asked, click.value)
    return Answer(form=looks.call_off_form(asked.language, committee.name, there.on, f"{there.id}:{there.version}"))


def call_off_by_form(asked: Asked, form: Submission) -> Answer:
    """Cancel the meeting and update the agendas that its items moved to.

    Raises Over if it is closed, Changed if another person edited it, Lacking without a reason.
    """
    number, version = form.carries.split(":")
    there, committee = _to_set(asked, number)
    today, reason = today_of(asked.now, asked.workspace.zone), form.fields.get("reason", "")
    call_off(asked.session, there, int(version), reason, asked.person, asked.now, today)
    _tell(asked, NoticeKind.CALLED_OFF, committee, there)
    show_meeting_again(asked.session, asked.workspace.id, there)
    for item in agenda_of(asked.session, there):
        for other in led_to(asked.session, item):
            show_agenda_again(asked.session, meeting_with(asked.session, asked.workspace.id, other.meeting_id))
    return Answer()


def why_called(session: Session, there: Meeting, kind: NoticeKind) -> str:
    """Return the reason given for calling or cancelling the meeting, depending on the notice's kind."""
    return reason_of(session, there, "called" if kind == NoticeKind.CALLED else "called_off")


def _to_set(asked: Asked, number: str) -> tuple[Meeting, Committee]:
    there = meeting_with(asked.session, asked.workspace.id, int(number))
    committee = committee_of(asked.session, there)
    need(asked.person, may_set_meetings(asked.session, committee), "meeting")
    return there, committee


def _tell(asked: Asked, kind: NoticeKind, committee: Committee, there: Meeting) -> None:
    city = asked.workspace.id
    tell(asked.session, city, kind, SUBJECT, there.id, committee.channel, asked.now, anchor=there.on)
