"""The form that assigns people to unassigned tasks and departments."""

from __future__ import annotations

from slack_sdk.models.blocks import UserSelectElement

from handlers.slack.blocks import Block, escaped, field, modal, section
from handlers.text import say
from handlers.text.titles import coded_title
from storage.admin.unassigned import Unassigned

_LABEL = 140


def unassigned_form(language: str, unassigned: Unassigned) -> Block:
    """Build the form with one field for each listed task and department; every field may stay empty."""
    tasks = [
        field(f"task:{task.code}", coded_title(language, task)[:_LABEL], UserSelectElement(), optional=True)
        for task in unassigned.tasks
    ]
    departments = [
        field(
            f"department:{each.id}",
            say(language, "unassigned.head", name=escaped(each.name)),
            UserSelectElement(),
            optional=True,
        )
        for each in unassigned.departments
    ]
    counted = section(
        say(language, "unassigned.count", tasks=unassigned.task_count, departments=unassigned.department_count)
    )
    return modal(
        "orphans.set",
        say(language, "form.unassigned"),
        [counted, *tasks, *departments],
        submit=say(language, "button.save"),
        close=say(language, "button.close"),
    )
