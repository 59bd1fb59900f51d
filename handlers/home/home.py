"""App Home: my work, my department, the next meetings and, for a secretary, the reporting round."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from handlers.home import blocks as home_blocks
from handlers.meetings import meetings
from handlers.people import settings
from handlers.reminders import preview
from handlers.rounds import rounds
from handlers.slack.blocks import home_view
from handlers.slack.outgoing import Reading
from handlers.slack.payloads import Click
from handlers.slack.reminder_line import LineView
from handlers.slack.requests import Request, Response
from handlers.tasks import status, tasks
from handlers.tasks.reminder_lines import deadline_text, report_text
from handlers.text.dates import today_of
from schedules.quarters import Quarter, quarter_asked
from storage.admin.unassigned import unassigned_in
from storage.meetings.attendance import answers_to_all
from storage.meetings.meetings import Meeting, MeetingState, meetings_from
from storage.organisation.committees import all_committees, is_secretary
from storage.organisation.departments import Department, department_of
from storage.organisation.seats import answers_for_by_committee
from storage.outbox.fallback import undeliverable
from storage.outbox.notices import NoticeKind
from storage.overviews.own_work import late_milestones, not_confirmed, own_milestones, own_reports
from storage.rounds.lists import RoundOf, round_by_department

_AHEAD = timedelta(days=30)
_LINES, _MEETINGS, _UNASSIGNED = 8, 4, 5


def draw_home(request: Request) -> Response:
    """Build App Home with a fixed number of bounded queries, whatever the number of tasks."""
    today = today_of(request.now, request.workspace.zone)
    rounds = _round(request, today)
    view = home_blocks.HomeView(
        today=today,
        mine=_mine(request, today),
        meetings=_meetings(request, today),
        department=_department(request, rounds, today),
        round=_kept_round(request, rounds, today),
    )
    return Response(form=home_view(home_blocks.home(request.language, view)))


def open_tasks(request: Request, click: Click) -> Response:
    """Show tasks in a modal: the person's, or those of the department that the button names."""
    return tasks.listed_by_click(request, click)


def open_round(request: Request, click: Click) -> Response:
    """Show the newest reporting round in a modal."""
    return rounds.open_newest(request, click)


def open_meetings(request: Request, click: Click) -> Response:
    """Show the next meeting of each committee in a modal."""
    return meetings.next_by_click(request, click)


def open_more(request: Request, click: Click) -> Response:
    """⋯: show the person's tasks, a preview of their reminders, the settings or the plan's status."""
    if click.value == "tasks":
        return tasks.listed_by_click(request, replace(click, value="mine"))
    if click.value == "preview":
        return preview.of_reader(request, preview.DAYS)
    return settings.choose(request) if click.value == "settings" else status.glance(request)


def _mine(request: Request, today: date) -> home_blocks.MineView:
    reading = Reading(request.session, request.workspace, request.language, today)
    city, person, quarter = request.workspace.id, request.person.id or 0, quarter_asked(request.workspace, today)
    due, rows = own_milestones(request.session, city, person, today + _AHEAD, _LINES)
    owed, unreported = own_reports(request.session, city, person, quarter.year, quarter.number, _LINES)
    lines = [
        LineView(
            NoticeKind.DEADLINE,
            task.code,
            deadline_text(reading, each, each.due),
            each.due,
            True,
            f"milestone:{each.id}",
        )
        for each, task in rows
    ]
    until = quarter.due(request.workspace)
    lines += [
        LineView(
            NoticeKind.REPORT, task.code, report_text(reading, task, until), until, True, f"report:{task.id}:{until}"
        )
        for task in unreported
    ]
    return home_blocks.MineView(due + owed, sorted(lines, key=lambda line: line.due_date)[:_LINES])


def _meetings(request: Request, today: date) -> list[home_blocks.NextView]:
    """Return the next meeting of each committee, with buttons if this person answers for somebody."""
    session, city = request.session, request.workspace.id
    first: dict[int, Meeting] = {}
    for meeting in meetings_from(session, city, today):
        first.setdefault(meeting.committee_id, meeting)
    committees = {committee.id: committee for committee in all_committees(session, city)}
    for_whom = answers_for_by_committee(session, request.person)
    answers = answers_to_all(session, city, [each.id for each in first.values()])
    return [
        home_blocks.NextView(
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


def _round(request: Request, today: date) -> list[RoundOf]:
    quarter = quarter_asked(request.workspace, today)
    return round_by_department(request.session, request.workspace.id, quarter.year, quarter.number)


def _department(request: Request, rounds: list[RoundOf], today: date) -> home_blocks.DepartmentView | None:
    """Return the department that the person heads, else answers for or belongs to; None without one."""
    person = request.person.id or 0
    own = department_of(request.session, request.workspace.id, person, request.person.department_id)
    if own is None:
        return None
    there = next((each for each in rounds if each.id == own.id), RoundOf(own.id, own.name, 0, 0))
    late = late_milestones(request.session, request.workspace.id, today, own.id)
    is_head = own.head_id == person
    return home_blocks.DepartmentView(
        own.name, there.owed, there.given, late, is_head, _to_confirm(request, own, today)
    )


def _to_confirm(request: Request, department: Department, today: date) -> int:
    """Return the number of reports that wait for the department's head; 0 for others or without confirmation."""
    if not request.workspace.heads_confirm or department.head_id != request.person.id:
        return 0
    quarter = quarter_asked(request.workspace, today)
    return not_confirmed(request.session, request.workspace.id, department.id, quarter.year, quarter.number)


def _kept_round(request: Request, rounds: list[RoundOf], today: date) -> home_blocks.RoundSummaryView | None:
    """Return the reporting round for a committee's secretary, None for anybody else."""
    city = request.workspace.id
    if not is_secretary(request.session, city, request.person.id or 0):
        return None
    quarter: Quarter = quarter_asked(request.workspace, today)
    return home_blocks.RoundSummaryView(
        year=quarter.year,
        quarter=quarter.number,
        due=quarter.due(request.workspace),
        departments=rounds,
        late=late_milestones(request.session, city, today),
        unassigned=unassigned_in(request.session, city, _UNASSIGNED).count,
        undeliverable=len(undeliverable(request.session, city)),
    )
