"""Confirmation of progress reports by the department's head, or a request to correct them, where the city uses it."""

from __future__ import annotations

from handlers.blocks import rounds as looks
from handlers.blocks.parts import escaped, taken
from handlers.listening import Answer, Asked
from handlers.payloads import Click, Submission
from handlers.reported import shown_entry
from handlers.text.dates import today_of
from schedules.quarters import Quarter
from storage import confirming as books
from storage import notices
from storage.notices import NoticeKind
from storage.people import Person
from storage.planned import Wanted, bring_up
from storage.progress import ProgressReport, entry_of, report_with, reports_in
from storage.rights import may_confirm_reports, need
from storage.tasks import Task, task_with


def confirm(asked: Asked, click: Click) -> Answer:
    """[확인]: confirm a report as the department's head. Raises NotFound, NotAllowed."""
    report, task = _confirmable(asked, click.value)
    books.confirm(asked.session, report, asked.person, asked.now)
    return Answer(asked.say("round.confirmed", code=escaped(task.code)))


def ask_to_send_back(asked: Asked, click: Click) -> Answer:
    """[보완 요청]: open the form that asks what to correct. Raises NotFound, NotAllowed."""
    report, task = _confirmable(asked, click.value)
    return Answer(form=looks.send_back_form(asked.language, report.id, _reads(asked, task, report)))


def send_back_by_form(asked: Asked, form: Submission) -> Answer:
    """Ask the person who entered the report to correct it, in their next reminder.

    Raises NotAllowed, Lacking, TooLong.
    """
    report, task = _confirmable(asked, form.carries)
    books.send_back(asked.session, report, asked.person, form.fields.get("word", ""), asked.now)
    who = asked.session.get_one(Person, report.person_id)
    due = Quarter(report.year, report.quarter).due(asked.workspace)
    left = (due - today_of(asked.now, asked.workspace.zone)).days
    reason = Wanted("report", task.id, NoticeKind.SENT_BACK, due, left, who.slack_id, asked.now)
    bring_up(asked.session, asked.workspace.id, reason)
    notices.show_again(asked.session, asked.workspace.id, "report", task.id)
    said = asked.say("round.was_sent_back", code=escaped(task.code))
    return Answer(form=taken(said, asked.say("round.form.send_back"), asked.say("button.close")))


def to_confirm(asked: Asked, quarter: Quarter) -> list[tuple[int, str]]:
    """Return (report id, text) of the quarter's reports that this head has yet to confirm, in order of task codes.

    It is empty where the city does not use confirmation.
    """
    if not asked.workspace.heads_confirm:
        return []
    found = []
    for report in reports_in(asked.session, asked.workspace.id, quarter.year, quarter.number).values():
        task = task_with(asked.session, asked.workspace.id, report.task_id)
        theirs = asked.person.id in {each.id for each in may_confirm_reports(asked.session, task)}
        if theirs and report.confirmed_at is None and not report.sent_back:
            found.append((task.code, report.id, _reads(asked, task, report)))
    return [(report_id, text) for _, report_id, text in sorted(found)]


def _confirmable(asked: Asked, report_id: str) -> tuple[ProgressReport, Task]:
    """Return the report and its task if this person may confirm it. Raises NotFound, NotAllowed."""
    report = report_with(asked.session, asked.workspace.id, int(report_id))
    task = task_with(asked.session, asked.workspace.id, report.task_id)
    need(asked.person, may_confirm_reports(asked.session, task), "confirm")
    return report, task


def _reads(asked: Asked, task: Task, report: ProgressReport) -> str:
    said = shown_entry(asked.language, task, entry_of(report))
    return asked.say("round.waiting", code=escaped(task.code), title=escaped(task.title), said=said)
