"""Confirmation of progress reports by the department's head, or a request to correct them, where the city uses it."""

from __future__ import annotations

from handlers.rounds import blocks as round_blocks
from handlers.slack.blocks import escaped, taken
from handlers.slack.payloads import Click, Submission
from handlers.slack.requests import Request, Response
from handlers.tasks.report_text import entry_echo
from handlers.text.dates import today_of
from handlers.text.titles import task_title
from schedules.quarters import Quarter
from storage.admin.permissions import may_confirm_reports, need
from storage.organisation.people import Person
from storage.outbox import notices
from storage.outbox.notices import NoticeKind
from storage.outbox.planned import Wanted, add_to_next_reminder
from storage.rounds import confirmations as database
from storage.tasks.progress import ProgressReport, entry_of, report_with, reports_in
from storage.tasks.tasks import Task, task_with


def confirm(request: Request, click: Click) -> Response:
    """[확인]: confirm a report as the department's head. Raises NotFound, NotAllowed."""
    report, task = _confirmable(request, click.value)
    database.confirm(request.session, report, request.person, request.now)
    return Response(request.say("round.confirmed", code=escaped(task.code)))


def ask_to_send_back(request: Request, click: Click) -> Response:
    """[보완 요청]: open the form that asks what to correct. Raises NotFound, NotAllowed."""
    report, task = _confirmable(request, click.value)
    return Response(form=round_blocks.send_back_form(request.language, report.id, _reads(request, task, report)))


def send_back_by_form(request: Request, form: Submission) -> Response:
    """Ask the person who entered the report to correct it, in their next reminder.

    Raises NotAllowed, Lacking, TooLong.
    """
    report, task = _confirmable(request, form.carries)
    database.send_back(request.session, report, request.person, form.fields.get("word", ""), request.now)
    who = request.session.get_one(Person, report.person_id)
    due = Quarter(report.year, report.quarter).due(request.workspace)
    left = (due - today_of(request.now, request.workspace.zone)).days
    reason = Wanted("report", task.id, NoticeKind.SENT_BACK, due, left, who.slack_id, request.now)
    add_to_next_reminder(request.session, request.workspace.id, reason)
    notices.show_again(request.session, request.workspace.id, "report", task.id)
    said = request.say("round.was_sent_back", code=escaped(task.code))
    return Response(form=taken(said, request.say("round.form.send_back"), request.say("button.close")))


def to_confirm(request: Request, quarter: Quarter) -> list[tuple[int, str]]:
    """Return (report id, text) of the quarter's reports that this head has yet to confirm, in order of task codes.

    It is empty where the city does not use confirmation.
    """
    if not request.workspace.heads_confirm:
        return []
    found = []
    for report in reports_in(request.session, request.workspace.id, quarter.year, quarter.number).values():
        task = task_with(request.session, request.workspace.id, report.task_id)
        theirs = request.person.id in {each.id for each in may_confirm_reports(request.session, task)}
        if theirs and report.confirmed_at is None and not report.sent_back:
            found.append((task.code, report.id, _reads(request, task, report)))
    return [(report_id, text) for _, report_id, text in sorted(found)]


def _confirmable(request: Request, report_id: str) -> tuple[ProgressReport, Task]:
    """Return the report and its task if this person may confirm it. Raises NotFound, NotAllowed."""
    report = report_with(request.session, request.workspace.id, int(report_id))
    task = task_with(request.session, request.workspace.id, report.task_id)
    need(request.person, may_confirm_reports(request.session, task), "confirm")
    return report, task


def _reads(request: Request, task: Task, report: ProgressReport) -> str:
    said = entry_echo(request.language, task, entry_of(report))
    return request.say(
        "round.waiting", code=escaped(task.code), title=escaped(task_title(request.language, task)), said=said
    )
