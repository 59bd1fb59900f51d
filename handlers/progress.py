"""Entering results: of a milestone, of a quarter's report."""

from __future__ import annotations

from datetime import date

from handlers.blocks import progress as looks
from handlers.blocks.parts import escaped
from handlers.blocks.tasks import number
from handlers.listening import Answer, Asked
from handlers.payloads import Click, Submission
from handlers.text.dates import say_day
from schedules.quarters import quarter_due
from storage.errors import NotFound
from storage.figures import read_value
from storage.milestones import Milestone, complete, milestone_with, reopen
from storage.notices import show_again
from storage.progress import Rating, enter_report, report_for
from storage.rights import may_report, need
from storage.tasks import Task
from storage.units import PERCENT, unit_of


def open_form(asked: Asked, click: Click) -> Answer:
    """[실적 입력]; the button says of what: "milestone:id" or "report:task:due"."""
    if click.value.startswith("milestone:"):
        milestone = milestone_with(asked.session, asked.workspace.id, int(click.value.split(":")[1]))
        task = _task(asked, milestone.task_id)
        need(asked.person, may_report(asked.session, task), "report")
        name = milestone.name or asked.say("milestone.last")
        heading = f"*{escaped(task.code)}* {escaped(name)} · {say_day(asked.language, milestone.due)}"
        form = looks.milestone_form(asked.language, heading, milestone.result, click.value, done=True)
        return Answer(form=form)
    task, year, quarter = _of_quarter(asked, click.value)
    need(asked.person, may_report(asked.session, task), "report")
    there = report_for(asked.session, task, year, quarter)
    which = asked.say("progress.quarter", year=year, quarter=quarter)
    value = number(there.value) if there is not None and there.value is not None else ""
    if value and unit_of(task.unit).base == PERCENT:
        value += PERCENT  # 0.5 alone would be asked about
    rating, note = (there.rating, there.note) if there is not None else ("", "")
    heading = f"*{escaped(task.code)}* {escaped(task.title)} · {which}"
    return Answer(form=looks.report_form(asked.language, heading, task.unit, value, rating, note, click.value))


def milestone_by_form(asked: Asked, form: Submission) -> Answer:
    milestone = milestone_with(asked.session, asked.workspace.id, int(form.carries.split(":")[1]))
    need(asked.person, may_report(asked.session, _task(asked, milestone.task_id)), "report")
    if form.fields.get("state") == "done":
        complete(asked.session, milestone, asked.person, asked.now, form.fields.get("note", "").strip())
    else:
        reopen(asked.session, milestone, asked.person, asked.now)
    show_again(asked.session, asked.workspace.id, "milestone", milestone.id)
    return Answer()


def report_by_form(asked: Asked, form: Submission) -> Answer:
    """Raises what `read_value` raises, ReasonNeeded, TooLong."""
    task, year, quarter = _of_quarter(asked, form.carries)
    need(asked.person, may_report(asked.session, task), "report")
    said = form.fields.get("value", "").strip()
    value = read_value(said, task.unit).value if said else None
    note, rating = form.fields.get("note", ""), Rating(form.fields["rating"])
    enter_report(asked.session, task, (year, quarter), rating, value, note, asked.person, asked.now)
    show_again(asked.session, asked.workspace.id, "report", task.id)
    return Answer()


def mark_done(asked: Asked, milestone: Milestone) -> Answer:
    """✅ on a reminder: done, and the result is asked for by a click."""
    complete(asked.session, milestone, asked.person, asked.now)
    show_again(asked.session, asked.workspace.id, "milestone", milestone.id)
    return asks_for_result(asked, asked.say("reminder.done"), f"milestone:{milestone.id}")


def mark_open(asked: Asked, milestone: Milestone) -> Answer:
    reopen(asked.session, milestone, asked.person, asked.now)
    show_again(asked.session, asked.workspace.id, "milestone", milestone.id)
    return Answer(asked.say("reminder.reopened"))


def asks_for_result(asked: Asked, text: str, about: str) -> Answer:
    return Answer(text, blocks=looks.ask_for_result(asked.language, text, about))


def _of_quarter(asked: Asked, value: str) -> tuple[Task, int, int]:
    _, task_id, due = value.split(":")
    quarter = quarter_due(asked.workspace, date.fromisoformat(due))
    return _task(asked, int(task_id)), quarter.year, quarter.number


def _task(asked: Asked, task_id: int) -> Task:
    """Raises NotFound."""
    found = asked.session.get(Task, task_id)
    if found is None or found.workspace_id != asked.workspace.id:
        raise NotFound("task", task_id)
    return found
