"""Blocks for action items: a list by pages, the form for a result, the message to an owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import DatePickerElement, Option, SectionBlock
from slack_sdk.models.blocks.basic_components import MarkdownTextObject
from slack_sdk.models.blocks.block_elements import RadioButtonsElement

from handlers.slack.blocks import (
    SECTION_LIMIT,
    Block,
    button,
    buttons,
    context,
    escaped,
    field,
    modal,
    section,
    several_lines,
)
from handlers.slack.list_pages import carrying, page_of, turns
from handlers.text import say
from storage.action_items.action_items import CHOSEN

PAGE = 10


@dataclass(frozen=True)
class ActionItemView:
    """View model of an action item; `line`, `decided` and `result` are mrkdwn."""

    id: int
    line: str
    decided: str
    result: str
    late: bool
    is_cancelled: bool = False


def action_list(
    language: str, title: str, actions: Sequence[ActionItemView], done: int, page: int, request: str
) -> list[Block]:
    """Build one page of the list.

    [이전] and [다음] carry what was asked, so that the next page is read anew.
    """
    page, pages = page_of(len(actions), PAGE, page)
    counted = say(
        language, "actions.count", title=escaped(title), count=len(actions), done=done, page=page + 1, pages=pages
    )
    turn = turns(language, "actions", page, pages, carrying(request))
    view = [with_button(language, each) for each in actions[page * PAGE : (page + 1) * PAGE]]
    return [section(counted), *view, *([buttons(*turn)] if turn else [])]


def with_button(language: str, action: ActionItemView) -> Block:
    """Build one action item with [결과 입력]; a cancelled one has no button."""
    late = f"*{say(language, 'task.overdue')}* " if action.late else ""
    result = f"\n{action.result}" if action.result else ""
    if action.is_cancelled:
        return section(f"{action.line}\n{action.decided}"[:SECTION_LIMIT])
    text = MarkdownTextObject(text=f"{late}{action.line}\n{action.decided}{result}"[:SECTION_LIMIT])
    enter = button(say(language, "button.enter_action"), "action.open", str(action.id))
    return dict(SectionBlock(text=text, accessory=enter).to_dict())


def assigned_heading(language: str, actions: Sequence[ActionItemView]) -> str:
    """Return the first line of the message to an owner: assigned, or cancelled if all of them are."""
    which = "cancelled" if all(each.is_cancelled for each in actions) else "assigned"
    return say(language, f"action.{which}", count=len(actions))


def assigned(language: str, actions: Sequence[ActionItemView]) -> list[Block]:
    """Build the message to the owner of the action items."""
    heading = section(assigned_heading(language, actions))
    more = len(actions) - PAGE
    rest = [context(say(language, "line.and_more", count=more))] if more > 0 else []
    return [heading, *(with_button(language, each) for each in actions[:PAGE]), *rest]


def result_form(language: str, heading: str, state: str, result: str, review: str, carries: str) -> Block:
    """Build the form for an action item's result; `review` is an ISO date, "" for none."""
    states = [Option(value=each, text=say(language, f"action.state.{each}")) for each in CHOSEN]
    chosen = next(each for each in states if each.value == state)
    text = several_lines(result)
    return modal(
        "action.result",
        say(language, "form.action"),
        [
            section(heading),
            field("state", say(language, "field.state"), RadioButtonsElement(options=states, initial_option=chosen)),
            field("result", say(language, "field.result"), text, optional=True),
            field(
                "review", say(language, "field.review"), DatePickerElement(initial_date=review or None), optional=True
            ),
        ],
        submit=say(language, "button.save"),
        close=say(language, "button.close"),
        carries=carries,
    )


def ask_for_result(language: str, action_id: int) -> list[Block]:
    """Build the private answer to ✅ on a reminder: a result is needed, with [결과 입력]."""
    enter = button(say(language, "button.enter_action"), "action.open", str(action_id))
    return [section(say(language, "action.needs_result")), buttons(enter)]
