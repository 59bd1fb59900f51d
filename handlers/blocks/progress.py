"""The forms in which a result is entered: of a milestone, of a quarter."""

from __future__ import annotations

from slack_sdk.models.blocks import Option
from slack_sdk.models.blocks.block_elements import PlainTextInputElement, RadioButtonsElement

from handlers.blocks.parts import INPUT_LIMIT, Block, button, buttons, field, modal, section
from handlers.text import say
from storage.progress import Rating


def milestone_form(language: str, heading: str, result: str, carries: str, *, done: bool) -> Block:
    states = [Option(value=value, text=say(language, f"milestone.{value}")) for value in ("done", "open")]
    chosen = RadioButtonsElement(options=states, initial_option=states[0 if done else 1])
    return _form(
        language,
        "progress.milestone",
        heading,
        [
            field("state", say(language, "field.state"), chosen),
            field("note", say(language, "field.result"), _text(result), optional=True),
        ],
        carries,
    )


def report_form(language: str, heading: str, unit: str, value: str, rating: str, note: str, carries: str) -> Block:
    """With what was reported before, if anything was."""
    ratings = [Option(value=each, text=say(language, f"rating.{each}")) for each in Rating]
    chosen = next((option for option in ratings if option.value == rating), None)
    number = PlainTextInputElement(max_length=40, initial_value=value or None)
    return _form(
        language,
        "progress.report",
        heading,
        [
            field("value", say(language, "field.value", unit=unit or "-"), number, optional=True),
            field(
                "rating",
                say(language, "field.rating"),
                RadioButtonsElement(options=ratings, initial_option=chosen),
            ),
            field("note", say(language, "field.note"), _text(note), optional=True, hint=say(language, "hint.note")),
        ],
        carries,
    )


def _text(initial: str) -> PlainTextInputElement:
    return PlainTextInputElement(multiline=True, max_length=INPUT_LIMIT, initial_value=initial[:INPUT_LIMIT] or None)


def _form(language: str, name: str, heading: str, fields: list[Block], carries: str) -> Block:
    return modal(
        name,
        say(language, "form.progress"),
        [section(heading), *fields],
        submit=say(language, "button.save"),
        close=say(language, "button.close"),
        carries=carries,
    )


def ask_for_result(language: str, text: str, about: str) -> list[Block]:
    """Said privately, with the form a tap away."""
    return [section(text), buttons(button(say(language, "button.enter_result"), "progress.open", about))]
