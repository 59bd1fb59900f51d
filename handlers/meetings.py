"""Meetings: what is next, who comes, and the day they are moved to."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from handlers.blocks import meetings as looks
from handlers.blocks.parts import Block, escaped
from handlers.listening import Answer, Asked
from handlers.payloads import Click, Command, Submission, matched
from handlers.text.dates import say_day, today_of
from schedules.calendar import calendar_of
from schedules.planning import enter_meetings
from storage.committees import Committee, all_committees
from storage.cycles import enter_default_cycles
from storage.errors import DayWrong, NotAllowed
from storage.meetings import (
    Coming,
    Meeting,
    MeetingState,
    answer_meeting,
    answers_to,
    meeting_on,
    meeting_with,
    meetings_from,
    move_meeting,
    moves_of,
    take_answer_back,
)
from storage.notices import Notice, NoticeKind, show_again, tell
from storage.people import Person, everybody, person_of
from storage.rights import may_set_meetings, need
from storage.seats import Part, Seat, seats_of

SUBJECT = "meeting"
_SET = ("set", "정하기", "변경", "설정")
# A shorter notice than the papers need is pointed out.
_TOO_NEAR = timedelta(days=7)


def meeting(asked: Asked, command: Command) -> Answer:
    """`/cn meeting`: what is next for each committee; `/cn meeting set` moves one."""
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
    return Answer(asked.say("meeting.title"), blocks=_next_blocks(asked, next_of_each(asked)) or ())


def next_of_each(asked: Asked) -> list[Meeting]:
    """The next meeting of each committee, entered from its cycle where planning has not come to it yet."""
    session, city, today = asked.session, asked.workspace, today_of(asked.now, asked.workspace.zone)
    with_one = {each.committee_id for each in meetings_from(session, city.id, today)}
    if with_one != {each.id for each in all_committees(session, city.id)}:
        enter_default_cycles(session, city.id)
        enter_meetings(session, city, calendar_of(city), today)
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


def answer_by_click(asked: Asked, click: Click) -> Answer:
    """[참석] [불참] [대리참석] on a notice, a reminder or `/cn meeting`."""
    coming = Coming(click.action.removeprefix("meeting."))
    there, member = _asked_about(asked, click.value)
    if member is None:
        raise NotAllowed("attend", ())
    said = record(asked, there, member, coming)
    if coming == Coming.PROXY:
        return Answer(said.text, looks.proxy_form(asked.language, f"{there.id}:{member.id}"))
    return said


def record(asked: Asked, there: Meeting, member: Person, coming: Coming, proxy: Person | None = None) -> Answer:
    """Raises Over."""
    today = today_of(asked.now, asked.workspace.zone)
    answer_meeting(asked.session, there, member, coming, asked.person, asked.now, today, proxy)
    show_meeting_again(asked.session, asked.workspace.id, there)
    text = _recorded(asked, there, member, coming, proxy)
    return Answer(text, blocks=looks.recorded(asked.language, text, f"{there.id}:{member.id}", coming))


def take_back(asked: Asked, there: Meeting, member: Person) -> Answer:
    take_answer_back(asked.session, there, member, asked.person, asked.now)
    show_meeting_again(asked.session, asked.workspace.id, there)
    text = asked.say("meeting.taken_back", committee=escaped(committee_of(asked.session, there).name))
    return Answer(text, blocks=looks.recorded(asked.language, text, f"{there.id}:{member.id}", ""))


def proxy_by_form(asked: Asked, form: Submission) -> Answer:
    there, member = _asked_about(asked, form.carries)
    if member is None:
        raise NotAllowed("attend", ())
    proxy = person_of(asked.session, asked.workspace.id, form.fields["proxy"])
    record(asked, there, member, Coming.PROXY, proxy)
    return Answer()


def ask_to_move(asked: Asked, click: Click) -> Answer:
    there = meeting_with(asked.session, asked.workspace.id, int(click.value))
    need(asked.person, may_set_meetings(asked.session, committee_of(asked.session, there)), "meeting")
    return Answer(form=_move_form(asked, there))


def move_by_form(asked: Asked, form: Submission) -> Answer:
    """A holiday, a day too near, a clash are pointed out first; the same said again means it. Raises DayWrong."""
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
        entered = looks.MeetingShown(shown.id, shown.committee, day, at, place, shown.said)
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


def answers_for(session: Session, committee: Committee, person: Person) -> Person | None:
    """Whose answer this person gives: the chair's as their assistant, else a confirmed member's own."""
    chair = session.get(Person, committee.chair_id) if committee.chair_id else None
    if chair is not None and chair.assistant_id == person.id:
        return chair
    is_member = any(seat.person_id == person.id and seat.part == Part.MEMBER for seat in seats_of(session, committee))
    return person if is_member else None


def shown_meeting(session: Session, there: Meeting) -> looks.MeetingShown:
    committee = session.get_one(Committee, there.committee_id)
    names = {person.id: f"<@{person.slack_id}>" for person in everybody(session, there.workspace_id)}
    members = [seat.person_id for seat in seats_of(session, committee) if seat.part == Part.MEMBER]
    if committee.chair_id is not None and committee.chair_id not in members:
        members.append(committee.chair_id)
    said: dict[str, list[str]] = {each: [] for each in ("attending", "absent", "proxy", "none")}
    answers = answers_to(session, there)
    for member in members:
        answer = answers.get(member)
        name = names.get(member, "")
        if answer is not None and answer.proxy_id is not None:
            name += f" → {names.get(answer.proxy_id, '')}"
        said[answer.coming if answer else "none"].append(name)
    return looks.MeetingShown(there.id, committee.name, there.on, there.at, there.place, said)


def stands(there: Meeting, on: date, today: date) -> bool:
    """Whether a notice for that date still is about this meeting."""
    return there.state == MeetingState.PLANNED and there.on == on >= today


def _asked_about(asked: Asked, value: str) -> tuple[Meeting, Person | None]:
    """A button's "meeting:member"; 0 is whoever pressed it. None for somebody who may not answer for that member."""
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


def show_meeting_again(session: Session, workspace_id: int, there: Meeting) -> None:
    """Every message about the meeting, and each member's own reminder of it."""
    show_again(session, workspace_id, SUBJECT, there.id)
    show_again(session, workspace_id, "chair", there.id)
    show_again(session, workspace_id, "agenda", there.id)
    committee = session.get_one(Committee, there.committee_id)
    for seat in seats_of(session, committee):
        show_again(session, workspace_id, "seat", seat.id)


def _move_form(asked: Asked, there: Meeting) -> Block:
    return looks.move_form(asked.language, shown_meeting(asked.session, there), f"{there.id}:{there.version}:")


def _may_move(asked: Asked, there: Meeting) -> bool:
    return asked.person.id in {each.id for each in may_set_meetings(asked.session, committee_of(asked.session, there))}


def committee_of(session: Session, there: Meeting) -> Committee:
    return session.get_one(Committee, there.committee_id)


def meeting_of_notice(session: Session, notice: Notice) -> Meeting | None:
    """A member's own reminder names the seat and the day, every other the meeting."""
    if notice.kind == NoticeKind.ATTENDANCE:
        seat = session.get_one(Seat, notice.subject_id)
        return meeting_on(session, session.get_one(Committee, seat.committee_id), notice.anchor)
    return session.get(Meeting, notice.subject_id)
