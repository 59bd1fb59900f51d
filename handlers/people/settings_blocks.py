"""Forms for settings: a person's own, the city's, lead times, and an absence alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from slack_sdk.models.blocks import DatePickerElement, Option, TimePickerElement, UserSelectElement
from slack_sdk.models.blocks.block_elements import PlainTextInputElement, RadioButtonsElement

from handlers.slack.blocks import Block, button, buttons, field, modal, section
from handlers.text import say
from storage.organisation.settings import LANGUAGES, MOST_DAYS_OFF, CitySet
from storage.outbox.lead_times import LeadTimes

_ISO_DATE = 11  # characters, with the line break


@dataclass(frozen=True)
class OwnView:
    """View model of a person's settings; `deputy` is a Slack id or "", hours are None for the city's."""

    language: str
    opens_at: str | None
    closes_at: str | None
    away_from: date | None
    away_until: date | None
    deputy: str


def which(language: str) -> list[Block]:
    """Build the buttons with which an administrator chooses what to set."""
    return [
        section(say(language, "settings.which")),
        buttons(
            button(say(language, "button.own_settings"), "settings.own", "own"),
            button(say(language, "button.city_settings"), "settings.city", "city"),
            button(say(language, "button.lead_times"), "settings.ladder", "ladder"),
            button(say(language, "button.committees"), "settings.committees", "committees"),
        ),
    ]


def own_form(language: str, view: OwnView, opens_at: str, closes_at: str) -> Block:
    """Build the form for a person's settings; `opens_at` and `closes_at` are the city's, shown for comparison."""
    hours = {name: getattr(view, name) for name in ("opens_at", "closes_at")}
    return _form(
        language,
        "settings.own",
        "form.own_settings",
        [
            _language(language, view.language),
            section(say(language, "settings.hours", opens_at=opens_at, closes_at=closes_at)),
            *(_at(language, name, value, optional=True) for name, value in hours.items()),
            section(say(language, "away.explained")),
            *_absence(language, view.away_from, view.away_until, view.deputy, optional=True),
        ],
    )


def city_form(language: str, view: CitySet) -> Block:
    """Build the form for the city's settings, filled with the current ones."""
    days = PlainTextInputElement(
        multiline=True, max_length=MOST_DAYS_OFF * _ISO_DATE, initial_value="\n".join(view.days_off) or None
    )
    return _form(
        language,
        "settings.city",
        "form.city_settings",
        [
            _language(language, view.language),
            _at(language, "opens_at", view.opens_at),
            _at(language, "closes_at", view.closes_at),
            field("days_off", say(language, "field.days_off"), days, optional=True),
            _count(language, "report_opens_before", view.report_opens_before),
            _count(language, "report_due_after", view.report_due_after),
            _count(language, "keeps_months", view.keeps_months),
            _yes_or_no(language, "heads_confirm", chosen=view.heads_confirm),
        ],
    )


def lead_times_form(language: str, view: LeadTimes) -> Block:
    """Build the form for the lead times: days, separated by commas."""
    held = [(each.name, getattr(view, each.name)) for each in fields(view)]
    inputs = [
        field(name, say(language, f"field.{name}"), _listed(days), optional=name.endswith("before"))
        for name, days in held
    ]
    explained = section(say(language, "lead_times.explained"))
    return _form(language, "settings.ladder", "form.lead_times", [explained, *inputs])


def _listed(days: Sequence[int]) -> PlainTextInputElement:
    return PlainTextInputElement(max_length=40, initial_value=", ".join(map(str, days)) or None)


def away_form(language: str, first: date, last: date, deputy: str) -> Block:
    """Build the form for an absence from `first` to `last`; `deputy` is a Slack id or ""."""
    explained = section(say(language, "away.explained"))
    return _form(language, "away.set", "form.away", [explained, *_absence(language, first, last, deputy)])


def _absence(
    language: str, first: date | None, last: date | None, deputy: str, *, optional: bool = False
) -> list[Block]:
    days = {"first": ("field.first_day", first), "last": ("field.last_day", last)}
    chosen = UserSelectElement(initial_user=deputy or None)
    return [
        *(field(name, say(language, label), _picker(day), optional=optional) for name, (label, day) in days.items()),
        field("deputy", say(language, "field.deputy"), chosen, optional=True),
    ]


def _picker(day: date | None) -> DatePickerElement:
    return DatePickerElement(initial_date=day.isoformat() if day is not None else None)


def _yes_or_no(language: str, name: str, *, chosen: bool) -> Block:
    options = [Option(value=each, text=say(language, f"choice.{each}")) for each in ("yes", "no")]
    element = RadioButtonsElement(options=options, initial_option=options[0 if chosen else 1])
    return field(name, say(language, f"field.{name}"), element)


def _language(language: str, chosen: str) -> Block:
    options = [Option(value=each, text=say(each, "language.own_name")) for each in LANGUAGES]
    initial = next((option for option in options if option.value == chosen), None)
    return field(
        "language", say(language, "field.language"), RadioButtonsElement(options=options, initial_option=initial)
    )


def _at(language: str, name: str, value: str | None, *, optional: bool = False) -> Block:
    return field(name, say(language, f"field.{name}"), TimePickerElement(initial_time=value), optional=optional)


def _count(language: str, name: str, value: int) -> Block:
    return field(name, say(language, f"field.{name}"), PlainTextInputElement(max_length=4, initial_value=str(value)))


def _form(language: str, name: str, title: str, blocks: list[Block]) -> Block:
    save, close = say(language, "button.save"), say(language, "button.close")
    return modal(name, say(language, title), blocks, submit=save, close=close)
