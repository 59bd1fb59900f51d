"""The form for a committee's meeting cycle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import CheckboxesElement, Option, StaticSelectElement, TimePickerElement
from slack_sdk.models.blocks.block_elements import PlainTextInputElement

from handlers.slack.blocks import Block, escaped, field, modal, section
from handlers.text import say
from storage.meetings.quorum import Quorum

QUORUM_OFF = "off"


@dataclass(frozen=True)
class CycleView:
    """View model of a cycle.

    `nth` is 1 to 4, or -1 for the last; `weekday` is 0 for Monday. `notice_days` (to the channel) and `asking_days` (to
    members without an answer) are days before the meeting.
    """

    months: Sequence[int]
    nth: int
    weekday: int
    at: str
    notice_days: Sequence[int]
    asking_days: Sequence[int]
    quorum: str


def cycle_form(language: str, committee: str, cycle: CycleView, carries: str) -> Block:
    """Build the form, filled with the committee's current cycle."""
    months = [Option(value=str(month), text=say(language, f"month.{month}")) for month in range(1, 13)]
    chosen = [option for option in months if option.value is not None and int(option.value) in cycle.months]
    nths = [Option(value=str(nth), text=say(language, f"nth.{nth}")) for nth in (1, 2, 3, 4, -1)]
    days = [Option(value=str(day), text=say(language, f"weekday.{day}")) for day in range(5)]

    def listed(held: Sequence[int]) -> PlainTextInputElement:
        return PlainTextInputElement(max_length=60, initial_value=", ".join(map(str, held)) or None)

    return modal(
        "cycle.set",
        say(language, "form.cycle"),
        [
            section(f"*{escaped(committee)}*"),
            field("months", say(language, "field.months"), CheckboxesElement(options=months, initial_options=chosen)),
            field("nth", say(language, "field.nth"), _select(nths, str(cycle.nth))),
            field("weekday", say(language, "field.weekday"), _select(days, str(cycle.weekday))),
            field("at", say(language, "field.at"), TimePickerElement(initial_time=cycle.at)),
            field("notice_days", say(language, "field.notice_days"), listed(cycle.notice_days), optional=True),
            field("asking_days", say(language, "field.asking_days"), listed(cycle.asking_days), optional=True),
            field("quorum", say(language, "field.quorum"), quorum_choice(language, cycle.quorum)),
        ],
        submit=say(language, "button.save"),
        close=say(language, "button.close"),
        carries=carries,
    )


def quorum_choice(language: str, chosen: str) -> StaticSelectElement:
    """Build the menu of quorums. Slack allows no empty value: without a quorum it is `QUORUM_OFF`."""
    options = [Option(value=each or QUORUM_OFF, text=say(language, f"quorum.{each or QUORUM_OFF}")) for each in Quorum]
    return _select(options, chosen or QUORUM_OFF)


def _select(options: Sequence[Option], value: str) -> StaticSelectElement:
    chosen = next((option for option in options if option.value == value), None)
    return StaticSelectElement(options=list(options), initial_option=chosen)
