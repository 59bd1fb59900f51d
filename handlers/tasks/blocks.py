"""Blocks for tasks: a list by pages, and the form for an owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import UserSelectElement

from handlers.slack.blocks import Block, buttons, context, escaped, field, modal, section
from handlers.slack.list_pages import carrying, page_of, turns
from handlers.text import say

# Fits a section's 3,000 characters even with long titles, and two screens of a phone.
PAGE = 15
_LINE = 180


@dataclass(frozen=True)
class TaskView:
    """View model of a task in a list; `owner` is a Slack id, `rating` the latest one, each "" for none."""

    code: str
    title: str
    department: str = ""
    owner: str = ""
    rating: str = ""
    overdue: bool = False
    is_sample: bool = False


def line(language: str, task: TaskView) -> str:
    """Return the task as two lines of mrkdwn: code and title, then department, owner, rating and whether overdue."""
    marks = [say(language, f"rating.{task.rating}")] if task.rating else []
    marks += [say(language, "task.overdue")] if task.overdue else []
    who = [escaped(task.department), f"<@{task.owner}>" if task.owner else say(language, "task.no_owner")]
    details = " · ".join(part for part in [*who, *marks] if part)
    return f"*{escaped(task.code)}* {escaped(task.title[:_LINE])}\n{details}"


def task_list(language: str, title: str, tasks: Sequence[TaskView], page: int, request: str) -> list[Block]:
    """Build one page of the list.

    [이전] and [다음] carry what was asked, so that the next page is read anew.
    """
    page, pages = page_of(len(tasks), PAGE, page)
    view = tasks[page * PAGE : (page + 1) * PAGE]
    counted = say(language, "tasks.count", title=escaped(title), count=len(tasks), page=page + 1, pages=pages)
    turn = turns(language, "tasks", page, pages, carrying(request))
    sample = [context(say(language, "task.sample"))] if any(task.is_sample for task in view) else []
    lines = [section("\n".join(line(language, task) for task in view))] if view else []
    return [section(counted), *lines, *sample, *([buttons(*turn)] if turn else [])]


def owner_form(language: str, code: str, title: str) -> Block:
    """Build the form that asks for the task's owner."""
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
