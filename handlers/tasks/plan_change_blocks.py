"""The form that changes a milestone's date or a year's target, always with a reason; a task's buttons."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import Option
from slack_sdk.models.blocks.block_elements import PlainTextInputElement, StaticSelectElement

from handlers.slack.blocks import Block, button, buttons, field, modal, section
from handlers.text import say
from storage.tasks.plan_changes import REASON_LIMIT

# docs.slack.dev, static select: at most 100 options of 75 characters.
_OPTIONS, _OPTION_TEXT = 100, 75


def change_form(language: str, heading: str, choices: Sequence[tuple[str, str]], code: str) -> Block:
    """Build the form; `choices` are (value, text) of milestones and targets."""
    options = [Option(value=value, text=text[:_OPTION_TEXT]) for value, text in choices[:_OPTIONS]]
    reason = PlainTextInputElement(multiline=True, max_length=REASON_LIMIT)
    hint = say(language, "hint.change_to")
    return modal(
        "slip.set",
        say(language, "form.plan_change"),
        [
            section(heading),
            field("what", say(language, "field.change_what"), StaticSelectElement(options=options)),
            field("to", say(language, "field.change_to"), PlainTextInputElement(max_length=60), hint=hint),
            field("reason", say(language, "field.change_reason"), reason),
        ],
        submit=say(language, "button.save"),
        close=say(language, "button.close"),
        carries=code,
    )


def task_buttons(language: str, about: str, code: str) -> Block:
    """Build [실적 입력] and [기한·목표 변경], for people who may report on the task."""
    return buttons(
        button(say(language, "button.enter_result"), "progress.open", about),
        button(say(language, "button.change_plan"), "slip.open", code),
    )
