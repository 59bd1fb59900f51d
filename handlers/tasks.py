"""The plan's tasks: finding one."""

from __future__ import annotations

from slack_sdk.models.blocks import Option

from handlers.listening import Asked
from handlers.payloads import matched
from storage.tasks import all_tasks

# docs.slack.dev, block_suggestion: at most 100 options of 75 characters.
_OPTIONS, _OPTION_TEXT = 100, 75


def found_in_list(asked: Asked, typed: str) -> list[dict[str, object]]:
    """Tasks whose code or title holds what was typed, as options of a searchable list."""
    looked_for = matched(typed)
    lines = ((task.code, f"{task.code} {task.title}") for task in all_tasks(asked.session, asked.workspace.id))
    near = [(code, line) for code, line in lines if looked_for in matched(line)]
    return [dict(Option(value=code, text=line[:_OPTION_TEXT]).to_dict()) for code, line in near[:_OPTIONS]]
