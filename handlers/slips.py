"""Changes of a milestone's date or a year's target, with a reason; the values before and after are stored."""

from __future__ import annotations

from handlers.blocks import slips as looks
from handlers.blocks.parts import escaped, taken
from handlers.blocks.progress import amount
from handlers.errors import blaming
from handlers.listening import Answer, Asked
from handlers.payloads import Click, Submission
from handlers.text.dates import say_day, today_of
from schedules.dates import read_date
from storage.errors import DateNotUnderstood, NotFound
from storage.figures import read_value
from storage.milestones import Milestone, milestone_with, milestones_of
from storage.notices import show_again
from storage.proposing import propose_slipped
from storage.rights import may_report, need
from storage.slips import TO_THE_AGENDA, change_target, move_milestone, slips_of
from storage.tasks import Task, targets_by_year, task_coded


def ask_to_change(asked: Asked, click: Click) -> Answer:
    """[기한·목표 변경] under a task: list its open milestones and its targets. Raises NotFound, NotAllowed."""
    task = task_coded(asked.session, asked.workspace.id, click.value)
    need(asked.person, may_report(asked.session, task), "change")
    milestones = [
        (f"milestone:{each.id}", f"{_name(asked, each)} · {say_day(asked.language, each.due)}")
        for each in milestones_of(asked.session, task)
        if each.done_at is None and each.name  # the unnamed last milestone follows the task's last year
    ]
    targets = [
        (f"target:{year}", f"{asked.say('sheet.target_of', year=year)} · {amount(value, task.unit)}")
        for year, value in targets_by_year(asked.session, task).items()
    ]
    if not milestones and not targets:
        return Answer(asked.say("slip.nothing"))
    heading = f"*{escaped(task.code)}* {escaped(task.title)}"
    return Answer(form=looks.change_form(asked.language, heading, [*milestones, *targets], task.code))


def change_by_form(asked: Asked, form: Submission) -> Answer:
    """Save the change; propose the task for the agenda if it was postponed too often.

    Raises DateNotUnderstood, Lacking, TooLong and what `read_value` raises.
    """
    task = task_coded(asked.session, asked.workspace.id, form.carries)
    need(asked.person, may_report(asked.session, task), "change")
    kind, _, which = form.fields["what"].partition(":")
    to, reason = form.fields.get("to", "").strip(), form.fields.get("reason", "")
    with blaming("to"):
        said = _moved(asked, task, int(which), to, reason) if kind == "milestone" else ""
        said = said or _retargeted(asked, task, int(which), to, reason)
    slipped = sum(each.is_slip for each in slips_of(asked.session, asked.workspace.id, task.id))
    if slipped >= TO_THE_AGENDA:
        _propose(asked)
    lines = [said, *([asked.say("slip.to_the_agenda", count=slipped)] if slipped >= TO_THE_AGENDA else [])]
    return Answer(form=taken("\n".join(lines), asked.say("form.slip"), asked.say("button.close")))


def _propose(asked: Asked) -> None:
    city, today = asked.workspace.id, today_of(asked.now, asked.workspace.zone)
    for meeting in propose_slipped(asked.session, city, today, asked.now):
        show_again(asked.session, city, "agenda", meeting.id)


def _moved(asked: Asked, task: Task, milestone_id: int, to: str, reason: str) -> str:
    milestone = milestone_with(asked.session, asked.workspace.id, milestone_id)
    if milestone.task_id != task.id:
        raise NotFound("milestone", milestone_id)
    day = read_date(to, today_of(asked.now, asked.workspace.zone)).day
    if day is None:
        raise DateNotUnderstood(to, "unreadable")
    before = milestone.due
    move_milestone(asked.session, task, milestone, day, reason, asked.person, asked.now)
    show_again(asked.session, asked.workspace.id, "milestone", milestone.id)
    shown = (say_day(asked.language, each) for each in (before, day))
    return _said(asked, task, _name(asked, milestone), *shown)


def _retargeted(asked: Asked, task: Task, year: int, to: str, reason: str) -> str:
    value, before = read_value(to, task.unit).value, targets_by_year(asked.session, task).get(year)
    change_target(asked.session, task, year, value, reason, asked.person, asked.now)
    show_again(asked.session, asked.workspace.id, "report", task.id)
    shown = (amount(each, task.unit) if each is not None else "-" for each in (before, value))
    return _said(asked, task, asked.say("sheet.target_of", year=year), *shown)


def _said(asked: Asked, task: Task, what: str, before: str, after: str) -> str:
    return asked.say("slip.changed", code=escaped(task.code), what=escaped(what), before=before, after=after)


def _name(asked: Asked, milestone: Milestone) -> str:
    return milestone.name or asked.say("milestone.last")
