"""Forms for results: of a milestone, and of a quarter."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal

from slack_sdk.models.blocks import Option
from slack_sdk.models.blocks.block_elements import FileInputElement, PlainTextInputElement, RadioButtonsElement

from handlers.slack.blocks import Block, button, buttons, escaped, field, modal, section, several_lines
from handlers.text import say
from handlers.text.figures import number
from storage.parsing.units import PERCENT, WON, unit_of
from storage.tasks.progress import Entry, Rating
from storage.tasks.tasks import Task

# docs.slack.dev, button: a value holds 2,000 characters.
CARRIED_WORDS = 1_500
# docs.slack.dev, file_input: at most ten files. Its `filetypes` do not include .hwpx, so none are set.
_FILES_AT_MOST = 10


def milestone_form(language: str, heading: str, result: str, carries: str, *, done: bool) -> Block:
    """Build the form for a milestone's result; `done` is the state it begins with."""
    states = [Option(value=value, text=say(language, f"milestone.{value}")) for value in ("done", "open")]
    chosen = RadioButtonsElement(options=states, initial_option=states[0 if done else 1])
    return _form(
        language,
        "progress.milestone",
        heading,
        [
            field("state", say(language, "field.state"), chosen),
            field("note", say(language, "field.result"), several_lines(result), optional=True),
        ],
        carries,
    )


@dataclass(frozen=True)
class Filled:
    """Values that the form begins with; `rating` is set only if the person gave it."""

    value: Decimal | None = None
    spend: Decimal | None = None
    rating: str = ""
    note: str = ""
    reason: str = ""
    action_plan: str = ""

    @classmethod
    def of(cls, said: Entry | None, before: Entry | None) -> Filled:
        """Return what was said of this quarter, else the figures of the last report."""
        if said is not None:
            return cls(said.value, said.spend, said.rating, said.note, said.reason, said.action_plan)
        return cls(before.value, before.spend) if before is not None else cls()


def report_form(language: str, heading: str, task: Task, filled: Filled, carries: str) -> Block:
    """Build the form for a quarterly report; a qualitative task without a unit has no field for a value."""
    ratings = [Option(value=each, text=say(language, f"rating.{each}")) for each in Rating]
    chosen = next((option for option in ratings if option.value == filled.rating), None)
    fields = [
        field(
            "spend",
            say(language, "field.spend"),
            _figure(filled.spend, WON),
            optional=True,
            hint=say(language, "hint.spend"),
        ),
        field("rating", say(language, "field.rating"), RadioButtonsElement(options=ratings, initial_option=chosen)),
        field("note", say(language, "field.note"), several_lines(filled.note), optional=True),
        field(
            "reason",
            say(language, "field.delay_reason"),
            several_lines(filled.reason),
            optional=True,
            hint=say(language, "hint.reason"),
        ),
        field("action_plan", say(language, "field.action_plan"), several_lines(filled.action_plan), optional=True),
    ]
    files = FileInputElement(max_files=_FILES_AT_MOST)
    hint = say(language, "hint.files")
    fields.append(field("files", say(language, "field.files"), files, optional=True, hint=hint))
    if task.unit or not task.is_qualitative:
        label = say(language, "field.value", unit=task.unit or "-")
        fields.insert(
            0,
            field(
                "value",
                label,
                _figure(filled.value, PERCENT if unit_of(task.unit).base == PERCENT else ""),
                optional=True,
            ),
        )
    return _form(language, "progress.report", heading, fields, carries)


def amount(value: Decimal, unit: str) -> str:
    """Return value and unit as mrkdwn, for example 1,200㎡."""
    return f"{number(value)}{escaped(unit)}"


def ask_for_rating(language: str, text: str, about: str, value: Decimal | None, words: str) -> list[Block]:
    """Build what was understood, with a button for each rating; each button carries the whole report."""
    carried = json.dumps([about, str(value) if value is not None else "", words], ensure_ascii=False)
    every = [button(say(language, f"rating.{each}"), f"progress.rate.{each}", f"{each}|{carried}") for each in Rating]
    return [section(text), buttons(*every)]


def unpacked(carried: str) -> tuple[str, Decimal | None, str]:
    """Return what a rating's button carries: the report's name on buttons, the value or None, the words."""
    about, value, words = json.loads(carried)
    return str(about), Decimal(value) if value else None, str(words)


def with_form(language: str, text: str, about: str) -> list[Block]:
    """Build a private answer with [수정], which opens the form."""
    return [section(text), buttons(button(say(language, "button.edit"), "progress.open", about))]


def _figure(initial: Decimal | None, unit: str) -> PlainTextInputElement:
    """Build the input for a figure. It begins with the unit, because without it the figure would be asked about."""
    view = f"{number(initial)}{unit}" if initial is not None else None
    return PlainTextInputElement(max_length=40, initial_value=view)


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
    """Build a private answer with [실적 입력], which opens the form."""
    return [section(text), buttons(button(say(language, "button.enter_result"), "progress.open", about))]
