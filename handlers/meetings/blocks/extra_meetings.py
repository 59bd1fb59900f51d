"""Blocks and forms for extra meetings and cancelled meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import DatePickerElement, Option, StaticSelectElement, TimePickerElement
from slack_sdk.models.blocks.block_elements import PlainTextInputElement

from handlers.meetings.blocks.meetings import PLACE_LIMIT, MeetingView, when
from handlers.slack.blocks import Block, context, escaped, field, header, modal, section
from handlers.slack.reminder_line import coming_buttons
from handlers.text import say
from handlers.text.dates import say_day

_REASON, _OPTION_TEXT, _USUAL_TIME = 1_000, 75, "14:00"


def call_form(language: str, committees: Sequence[tuple[int, str]], today: date) -> Block:
    """Build the form for an extra meeting (임시회의) of one of the committees; it begins with `today` at 14:00."""
    named = [Option(value=str(number), text=name[:_OPTION_TEXT]) for number, name in committees]
    return modal(
        "meeting.call",
        say(language, "form.call"),
        [
            field(
                "committee",
                say(language, "field.committee"),
                StaticSelectElement(options=named, initial_option=named[0]),
            ),
            field("day", say(language, "field.day"), DatePickerElement(initial_date=today.isoformat())),
            field("at", say(language, "field.at"), TimePickerElement(initial_time=_USUAL_TIME)),
            field(
                "place",
                say(language, "field.meeting_place"),
                PlainTextInputElement(max_length=PLACE_LIMIT),
                optional=True,
            ),
            field("reason", say(language, "field.why_called"), PlainTextInputElement(max_length=_REASON)),
        ],
        submit=say(language, "button.save"),
        close=say(language, "button.close"),
    )


def call_off_form(language: str, committee: str, on: date, carries: str) -> Block:
    """Build the form that asks for the reason of cancelling the meeting of day `on`."""
    return modal(
        "meeting.call_off",
        say(language, "form.call_off"),
        [
            section(f"*{escaped(committee)}* {say_day(language, on)}"),
            field("reason", say(language, "field.why_called_off"), PlainTextInputElement(max_length=_REASON)),
        ],
        submit=say(language, "button.call_off"),
        close=say(language, "button.close"),
        carries=carries,
    )


def called(language: str, meeting: MeetingView, reason: str, *, is_open: bool) -> list[Block]:
    """Build the announcement of an extra meeting, with buttons for attendance while it `is_open`."""
    title = header(say(language, "meeting.called", committee=meeting.committee))
    body = section(f"*{when(language, meeting)}*\n{escaped(reason)}")
    return [title, body, *([coming_buttons(language, f"{meeting.id}:0")] if is_open else [])]


def called_off(language: str, meeting: MeetingView, before: date, reason: str) -> list[Block]:
    """Build the announcement that the meeting of day `before` is cancelled, with the reason."""
    title = header(say(language, "meeting.called_off", committee=meeting.committee))
    body = section(f"~{say_day(language, before)} {meeting.at}~\n{escaped(reason)}")
    return [title, body, context(say(language, "meeting.called_off.agenda"))]
