"""Milestones: the result of one by a form or a thumb."""

from __future__ import annotations

from handlers.blocks import progress as looks
from handlers.blocks.parts import escaped
from handlers.listening import Answer, Asked
from handlers.payloads import Submission
from handlers.text.dates import say_day
from storage.milestones import Milestone, complete, milestone_with, reopen
from storage.notices import show_again
from storage.rights import may_report, need
from storage.tasks import task_with


def result_form(asked: Asked, about: str) -> Answer:
    """`about` is "milestone:id"."""
    milestone = milestone_with(asked.session, asked.workspace.id, int(about.split(":")[1]))
    task = task_with(asked.session, asked.workspace.id, milestone.task_id)
    need(asked.person, may_report(asked.session, task), "report")
    name = milestone.name or asked.say("milestone.last")
    heading = f"*{escaped(task.code)}* {escaped(name)} · {say_day(asked.language, milestone.due)}"
    return Answer(form=looks.milestone_form(asked.language, heading, milestone.result, about, done=True))


def milestone_by_form(asked: Asked, form: Submission) -> Answer:
    milestone = milestone_with(asked.session, asked.workspace.id, int(form.carries.split(":")[1]))
    task = task_with(asked.session, asked.workspace.id, milestone.task_id)
    need(asked.person, may_report(asked.session, task), "report")
    if form.fields.get("state") == "done":
        complete(asked.session, milestone, asked.person, asked.now, form.fields.get("note", "").strip())
    else:
        reopen(asked.session, milestone, asked.person, asked.now)
    show_again(asked.session, asked.workspace.id, "milestone", milestone.id)
    return Answer()


def mark_done(asked: Asked, milestone: Milestone) -> Answer:
    """✅ on a reminder: done, and the result is asked for by a click."""
    complete(asked.session, milestone, asked.person, asked.now)
    show_again(asked.session, asked.workspace.id, "milestone", milestone.id)
    text = asked.say("reminder.done")
    return Answer(text, blocks=looks.ask_for_result(asked.language, text, f"milestone:{milestone.id}"))


def mark_open(asked: Asked, milestone: Milestone) -> Answer:
    reopen(asked.session, milestone, asked.person, asked.now)
    show_again(asked.session, asked.workspace.id, "milestone", milestone.id)
    return Answer(asked.say("reminder.reopened"))
