"""Reminder lines about what a task owes: a milestone, a quarterly report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.action_items.reminder_lines import action_text
from handlers.slack.blocks import escaped
from handlers.slack.outgoing import Reading
from handlers.slack.reminder_line import LineView
from handlers.tasks.report_text import entry_echo
from handlers.text.titles import task_title
from schedules.quarters import quarter_due
from schedules.rules.work import WorkFact
from storage.action_items.action_items import ActionItem
from storage.outbox.notices import Notice
from storage.outbox.planned import Wanted
from storage.tasks.milestones import Milestone
from storage.tasks.progress import entry_of, last_before, may_be_unchanged, report_for
from storage.tasks.tasks import Task


def deadline_line(reading: Reading, reason: Notice | Wanted) -> LineView:
    """Build the line about a milestone; it is closed once the milestone is done, moved or deleted."""
    milestone = reading.session.get(Milestone, reason.subject_id)
    about = f"milestone:{reason.subject_id}"
    if milestone is None:
        return LineView(reason.kind, "", reading.say("line.gone"), reason.due_date, False, about)
    code = reading.session.get_one(Task, milestone.task_id).code
    text = deadline_text(reading, milestone, reason.due_date)
    is_open = milestone.done_at is None and milestone.due == reason.due_date
    return LineView(reason.kind, code, text, reason.due_date, is_open, about)


def deadline_text(reading: Reading, milestone: Milestone, due: date) -> str:
    """Return the milestone line's mrkdwn; a milestone without a name is the task's end."""
    task = reading.session.get_one(Task, milestone.task_id)
    name = escaped(milestone.name) or reading.say("milestone.last")
    return reading.say("line.deadline", **_titled(reading, task), name=name, **_until(reading, due))


def report_line(reading: Reading, reason: Notice | Wanted) -> LineView:
    """Build the line of a task in a reporting round, with the last report if one tap can repeat it."""
    task = reading.session.get_one(Task, reason.subject_id)
    quarter = quarter_due(reading.workspace, reason.due_date)
    there = report_for(reading.session, task, quarter.year, quarter.number)
    last = last_before(reading.session, task, quarter.year, quarter.number)
    unchanged = last is not None and may_be_unchanged(task, last, quarter.year, quarter.number)
    short = reading.say("line.report.short", **_titled(reading, task))
    if last is not None and unchanged:
        short += "\n" + reading.say("progress.last", said=entry_echo(reading.language, task, entry_of(last)))
    return LineView(
        reason.kind,
        task.code,
        report_text(reading, task, reason.due_date),
        reason.due_date,
        there is None,
        f"report:{task.id}:{reason.due_date.isoformat()}",
        group=reading.say("line.round", **_of_round(reading, reason.due_date)),
        short=short,
        unchanged=unchanged and there is None,
    )


def asked_line(reading: Reading, reason: Notice | Wanted) -> LineView:
    """Build the same line for a report that the secretary asked for."""
    line = report_line(reading, reason)
    said = reading.say("line.asked")
    return replace(line, text=f"{line.text} · {said}", short=f"{line.short} · {said}")


def sent_back_line(reading: Reading, reason: Notice | Wanted) -> LineView:
    """Build the line with the head's request for correction; it is closed once the report is entered again."""
    line = report_line(reading, reason)
    task = reading.session.get_one(Task, reason.subject_id)
    quarter = quarter_due(reading.workspace, reason.due_date)
    there = report_for(reading.session, task, quarter.year, quarter.number)
    word = there.sent_back if there is not None else ""
    said = reading.say("progress.sent_back", word=escaped(word[:300])) if word else ""
    text, short = f"{line.text}\n{said}".strip(), f"{line.short}\n{said}".strip()
    return replace(line, is_open=bool(word), text=text, short=short, unchanged=False)


def report_text(reading: Reading, task: Task, due: date) -> str:
    """Return the report line's mrkdwn: task, quarter, due date and days left."""
    return reading.say("line.report", **_titled(reading, task), **_of_round(reading, due))


def _of_round(reading: Reading, due: date) -> dict[str, object]:
    quarter = quarter_due(reading.workspace, due)
    return {"year": quarter.year, "quarter": quarter.number, **_until(reading, due)}


def work_text(reading: Reading, work: WorkFact) -> str:
    """Return the mrkdwn of an action item, a milestone or a report by its subject."""
    if work.subject == "action":
        return action_text(reading, reading.session.get_one(ActionItem, work.subject_id), work.due)
    if work.subject == "milestone":
        return deadline_text(reading, reading.session.get_one(Milestone, work.subject_id), work.due)
    return report_text(reading, reading.session.get_one(Task, work.subject_id), work.due)


def _titled(reading: Reading, task: Task) -> dict[str, object]:
    return {"code": escaped(task.code), "title": escaped(task_title(reading.language, task))}


def _until(reading: Reading, due: date) -> dict[str, object]:
    return {"day": reading.day(due), "left": reading.left(due)}
