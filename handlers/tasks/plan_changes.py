"""Changes of a milestone's date or a year's target, with a reason; the values before and after are stored."""

from __future__ import annotations

from handlers.slack.blocks import escaped, taken
from handlers.slack.errors import blaming
from handlers.slack.payloads import Click, Submission
from handlers.slack.requests import Request, Response
from handlers.tasks import plan_change_blocks
from handlers.tasks.progress_blocks import amount
from handlers.text.dates import say_day, today_of
from handlers.text.titles import task_title
from schedules.dates import read_date
from storage.admin.permissions import may_report, need
from storage.db.errors import DateNotUnderstood, NotFound
from storage.meetings.plan_change_items import propose_often_postponed
from storage.outbox.notices import show_again
from storage.parsing.figures import read_value
from storage.tasks.milestones import Milestone, milestone_with, milestones_of
from storage.tasks.plan_changes import TO_THE_AGENDA, change_target, move_milestone, plan_changes_of
from storage.tasks.tasks import Task, targets_by_year, task_coded


def ask_to_change(request: Request, click: Click) -> Response:
    """[기한·목표 변경] under a task: list its open milestones and its targets. Raises NotFound, NotAllowed."""
    task = task_coded(request.session, request.workspace.id, click.value)
    need(request.person, may_report(request.session, task), "change")
    milestones = [
        (f"milestone:{each.id}", f"{_name(request, each)} · {say_day(request.language, each.due)}")
        for each in milestones_of(request.session, task)
        if each.done_at is None and each.name  # the unnamed last milestone follows the task's last year
    ]
    targets = [
        (f"target:{year}", f"{request.say('sheet.target_of', year=year)} · {amount(value, task.unit)}")
        for year, value in targets_by_year(request.session, task).items()
    ]
    if not milestones and not targets:
        return Response(request.say("plan_change.nothing"))
    heading = f"*{escaped(task.code)}* {escaped(task_title(request.language, task))}"
    return Response(form=plan_change_blocks.change_form(request.language, heading, [*milestones, *targets], task.code))


def change_by_form(request: Request, form: Submission) -> Response:
    """Save the change; propose the task for the agenda if it was postponed too often.

    Raises DateNotUnderstood, Lacking, TooLong and what `read_value` raises.
    """
    task = task_coded(request.session, request.workspace.id, form.carries)
    need(request.person, may_report(request.session, task), "change")
    kind, _, which = form.fields["what"].partition(":")
    to, reason = form.fields.get("to", "").strip(), form.fields.get("reason", "")
    with blaming("to"):
        said = _moved(request, task, int(which), to, reason) if kind == "milestone" else ""
        said = said or _retargeted(request, task, int(which), to, reason)
    worsened = sum(each.is_postponement for each in plan_changes_of(request.session, request.workspace.id, task.id))
    if worsened >= TO_THE_AGENDA:
        _propose(request)
    lines = [said, *([request.say("plan_change.to_the_agenda", count=worsened)] if worsened >= TO_THE_AGENDA else [])]
    return Response(form=taken("\n".join(lines), request.say("form.plan_change"), request.say("button.close")))


def _propose(request: Request) -> None:
    city, today = request.workspace.id, today_of(request.now, request.workspace.zone)
    for meeting in propose_often_postponed(request.session, city, today, request.now):
        show_again(request.session, city, "agenda", meeting.id)


def _moved(request: Request, task: Task, milestone_id: int, to: str, reason: str) -> str:
    milestone = milestone_with(request.session, request.workspace.id, milestone_id)
    if milestone.task_id != task.id:
        raise NotFound("milestone", milestone_id)
    day = read_date(to, today_of(request.now, request.workspace.zone)).day
    if day is None:
        raise DateNotUnderstood(to, "unreadable")
    before = milestone.due
    move_milestone(request.session, task, milestone, day, reason, request.person, request.now)
    show_again(request.session, request.workspace.id, "milestone", milestone.id)
    view = (say_day(request.language, each) for each in (before, day))
    return _said(request, task, _name(request, milestone), *view)


def _retargeted(request: Request, task: Task, year: int, to: str, reason: str) -> str:
    value, before = read_value(to, task.unit).value, targets_by_year(request.session, task).get(year)
    change_target(request.session, task, year, value, reason, request.person, request.now)
    show_again(request.session, request.workspace.id, "report", task.id)
    view = (amount(each, task.unit) if each is not None else "-" for each in (before, value))
    return _said(request, task, request.say("sheet.target_of", year=year), *view)


def _said(request: Request, task: Task, what: str, before: str, after: str) -> str:
    return request.say("plan_change.changed", code=escaped(task.code), what=escaped(what), before=before, after=after)


def _name(request: Request, milestone: Milestone) -> str:
    return milestone.name or request.say("milestone.last")
