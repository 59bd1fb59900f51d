"""The form that assigns people to unassigned tasks and departments."""

from __future__ import annotations

from slack_sdk.models.blocks import UserSelectElement

from handlers.blocks.parts import Block, escaped, field, modal, section
from handlers.text import say
from storage.orphans import Orphans

_LABEL = 140


def orphans_form(language: str, orphans: Orphans) -> Block:
    """Build the form with one field for each listed task and department; every field may stay empty."""
    tasks = [
        field(f"task:{task.code}", f"{task.code} {task.title}"[:_LABEL], UserSelectElement(), optional=True)
        for task in orphans.tasks
    ]
    departments = [
        field(
            f"department:{each.id}",
            say(language, "orphans.head", name=escaped(each.name)),
            UserSelectElement(),
            optional=True,
        )
        for each in orphans.departments
    ]
    counted = section(say(language, "orphans.count", tasks=orphans.task_count, departments=orphans.department_count))
    return modal(
        "orphans.set",
        say(language, "form.orphans"),
        [counted, *tasks, *departments],
        submit=say(language, "button.save"),
        close=say(language, "button.close"),
    )
