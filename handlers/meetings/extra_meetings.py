"""Extra meetings: called or cancelled with a reason, and the committee's channel is notified once."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from handlers.meetings.blocks import extra_meetings as extra_meetings_blocks
from handlers.meetings.view import committee_of
from handlers.slack.errors import blaming
from handlers.slack.payloads import Click, Submission
from handlers.slack.requests import Request, Response
from handlers.text.dates import today_of
from storage.admin.permissions import may_set_meetings, need
from storage.db.errors import NotAllowed
from storage.meetings.extra_meetings import call_meeting, call_off, reason_of
from storage.meetings.meetings import Appointment, Meeting, meeting_with
from storage.organisation.committees import Committee, all_committees, committee_with
from storage.outbox.notices import NoticeKind


def ask_to_call(request: Request, channel: str) -> Response:
    """`/cn meeting extra`: open the form. Raises NotAllowed if the person sets no committee's meetings."""
    named = [(each.id, each.name) for each in own_committees(request, channel)]
    return Response(
        form=extra_meetings_blocks.call_form(request.language, named, today_of(request.now, request.workspace.zone))
    )


def own_committees(request: Request, channel: str) -> list[Committee]:
    """Return the committees whose meetings the person may set, the one of `channel` first: a form preselects it.

    Raises NotAllowed if there are none.
    """
    every = all_committees(request.session, request.workspace.id)
    mine = [each for each in every if request.person in may_set_meetings(request.session, each)]
    if not mine:
        people = [person for each in every for person in may_set_meetings(request.session, each)]
        raise NotAllowed("meeting", tuple(dict.fromkeys(person.slack_id for person in people)))
    return sorted(mine, key=lambda each: each.channel != channel)


def call_by_form(request: Request, form: Submission) -> Response:
    """Call the extra meeting. Raises NotAllowed, Lacking, DayWrong for a past day or a day with a meeting."""
    fields = form.fields
    committee = committee_with(request.session, request.workspace.id, int(fields["committee"]))
    need(request.person, may_set_meetings(request.session, committee), "meeting")
    place, reason = fields.get("place", ""), fields.get("reason", "")
    wanted = Appointment(date.fromisoformat(fields["day"]), fields["at"], place, reason)
    today = today_of(request.now, request.workspace.zone)
    with blaming("day"):
        call_meeting(request.session, committee, wanted, request.person, request.now, today)
    return Response()


def ask_to_call_off(request: Request, click: Click) -> Response:
    """[회의 취소]: open the form that asks for the reason. Raises NotFound, NotAllowed."""
    there, committee = _to_set(request, click.value)
    return Response(
        form=extra_meetings_blocks.call_off_form(
            request.language, committee.name, there.on, f"{there.id}:{there.version}"
        )
    )


def call_off_by_form(request: Request, form: Submission) -> Response:
    """Cancel the meeting.

    Raises Over if it is closed, Changed if another person edited it, Lacking without a reason.
    """
    number, version = form.carries.split(":")
    there, _ = _to_set(request, number)
    today, reason = today_of(request.now, request.workspace.zone), form.fields.get("reason", "")
    call_off(request.session, there, int(version), reason, request.person, request.now, today)
    return Response()


def why_called(session: Session, there: Meeting, kind: NoticeKind) -> str:
    """Return the reason given for calling or cancelling the meeting, depending on the notice's kind."""
    return reason_of(session, there, "called" if kind == NoticeKind.CALLED else "called_off")


def _to_set(request: Request, number: str) -> tuple[Meeting, Committee]:
    there = meeting_with(request.session, request.workspace.id, int(number))
    committee = committee_of(request.session, there)
    need(request.person, may_set_meetings(request.session, committee), "meeting")
    return there, committee
