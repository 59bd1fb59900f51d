"""Weekdays: alone, of a week, and written beside a date."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from dateutil.relativedelta import relativedelta

from schedules.dates.said import NotRead, PartialDate, moved, one_day

ENGLISH = "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
KOREAN = "[월화수목금토일]"
_NUMBERS: Mapping[str, int] = {
    **{name: number for number, name in enumerate("월화수목금토일")},
    **{name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))},
}
_BEFORE = re.compile(rf"(?P<name>{ENGLISH})[.\s]\s?(?=.)")
_AFTER = re.compile(
    rf"(?:\((?P<inside>{KOREAN}|{ENGLISH})(?:요일)?\)|(?P<korean>{KOREAN})요일|\s(?P<english>{ENGLISH}))$"
)


def number_of(name: str) -> int:
    """Return the weekday's number; Monday is 0."""
    return _NUMBERS[name[:3] if name.isascii() else name[0]]


def parted(text: str) -> tuple[str, int | None]:
    """Split off a weekday written before or after a date; return the rest and its number, or None for no weekday."""
    if found := _AFTER.search(text):
        return text[: found.start()], number_of(found["inside"] or found["korean"] or found["english"])
    if found := _BEFORE.match(text):
        return text[found.end() :], number_of(found["name"])
    return text, None


def next_one(weekday: int, today: date) -> PartialDate:
    """Return the next such weekday. Raises NotRead for today's own weekday, which may mean today or in a week."""
    days = (weekday - today.weekday()) % 7
    if days == 0:
        raise NotRead("ambiguous")
    return one_day(moved(today, relativedelta(days=days)))


def of_week(weekday: int, step: int, today: date) -> PartialDate:
    """Return the weekday of this week, or `step` weeks later; a week starts on Monday."""
    return one_day(moved(today, relativedelta(days=weekday - today.weekday(), weeks=step)))
