"""Reminder line for a secretary about a task whose owner says that it is not theirs."""

from __future__ import annotations

from handlers.slack.blocks import escaped
from handlers.slack.outgoing import Reading
from handlers.slack.reminder_line import LineView
from handlers.text.titles import task_title
from storage.organisation.people import Person
from storage.outbox.notices import Notice
from storage.outbox.planned import Wanted
from storage.tasks.not_mine import last_said_not_mine
from storage.tasks.tasks import Task


def not_mine_line(reading: Reading, reason: Notice | Wanted) -> LineView:
    """Build the line: the person, their reason, a button to assign the task; closed once the task is assigned."""
    task = reading.session.get_one(Task, reason.subject_id)
    said = last_said_not_mine(reading.session, task)
    person = reading.session.get(Person, said.person_id) if said is not None and said.person_id else None
    text = reading.say(
        "line.not_mine",
        code=escaped(task.code),
        title=escaped(task_title(reading.language, task)),
        who=f"<@{person.slack_id}>" if person is not None else "-",
        reason=escaped(str(said.after.get("reason", ""))) if said is not None else "-",
    )
    offer = "task.assign" if said is not None else ""
    return LineView(reason.kind, task.code, text, reason.due_date, said is not None, f"task:{task.id}", offer=offer)
