"""What tasks look like: a list by pages, one task, the plan at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from slack_sdk.models.blocks import UserSelectElement

from handlers.blocks.parts import Block, button, buttons, context, escaped, field, modal, section
from handlers.text import say

# Fits a section's 3,000 characters with room for long titles, and a phone's two screens.
PAGE = 15
_LINE = 180


@dataclass(frozen=True)
class TaskShown:
    code: str
    title: str
    department: str = ""
    owner: str = ""
    rating: str = ""
    overdue: bool = False
    is_sample: bool = False


def line(language: str, task: TaskShown) -> str:
    marks = [say(language, f"rating.{task.rating}")] if task.rating else []
    marks += [say(language, "task.overdue")] if task.overdue else []
    who = [escaped(task.department), f"<@{task.owner}>" if task.owner else say(language, "task.no_owner")]
    details = " · ".join(part for part in [*who, *marks] if part)
    return f"*{escaped(task.code)}* {escaped(task.title[:_LINE])}\n{details}"


def task_list(language: str, title: str, tasks: Sequence[TaskShown], page: int, asked: str) -> list[Block]:
    """One page; [이전] and [다음] carry what was asked, so that the next page is looked up anew."""
    pages = max(1, -(-len(tasks) // PAGE))
    page = min(max(page, 0), pages - 1)
    shown = tasks[page * PAGE : (page + 1) * PAGE]
    counted = say(language, "tasks.count", title=escaped(title), count=len(tasks), page=page + 1, pages=pages)
    turns = [
        button(say(language, f"button.{name}"), f"tasks.{name}", f"{to}|{asked}")
        for name, to in (("previous", page - 1), ("next", page + 1))
        if 0 <= to < pages
    ]
    sample = [context(say(language, "task.sample"))] if any(task.is_sample for task in shown) else []
    lines = [section("\n".join(line(language, task) for task in shown))] if shown else []
    return [section(counted), *lines, *sample, *([buttons(*turns)] if turns else [])]


def owner_form(language: str, code: str, title: str) -> Block:
    return modal(
        "task.assign",
        say(language, "button.task.assign"),
        [
            section(f"*{escaped(code)}* {escaped(title)}"),
            field("owner", say(language, "field.owner"), UserSelectElement()),
        ],
        submit=say(language, "button.save"),
        close=say(language, "button.close"),
        carries=code,
    )


def number(value: Decimal) -> str:
    """1,200 and 0.5: grouped, without noughts that say nothing."""
    return f"{value.normalize():,f}"
