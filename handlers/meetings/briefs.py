"""The briefing before a decision: one for the higher committee's secretary, and each department head's own part."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy.orm import Session

from handlers.action_items.action_items import line_of_action
from handlers.meetings.agenda import lines_of, meeting_to_set
from handlers.meetings.blocks import briefs as briefs_blocks
from handlers.meetings.blocks.agenda import line
from handlers.meetings.view import committee_of
from handlers.slack.blocks import escaped, shortened
from handlers.slack.links import link_to
from handlers.slack.outgoing import Rendered, Rendering
from handlers.slack.payloads import Click
from handlers.slack.requests import Request, Response
from handlers.tasks.rating_changes import changed_lines
from handlers.text import say
from handlers.text.dates import say_day, today_of
from schedules.delivery import NothingToSay
from storage.action_items.action_items import ActionItem, all_actions, due_of
from storage.decisions.briefs import notify_of_brief
from storage.issues.announcements import card_of
from storage.issues.issues import Issue
from storage.meetings.agenda import LISTINGS, AgendaItem, agenda_of
from storage.meetings.carry_over import came_from
from storage.meetings.meetings import Meeting, meeting_with
from storage.meetings.posted import RESULTS
from storage.organisation.people import Person, departments_by_head, known_person
from storage.organisation.workspaces import Workspace
from storage.outbox.lookups import message_showing
from storage.outbox.messages import Message
from storage.outbox.notices import Notice, NoticeKind
from storage.tasks.progress import NEEDS_A_REASON, latest_reports
from storage.tasks.tasks import Task, all_tasks

_WHY = 200


def release(request: Request, click: Click) -> Response:
    """[부서장에게 보내기]: send each department head their own part by direct message; skip heads without one.

    A second press sends it only to those who have not got it. The answer counts the messages.
    """
    there, told = meeting_to_set(request, click.value), 0
    today = today_of(request.now, request.workspace.zone)
    for head, departments in departments_by_head(request.session, request.workspace.id).items():
        shown = brief_view(request.session, request.language, there, today, departments)
        if shown.has_something:
            reader = request.session.get_one(Person, head)
            told += notify_of_brief(request.session, NoticeKind.BRIEF_PART, there, reader, request.now)
    return Response(request.say("brief.released", count=told))


def brief(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render the brief for the higher committee's secretary: all departments, with [부서장에게 보내기]."""
    return _rendered(rendering, notices[0], None)


def part(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render a department head's own part. Raises NothingToSay if the reader heads no department any more."""
    session, city = rendering.session, rendering.workspace.id
    reader = known_person(session, city, rendering.reader)
    departments = departments_by_head(session, city).get(reader.id) if reader is not None else None
    if departments is None:
        raise NothingToSay
    return _rendered(rendering, notices[0], departments)


def _rendered(rendering: Rendering, notice: Notice, departments: Collection[int] | None) -> Rendered:
    there = meeting_with(rendering.session, rendering.workspace.id, notice.subject_id)
    shown = brief_view(rendering.session, rendering.language, there, rendering.reading.today, departments)
    title = rendering.say("brief.title", committee=escaped(shown.committee), day=say_day(rendering.language, there.on))
    return Rendered(title, briefs_blocks.brief(rendering.language, shown, may_release=departments is None))


def brief_view(
    session: Session, language: str, there: Meeting, today: date, departments: Collection[int] | None
) -> briefs_blocks.BriefView:
    """Build the view model of a brief: decisions to take, rating changes, delays with reasons, overdue action items.

    It covers `departments`, or all of them for None.
    """

    def ours(department_id: int | None) -> bool:
        return departments is None or department_id in departments

    items = [each for each in agenda_of(session, there) if each.about not in LISTINGS]
    numbered = zip(items, lines_of(session, language, items), strict=True)
    tasks = {each.code: each for each in all_tasks(session, there.workspace_id) if ours(each.department_id)}
    changed = changed_lines(session, language, there.workspace_id)
    late = [each for each in all_actions(session, there.workspace_id) if (due_of(each) or today) < today]
    return briefs_blocks.BriefView(
        meeting_id=there.id,
        committee=committee_of(session, there).name,
        on=there.on,
        deciding=[
            _to_decide(session, language, item, line(language, shown))
            for item, shown in numbered
            if ours(_department_of(session, item))
        ],
        changed=[(escaped(said), code) for code, said in changed.items() if code in tasks],
        behind=_behind(session, language, there.workspace_id, tasks),
        late=[_late(session, language, each) for each in late if ours(each.department_id)],
    )


def _behind(session: Session, language: str, workspace_id: int, tasks: Mapping[str, Task]) -> list[tuple[str, str]]:
    """Return (line, task code) of each task whose last rating needs a reason, with the reason."""
    reports, lines = latest_reports(session, workspace_id), []
    for code, task in tasks.items():
        latest = reports.get(task.id)
        if latest is not None and latest.rating in NEEDS_A_REASON:
            rating, why = say(language, f"rating.{latest.rating}"), escaped(shortened(latest.why, _WHY))
            lines.append((say(language, "brief.behind_line", code=escaped(code), rating=rating, why=why), code))
    return lines


def _to_decide(session: Session, language: str, item: AgendaItem, said: str) -> tuple[str, str]:
    """Return an item's line with a link, and its task code.

    The link is to the issue's card, else to the last meeting's results; a task without an issue has its code instead.
    """
    issue = session.get(Issue, item.issue_id) if item.issue_id else None
    task = session.get(Task, item.task_id) if item.task_id else None
    if issue is None and task is not None:
        return said, task.code
    earlier = came_from(session, item)
    held = earlier[0].meeting_id if earlier else 0
    message = card_of(session, issue) if issue is not None else _results_of(session, item.workspace_id, held)
    return _linked(session, language, item.workspace_id, said, message), ""


def _late(session: Session, language: str, action: ActionItem) -> tuple[str, str]:
    said = line_of_action(session, language, action)
    results = _results_of(session, action.workspace_id, action.meeting_id)
    return _linked(session, language, action.workspace_id, said, results), ""


def _results_of(session: Session, workspace_id: int, meeting_id: int) -> Message | None:
    return message_showing(session, workspace_id, NoticeKind.RESULTS, RESULTS, meeting_id)


def _linked(session: Session, language: str, workspace_id: int, said: str, message: Message | None) -> str:
    link = link_to(session.get_one(Workspace, workspace_id), message)
    return f"{said} <{link}|{say(language, 'button.see')}>" if link else said


def _department_of(session: Session, item: AgendaItem) -> int | None:
    """Return the department of the item's issue, else of its task; None if neither has one."""
    issue = session.get(Issue, item.issue_id) if item.issue_id else None
    task_id = item.task_id or (issue.task_id if issue else None)
    task = session.get(Task, task_id) if task_id else None
    return (issue.department_id if issue else None) or (task.department_id if task else None)
