"""The form in which a person says that they are away."""

from __future__ import annotations

from datetime import date

from slack_sdk.models.blocks import DatePickerElement, UserSelectElement

from handlers.blocks.parts import Block, field, modal, section
from handlers.text import say


def away_form(language: str, first: date, last: date, deputy: str) -> Block:
    return modal(
        "away.set",
        say(language, "form.away"),
        [
            section(say(language, "away.explained")),
            field("first", say(language, "field.first_day"), DatePickerElement(initial_date=first.isoformat())),
            field("last", say(language, "field.last_day"), DatePickerElement(initial_date=last.isoformat())),
            field(
                "deputy", say(language, "field.deputy"), UserSelectElement(initial_user=deputy or None), optional=True
            ),
        ],
        submit=say(language, "button.save"),
        close=say(language, "button.close"),
    )
