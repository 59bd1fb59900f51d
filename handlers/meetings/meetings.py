"""Meetings: the next ones, attendance, and moving them to another day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.meetings.blocks import meetings as meetings_blocks
from handlers.meetings.view import committee_of, meeting_view
from handlers.slack.blocks import Block, escaped
from handlers.slack.payloads import Click, Command, Submission, matched
from handlers.slack.requests import Request, Response
from handlers.text.dates import say_day, today_of
from schedules.calendar import calendar_of
from schedules.rules.meetings import is_short_notice
from schedules.upkeep import enter_meetings
from storage.admin.permissions import may_set_meetings, need
from storage.db.errors import NotAllowed
from storage.meetings.attendance import answers_to
from storage.meetings.cycles import enter_default_cycles
from storage.meetings.meetings import Appointment, Meeting, meeting_with, meetings_from, need_day_to_come
from storage.meetings.rescheduling import move_meeting
from storage.organisation.committees import all_committees
from storage.organisation.seats import answers_for

_SET = ("set", "정하기", "변경", "설정")


def meeting(request: Request, command: Command) -> Response:
    """`/cn meeting`: show each committee's next meeting; `/cn meeting set` moves one.

    With several meetings to move, each is shown with its button. Raises NotAllowed if the person may move none.
    """
    coming = next_of_each(request)
    if matched(command.rest) in _SET:
        mine = [each for each in coming if may_set(request, each)]
        if not mine:
            every = (
                person
                for committee in all_committees(request.session, request.workspace.id)
                for person in may_set_meetings(request.session, committee)
            )
            raise NotAllowed("meeting", tuple(dict.fromkeys(person.slack_id for person in every)))
        if len(mine) == 1:
            return Response(form=_move_form(request, mine[0]))
    return Response(request.say("meeting.title"), blocks=_next_blocks(request, coming) or ())


def next_by_click(request: Request, _click: Click) -> Response:
    """Show each committee's next meeting, as `/cn meeting` does."""
    return Response(request.say("meeting.title"), blocks=_next_blocks(request, next_of_each(request)) or ())


def next_of_each(request: Request) -> list[Meeting]:
    """Return the next meeting of each committee; enter it from the cycle if it has not been planned yet."""
    session, city, today = request.session, request.workspace, today_of(request.now, request.workspace.zone)
    with_one = {each.committee_id for each in meetings_from(session, city.id, today)}
    if with_one != {each.id for each in all_committees(session, city.id)}:
        enter_default_cycles(session, city.id)
        enter_meetings(session, city, calendar_of(city), today, request.now)
    first: dict[int, Meeting] = {}
    for each in meetings_from(session, city.id, today):
        first.setdefault(each.committee_id, each)
    return list(first.values())


def _next_blocks(request: Request, coming: list[Meeting]) -> list[Block]:
    shown = []
    for each in coming:
        committee = committee_of(request.session, each)
        member = answers_for(request.session, committee, request.person)
        answer = answers_to(request.session, each).get(member.id) if member else None
        asks = f"{each.id}:{member.id}" if member else ""
        shown.append(
            (meeting_view(request.session, each), answer.coming if answer else "none", asks, may_set(request, each))
        )
    there = {each.committee_id for each in coming}
    nothing = [each.name for each in all_committees(request.session, request.workspace.id) if each.id not in there]
    return meetings_blocks.next_meetings(request.language, shown, nothing)


def ask_to_move(request: Request, click: Click) -> Response:
    """[날짜 변경]: open the form. Raises NotFound, NotAllowed."""
    there = meeting_with(request.session, request.workspace.id, int(click.value))
    need(request.person, may_set_meetings(request.session, committee_of(request.session, there)), "meeting")
    return Response(form=_move_form(request, there))


def move_by_form(request: Request, form: Submission) -> Response:
    """Move the meeting. A holiday, short notice or a clash is a warning first; submitting the same day again confirms.

    Raises NotFound, NotAllowed, DayWrong for a past day, Changed.
    """
    number, version, warned = form.carries.split(":")
    there = meeting_with(request.session, request.workspace.id, int(number))
    need(request.person, may_set_meetings(request.session, committee_of(request.session, there)), "meeting")
    fields = form.fields
    place, reason = fields.get("place", "").strip(), " ".join(fields.get("reason", "").split())
    wanted = Appointment(date.fromisoformat(fields["day"]), fields["at"], place, reason)
    today = today_of(request.now, request.workspace.zone)
    need_day_to_come(wanted.day, today)  # before the warnings, which ask whether the day is meant
    warnings = _warnings(request, there, wanted.day, today)
    if warnings and warned != wanted.day.isoformat():
        shown = meeting_view(request.session, there)
        entered = replace(shown, on=wanted.day, at=wanted.at, place=wanted.place)
        carries = f"{number}:{version}:{wanted.day.isoformat()}"
        return Response(form=meetings_blocks.move_form(request.language, entered, carries, warnings, reason))
    move_meeting(request.session, there, int(version), wanted, request.person, request.now, today)
    return Response()


def _warnings(request: Request, there: Meeting, day: date, today: date) -> list[str]:
    calendar, shown = calendar_of(request.workspace), say_day(request.language, day)
    warnings = []
    if calendar.days.is_off(day):
        name = calendar.days.name_of(day) or request.say("meeting.weekend")
        warnings.append(request.say("meeting.day_off", day=shown, name=name))
    if is_short_notice(day, today):
        warnings.append(request.say("meeting.too_near", days=(day - today).days))
    for other in meetings_from(request.session, request.workspace.id, day):
        if other.on == day and other is not there:
            warnings.append(
                request.say("meeting.clash", committee=escaped(committee_of(request.session, other).name), at=other.at)
            )
    return warnings


def _move_form(request: Request, there: Meeting) -> Block:
    return meetings_blocks.move_form(
        request.language, meeting_view(request.session, there), f"{there.id}:{there.version}:"
    )


def may_set(request: Request, there: Meeting) -> bool:
    """Return whether the person may set the meeting: its date and its agenda."""
    return request.person.id in {
        each.id for each in may_set_meetings(request.session, committee_of(request.session, there))
    }
