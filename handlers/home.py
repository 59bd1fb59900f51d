"""App Home: my work, my department, the next meetings and, for a secretary, the reporting round."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import or_, select

from handlers import meetings, preview, rounds, settings, status, tasks
from handlers.blocks import home as looks
from handlers.blocks.parts import home_view
from handlers.blocks.reminders import LineShown
from handlers.lines.work import deadline_text, report_text
from handlers.listening import Answer, Asked
from handlers.payloads import Click
from handlers.reading import Reading
from handlers.text.dates import today_of
from schedules.quarters import Quarter, quarter_asked
from storage.attendance import Attendance
from storage.committees import Committee, all_committees
from storage.meetings import Meeting, MeetingState, meetings_from
from storage.notices import NoticeKind
from storage.orphans import orphans_of
from storage.overviews import late_milestones, not_confirmed, own_milestones, own_reports
from storage.people import Department, Person
from storage.round_lists import RoundOf, round_by_department
from storage.routes import undeliverable
from storage.seats import Part, Seat

_AHEAD = timedelta(days=30)
_LINES, _MEETINGS, _ORPHANS = 8, 4, 5


def draw_home(asked: Asked) -> Answer:
    """Build App Home with a fixed number of bounded queries, whatever the number of tasks."""
    today = today_of(asked.now, asked.workspace.zone)
    rounds = _round(asked, today)
    shown = looks.HomeShown(
        today=today,
        mine=_mine(asked, today),
        meetings=_meetings(asked, today),
        department=_department(asked, rounds, today),
        round=_kept_round(asked, rounds, today),
    )
    return Answer(form=home_view(looks.home(asked.language, shown)))


def open_tasks(asked: Asked, click: Click) -> Answer:
    """Show tasks in a modal: the person's, or those of the department that the button names."""
    return tasks.listed_by_click(asked, click)


def open_round(asked: Asked, click: Click) -> Answer:
    """Show the newest reporting round in a modal."""
    return rounds.open_newest(asked, click)


def open_meetings(asked: Asked, click: Click) -> Answer:
    """Show the next meeting of each committee in a modal."""
    return meetings.next_by_click(asked, click)


def open_more(asked: Asked, click: Click) -> Answer:
    """⋯: show the person's tasks, a preview of their reminders, the settings or the plan's status."""
    if click.value == "tasks":
        return tasks.listed_by_click(asked, replace(click, value="mine"))
    if click.value == "preview":
        return preview.of_reader(asked, preview.DAYS)
    return settings.choose(asked) if click.value == "settings" else status.glance(asked)


def _mine(asked: Asked, today: date) -> looks.MineShown:
    reading = Reading(asked.session, asked.workspace, asked.language, today)
    city, person, quarter = asked.workspace.id, asked.person.id or 0, quarter_asked(asked.workspace, today)
    due, rows = own_milestones(asked.session, city, person, today + _AHEAD, _LINES)
    owed, unreported = own_reports(asked.session, city, person, quarter.year, quarter.number, _LINES)
    lines = [
        LineShown(
            NoticeKind.DEADLINE,
            task.code,
            deadline_text(reading, each, each.due),
            each.due,
            True,
            f"milestone:{each.id}",
        )
        for each, task in rows
    ]
    until = quarter.due(asked.workspace)
    lines += [
        LineShown(
            NoticeKind.REPORT, task.code, report_text(reading, task, until), until, True, f"report:{task.id}:{until}"
        )
        for task in unreported
    ]
    return looks.MineShown(due + owed, sorted(lines, key=lambda line: line.anchor)[:_LINES])


