"""Meetings: the next ones, attendance, and moving them to another day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from handlers.blocks import meetings as looks
from handlers.blocks.parts import Block, escaped
from handlers.listening import Answer, Asked
from handlers.meeting_shown import SUBJECT, answers_for, committee_of, show_meeting_again, shown_meeting
from handlers.payloads import Click, Command, Submission, matched
from handlers.text.dates import say_day, today_of
from schedules.calendar import calendar_of
from schedules.planning import enter_meetings
from storage.attendance import answers_to
from storage.committees import all_committees
from storage.cycles import enter_default_cycles
from storage.errors import DayWrong, NotAllowed
from storage.meetings import Meeting, meeting_with, meetings_from
from storage.moving import move_meeting, moves_of
from storage.notices import NoticeKind, tell
from storage.rights import may_set_meetings, need

_SET = ("set", "정하기", "변경", "설정")
# A shorter notice causes a warning: members need this time for the papers.
_TOO_NEAR = timedelta(days=7)


def meeting(asked: Asked, command: Command) -> Answer:
    """`/cn meeting`: show each committee's next meeting; `/cn meeting set` moves one.

    With several meetings to move, each is shown with its button. Raises NotAllowed if the person may move none.
    """
    coming = next_of_each(asked)
    if matched(command.rest) in _SET:
        mine = [each for each in coming if _may_move(asked, each)]
        if not mine:
            every = (
                person
                for committee in all_committees(asked.session, asked.workspace.id)
                for person in may_set_meetings(asked.session, committee)
            )
            raise NotAllowed("meeting", tuple(dict.fromkeys(person.slack_id for person in every)))
        if len(mine) == 1:
            return Answer(form=_move_form(asked, mine[0]))
    return Answer(asked.say("meeting.title"), blocks=_next_blocks(asked, coming) or ())


def next_by_click(asked: Asked, _click: Click) -> Answer:
    """Show each committee's next meeting, as `/cn meeting` does."""
    return Answer(asked.say("meeting.title"), blocks=_next_blocks(asked, next_of_each(asked)) or ())


def next_of_each(asked: Asked) -> list[Meeting]:
    """Return the next meeting of each committee; enter it from the cycle if it has not been planned yet."""
    session, city, today = asked.session, asked.workspace, today_of(asked.now, asked.workspace.zone)
    with_one = {each.committee_id for each in meetings_from(session, city.id, today)}
    if with_one != {each.id for each in all_committees(session, city.id)}:
        enter_default_cycles(session, city.id)
        enter_meetings(session, city, calendar_of(city), today, asked.now)
    first: dict[int, Meeting] = {}
    for each in meetings_from(session, city.id, today):
        first.setdefault(each.committee_id, each)
    return list(first.values())


def _next_blocks(asked: Asked, coming: list[Meeting]) -> list[Block]:
    shown = []
    for each in coming:
        committee = committee_of(asked.session, each)
        member = answers_for(asked.session, committee, asked.person)
        answer = answers_to(asked.session, each).get(member.id) if member else None
        asks = f"{each.id}:{member.id}" if member else ""
        shown.append(
            (shown_meeting(asked.session, each), answer.coming if answer else "none", asks, _may_move(asked, each))
        )
    there = {each.committee_id for each in coming}
    nothing = [each.name for each in all_committees(asked.session, asked.workspace.id) if each.id not in there]
    return looks.next_meetings(asked.language, shown, nothing)


def ask_to_move(asked: Asked, click: Click) -> Answer:
    """[날짜 변경]: open the form. Raises NotFound, NotAllowed."""
    there = meeting_with(asked.session, asked.workspace.id, int(click.value))
    need(asked.person, may_set_meetings(asked.session, committee_of(asked.session, there)), "meeting")
    return Answer(form=_move_form(asked, there))


def move_by_form(asked: Asked, form: Submission) -> Answer:
    """Move the meeting. A holiday, short notice or a clash is a warning first; submitting the same day again confirms.

    Raises NotFound, NotAllowed, DayWrong for a past day, Changed.
    """
    number, version, warned = form.carries.split(":")
    there = meeting_with(asked.session, asked.workspace.id, int(number))
    committee = committee_of(asked.session, there)
    need(asked.person, may_set_meetings(asked.session, committee), "meeting")
    day, at, place = date.fromisoformat(form.fields["day"]), form.fields["at"], form.fields.get("place", "").strip()
    reason = " ".join(form.fields.get("reason", "").split())
    today = today_of(asked.now, asked.workspace.zone)
    if day < today:
        raise DayWrong("passed")
    warnings = _warnings(asked, there, day, today)
    if warnings and warned != day.isoformat():
        shown = shown_meeting(asked.session, there)
        entered = replace(shown, on=day, at=at, place=place)
        carries = f"{number}:{version}:{day.isoformat()}"
        return Answer(form=looks.move_form(asked.language, entered, carries, warnings, reason))
    before = there.on
    if move_meeting(asked.session, there, int(version), day, at, place, asked.person, asked.now, reason):
        tell(
            asked.session,
            asked.workspace.id,
            NoticeKind.MOVED,
            SUBJECT,
            there.id,
            committee.channel,
            asked.now,
            anchor=before,
            round=moves_of(asked.session, there),
        )
    show_meeting_again(asked.session, asked.workspace.id, there)
    return Answer()


def _warnings(asked: Asked, there: Meeting, day: date, today: date) -> list[str]:
    calendar, shown = calendar_of(asked.workspace), say_day(asked.language, day)
    warnings = []
    if calendar.days.is_off(day):
        name = calendar.days.name_of(day) or asked.say("meeting.weekend")
        warnings.append(asked.say("meeting.day_off", day=shown, name=name))
    if day - today < _TOO_NEAR:
        warnings.append(asked.say("meeting.too_near", days=(day - today).days))
    for other in meetings_from(asked.session, asked.workspace.id, day):
        if other.on == day and other is not there:
            warnings.append(
                asked.say("meeting.clash", committee=escaped(committee_of(asked.session, other).name), at=other.at)
            )
    return warnings


def _move_form(asked: Asked, there: Meeting) -> Block:
    return looks.move_form(asked.language, shown_meeting(asked.session, there), f"{there.id}:{there.version}:")


def _may_move(asked: Asked, there: Meeting) -> bool:
    return asked.person.id in {each.id for each in may_set_meetings(asked.session, committee_of(asked.session, there))}
