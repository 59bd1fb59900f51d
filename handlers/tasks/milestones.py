"""Milestones: their results, by form or by reaction."""

from __future__ import annotations

from handlers.slack.blocks import escaped
from handlers.slack.payloads import Submission
from handlers.slack.requests import Request, Response
from handlers.tasks import progress_blocks
from handlers.text.dates import say_day
from storage.admin.permissions import may_report, need
from storage.outbox.notices import show_again
from storage.tasks.milestones import Milestone, complete, milestone_with, reopen
from storage.tasks.tasks import task_with


def result_form(request: Request, about: str) -> Response:
    """Open the result form of `about`, "milestone:id". Raises NotFound, NotAllowed."""
    milestone = milestone_with(request.session, request.workspace.id, int(about.split(":")[1]))
    task = task_with(request.session, request.workspace.id, milestone.task_id)
    need(request.person, may_report(request.session, task), "report")
    name = milestone.name or request.say("milestone.last")
    heading = f"*{escaped(task.code)}* {escaped(name)} · {say_day(request.language, milestone.due)}"
    return Response(form=progress_blocks.milestone_form(request.language, heading, milestone.result, about, done=True))


def milestone_by_form(request: Request, form: Submission) -> Response:
    """Mark the milestone as done with a result, or reopen it. Raises NotFound, NotAllowed."""
    milestone = milestone_with(request.session, request.workspace.id, int(form.carries.split(":")[1]))
    task = task_with(request.session, request.workspace.id, milestone.task_id)
    need(request.person, may_report(request.session, task), "report")
    if form.fields.get("state") == "done":
        complete(request.session, milestone, request.person, request.now, form.fields.get("note", "").strip())
    else:
        reopen(request.session, milestone, request.person, request.now)
    show_again(request.session, request.workspace.id, "milestone", milestone.id)
    return Response()


def mark_done(request: Request, milestone: Milestone) -> Response:
    """✅ or [완료] on a reminder: mark the milestone as done and offer a button to enter the result."""
    complete(request.session, milestone, request.person, request.now)
    show_again(request.session, request.workspace.id, "milestone", milestone.id)
    text = request.say("reminder.done")
    return Response(text, blocks=progress_blocks.ask_for_result(request.language, text, f"milestone:{milestone.id}"))


def mark_open(request: Request, milestone: Milestone) -> Response:
    """✅ removed from a reminder: reopen the milestone."""
    reopen(request.session, milestone, request.person, request.now)
    show_again(request.session, request.workspace.id, "milestone", milestone.id)
    return Response(request.say("reminder.reopened"))