def _meetings(asked: Asked, today: date) -> list[looks.NextShown]:
    """Return the next meeting of each committee, with buttons if this person answers for somebody."""
    session, city = asked.session, asked.workspace.id
    first: dict[int, Meeting] = {}
    for meeting in meetings_from(session, city, today):
        first.setdefault(meeting.committee_id, meeting)
    committees = {committee.id: committee for committee in all_committees(session, city)}
    for_whom = _answers_for(asked, committees)
    answers = {
        (answer.meeting_id, answer.person_id): answer.coming
        for answer in session.scalars(
            select(Attendance).where(
                Attendance.workspace_id == city, Attendance.meeting_id.in_([each.id for each in first.values()])
            )
        )
    }
    return [
        looks.NextShown(
            committees[each.committee_id].name,
            each.on,
            each.at,
            each.place,
            answers.get((each.id, member), "none") if member else "",
            f"{each.id}:{member}" if member else "",
        )
        for each in list(first.values())[:_MEETINGS]
        if each.state == MeetingState.PLANNED
        for member in (for_whom.get(each.committee_id, 0),)
    ]


def _answers_for(asked: Asked, committees: dict[int, Committee]) -> dict[int, int]:
    """Return, by committee id, the id of the member for whom this person answers.

    It is `meeting_shown.answers_for` for all committees at once.
    """
    session, person = asked.session, asked.person.id or 0
    seats = select(Seat.committee_id).where(
        Seat.workspace_id == asked.workspace.id, Seat.person_id == person, Seat.part == Part.MEMBER
    )
    chairs = set(
        session.scalars(
            select(Person.id).where(Person.workspace_id == asked.workspace.id, Person.assistant_id == person)
        )
    )
    found = dict.fromkeys(session.scalars(seats), person)
    return found | {each.id: each.chair_id for each in committees.values() if each.chair_id in chairs and each.chair_id}


def _round(asked: Asked, today: date) -> list[RoundOf]:
    quarter = quarter_asked(asked.workspace, today)
    return round_by_department(asked.session, asked.workspace.id, quarter.year, quarter.number)


def _department(asked: Asked, rounds: list[RoundOf], today: date) -> looks.DepartmentShown | None:
    """Return the department that the person heads, else answers for or belongs to; None without one."""
    person = asked.person.id or 0
    own = asked.session.scalar(
        select(Department)
        .where(Department.workspace_id == asked.workspace.id)
        .where(
            or_(
                Department.head_id == person,
                Department.contact_id == person,
                Department.id == (asked.person.department_id or 0),
            )
        )
        .order_by((Department.head_id == person).desc(), Department.id)
        .limit(1)
    )
    if own is None:
        return None
    there = next((each for each in rounds if each.id == own.id), RoundOf(own.id, own.name, 0, 0))
    late = late_milestones(asked.session, asked.workspace.id, today, own.id)
    is_head = own.head_id == person
    return looks.DepartmentShown(own.name, there.owed, there.given, late, is_head, _to_confirm(asked, own, today))


def _to_confirm(asked: Asked, department: Department, today: date) -> int:
    """Return the number of reports that wait for the department's head; 0 for others or without confirmation."""
    if not asked.workspace.heads_confirm or department.head_id != asked.person.id:
        return 0
    quarter = quarter_asked(asked.workspace, today)
    return not_confirmed(asked.session, asked.workspace.id, department.id, quarter.year, quarter.number)


def _kept_round(asked: Asked, rounds: list[RoundOf], today: date) -> looks.RoundShown | None:
    """Return the reporting round for a committee's secretary, None for anybody else."""
    person, city = asked.person.id or 0, asked.workspace.id
    keeps = select(Committee.id).where(Committee.workspace_id == city, Committee.secretary_id == person).limit(1)
    if asked.session.scalar(keeps) is None:
        return None
    quarter: Quarter = quarter_asked(asked.workspace, today)
    return looks.RoundShown(
        year=quarter.year,
        quarter=quarter.number,
        due=quarter.due(asked.workspace),
        departments=rounds,
        late=late_milestones(asked.session, city, today),
        orphans=orphans_of(asked.session, city, _ORPHANS).count,
        undeliverable=len(undeliverable(asked.session, city)),
    )
