"""Milestones: their results, by form or by reaction."""

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
    """Open the result form of `about`, "milestone:id". Raises NotFound, NotAllowed."""
    milestone = milestone_with(asked.session, asked.workspace.id, int(about.split(":")[1]))
    task = task_with(asked.session, asked.workspace.id, milestone.task_id)
    need(asked.person, may_report(asked.session, task), "report")
    name = milestone.name or asked.say("milestone.last")
    heading = f"*{escaped(task.code)}* {escaped(name)} · {say_day(asked.language, milestone.due)}"
    return Answer(form=looks.milestone_form(asked.language, heading, milestone.result, about, done=True))


def milestone_by_form(asked: Asked, form: Submission) -> Answer:
    """Mark the milestone as done with a result, or reopen it. Raises NotFound, NotAllowed."""
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
    """✅ or [완료] on a reminder: mark the milestone as done and offer a button to enter the result."""
    complete(asked.session, milestone, asked.person, asked.now)
    show_again(asked.session, asked.workspace.id, "milestone", milestone.id)
    text = asked.say("reminder.done")
    return Answer(text, blocks=looks.ask_for_result(asked.language, text, f"milestone:{milestone.id}"))


def mark_open(asked: Asked, milestone: Milestone) -> Answer:
    """✅ removed from a reminder: reopen the milestone."""
    reopen(asked.session, milestone, asked.person, asked.now)
    show_again(asked.session, asked.workspace.id, "milestone", milestone.id)
    return Answer(asked.say("reminder.reopened"))
