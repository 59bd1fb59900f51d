"""A reminder: what each of its lines says today, and what its reader does with it by a reaction or a button."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from handlers.blocks.parts import escaped
from handlers.blocks.reminders import LineShown
from handlers.meetings import committee_of, stands
from handlers.text import say
from handlers.text.dates import say_day
from schedules.calendar import calendar_of
from schedules.facts import facts_of, quarter_due
from schedules.rules import Facts, WorkFact, listed
from storage.committees import Committee
from storage.meetings import Meeting, answers_to, meeting_on
from storage.milestones import Milestone
from storage.notices import Notice, NoticeKind
from storage.people import Department, Person
from storage.planned import Wanted, snoozed
from storage.progress import report_for
from storage.seats import Seat
from storage.tasks import Task
from storage.workspaces import Workspace

_LISTED_AT_MOST = 10


@dataclass(frozen=True)
class Reading:
    """What lines are read with. A preview knows meetings that are in no books yet, and the facts of a longer span."""

    session: Session
    workspace: Workspace
    language: str
    today: date
    meetings: Mapping[int, Meeting] = field(default_factory=dict)
    facts: Facts | None = None

    def say(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)

    def day(self, day: date) -> str:
        return say_day(self.language, day)

    def left(self, day: date) -> str:
        days = (day - self.today).days
        key = "left.today" if days == 0 else "left.before" if days > 0 else "left.after"
        return self.say(key, days=abs(days))


def line_of(reading: Reading, reason: Notice | Wanted) -> LineShown:
    match NoticeKind(reason.kind):
        case NoticeKind.MEETING:
            return _meeting_line(reading, reason)
        case NoticeKind.CHAIR:
            return _chair_line(reading, reason)
        case NoticeKind.ATTENDANCE:
            return _attendance_line(reading, reason)
        case NoticeKind.DEADLINE:
            return _deadline_line(reading, reason)
        case NoticeKind.REPORT | NoticeKind.REPORT_OPENS:
            return _report_line(reading, reason)
        case NoticeKind.OUTSTANDING:
            return _outstanding_line(reading, reason)
    raise ValueError(reason.kind)


def rule_of(reason: Notice | Wanted) -> str:
    """`deadline D-7`, `deadline D+1`, or the kind alone where no days count."""
    return f"{reason.kind} D{-reason.threshold:+d}" if reason.threshold else str(reason.kind)


def _meeting_line(reading: Reading, reason: Notice | Wanted) -> LineShown:
    meeting = _meeting(reading, reason.subject_id)
    committee = committee_of(reading.session, meeting)
    text = reading.say("line.meeting", **_held(reading, committee, reason.anchor, meeting.at))
    is_open = stands(meeting, reason.anchor, reading.today)
    return LineShown(reason.kind, committee.name, text, reason.anchor, is_open, f"meeting:{meeting.id}")


def _chair_line(reading: Reading, reason: Notice | Wanted) -> LineShown:
    meeting = _meeting(reading, reason.subject_id)
    committee = committee_of(reading.session, meeting)
    chair = reading.session.get(Person, committee.chair_id) if committee.chair_id else None
    answer = answers_to(reading.session, meeting).get(chair.id) if chair and meeting.id > 0 else None
    text = reading.say(
        "line.chair",
        **_held(reading, committee, reason.anchor, meeting.at),
        chair=f"<@{chair.slack_id}>" if chair else "-",
        coming=reading.say(f"coming.{answer.coming if answer else 'none'}"),
    )
    is_open = chair is not None and stands(meeting, reason.anchor, reading.today)
    asks = f"{meeting.id}:{chair.id}" if chair is not None and is_open else ""
    return LineShown(reason.kind, committee.name, text, reason.anchor, is_open, f"meeting:{meeting.id}", asks)


def _attendance_line(reading: Reading, reason: Notice | Wanted) -> LineShown:
    seat = reading.session.get_one(Seat, reason.subject_id)
    committee = reading.session.get_one(Committee, seat.committee_id)
    to_come = (each for each in reading.meetings.values() if each.committee_id == committee.id)
    meeting = meeting_on(reading.session, committee, reason.anchor) or next(
        (each for each in to_come if each.on == reason.anchor), None
    )
    answer = answers_to(reading.session, meeting).get(seat.person_id) if meeting and meeting.id > 0 else None
    text = reading.say(
        "line.attendance",
        **_held(reading, committee, reason.anchor, meeting.at if meeting else ""),
        coming=reading.say(f"coming.{answer.coming if answer else 'none'}"),
    )
    stands_still = meeting is not None and reason.anchor >= reading.today
    number = meeting.id if meeting else 0
    asks = f"{number}:{seat.person_id}" if stands_still else ""
    is_open = stands_still and answer is None
    return LineShown(reason.kind, committee.name, text, reason.anchor, is_open, f"meeting:{number}", asks)


def _held(reading: Reading, committee: Committee, day: date, at: str) -> dict[str, object]:
    return {"committee": escaped(committee.name), "day": reading.day(day), "at": at, "left": reading.left(day)}


def _deadline_line(reading: Reading, reason: Notice | Wanted) -> LineShown:
    milestone = reading.session.get(Milestone, reason.subject_id)
    about = f"milestone:{reason.subject_id}"
    if milestone is None:
        return LineShown(reason.kind, "", reading.say("line.gone"), reason.anchor, False, about)
    code = reading.session.get_one(Task, milestone.task_id).code
    text = _deadline_text(reading, milestone, reason.anchor)
    is_open = milestone.done_at is None and milestone.due == reason.anchor
    return LineShown(reason.kind, code, text, reason.anchor, is_open, about)


def _deadline_text(reading: Reading, milestone: Milestone, due: date) -> str:
    task = reading.session.get_one(Task, milestone.task_id)
    name = escaped(milestone.name) or reading.say("milestone.last")
    return reading.say("line.deadline", **_titled(reading, task), name=name, **_until(reading, due))


def _report_line(reading: Reading, reason: Notice | Wanted) -> LineShown:
    task = reading.session.get_one(Task, reason.subject_id)
    quarter = quarter_due(reading.workspace, reason.anchor)
    there = report_for(reading.session, task, quarter.year, quarter.number)
    text = _report_text(reading, task, reason.anchor)
    about = f"report:{task.id}:{reason.anchor.isoformat()}"
    return LineShown(reason.kind, task.code, text, reason.anchor, there is None, about)


def _report_text(reading: Reading, task: Task, due: date) -> str:
    quarter = quarter_due(reading.workspace, due)
    which = {"year": quarter.year, "quarter": quarter.number}
    return reading.say("line.report", **_titled(reading, task), **which, **_until(reading, due))


def _outstanding_line(reading: Reading, reason: Notice | Wanted) -> LineShown:
    """The week's list, as of the day it is read."""
    facts = reading.facts
    if facts is None:
        calendar = calendar_of(reading.workspace)
        facts = facts_of(reading.session, reading.workspace, calendar, reading.today, reading.today)
    of_department = reason.subject == "department"
    late = listed(facts, reading.today, reason.subject_id if of_department else None)
    name = reading.session.get_one(Department, reason.subject_id).name if of_department else ""
    heading = reading.say("line.outstanding.head" if of_department else "line.outstanding", count=len(late), name=name)
    lines = [f"• {_work_text(reading, work)}" for work in late[:_LISTED_AT_MOST]]
    if len(late) > _LISTED_AT_MOST:
        lines.append(reading.say("line.and_more", count=len(late) - _LISTED_AT_MOST))
    put_off = [] if of_department else snoozed(reading.session, reading.workspace.id)
    lines += [_put_off_text(reading, notice) for notice in put_off[:_LISTED_AT_MOST]]
    about = f"outstanding:{reason.subject}:{reason.subject_id}"
    return LineShown(reason.kind, name, "\n".join([heading, *lines]), reason.anchor, bool(late), about)


def _put_off_text(reading: Reading, notice: Notice) -> str:
    day = reading.day(calendar_of(reading.workspace).day_of(notice.due_at))
    return reading.say("line.put_off", who=f"<@{notice.recipient}>", day=day, text=line_of(reading, notice).text)


def _work_text(reading: Reading, work: WorkFact) -> str:
    if work.subject == "milestone":
        return _deadline_text(reading, reading.session.get_one(Milestone, work.subject_id), work.due)
    return _report_text(reading, reading.session.get_one(Task, work.subject_id), work.due)


def _titled(reading: Reading, task: Task) -> dict[str, object]:
    title = task.title_en if reading.language == "en" and task.title_en else task.title
    return {"code": escaped(task.code), "title": escaped(title)}


def _until(reading: Reading, due: date) -> dict[str, object]:
    return {"day": reading.day(due), "left": reading.left(due)}


def _meeting(reading: Reading, meeting_id: int) -> Meeting:
    return reading.meetings.get(meeting_id) or reading.session.get_one(Meeting, meeting_id)
