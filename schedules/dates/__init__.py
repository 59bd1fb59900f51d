"""Dates as people type them, in Korean and English: `2025. 7. 9.`, 다음 주 금요일, 7월 말, next Friday, D-3.

Nothing is guessed: an ambiguous or impossible date raises an error, and people see how a date was read before it
counts.

The week starts on Monday. A month, quarter, half or year means its last day; 초 and 중순 mean the 10th and the 20th. A
date without a year that has passed is next year's. At the start of a span, or with 부터, the first day counts instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, time

from schedules.dates import english, hours, korean, weekdays, written
from schedules.dates.counting import days_before_meeting
from schedules.dates.said import NotRead, PartialDate, between, coming
from schedules.dates.spelling import spelled
from storage.db.errors import DateNotUnderstood


@dataclass(frozen=True)
class ReadDate:
    """A date as it was read. All fields are None for 수시 and 미정."""

    day: date | None = None
    time: time | None = None
    until: date | None = None  # the last day of a span
    before_meeting: int | None = None  # 3 for D-3, 0 for the day of the meeting, -3 for D+3


_NO_DATE = frozenset(
    (
        *("수시", "상시", "연중", "연중수시", "연중상시", "미정", "기한없음"),
        *("추후", "추후결정", "추후협의", "추후통보", "추후공지"),
        *("tbd", "tba", "tbc", "tobedecided", "tobedetermined", "tobeannounced", "tobeconfirmed", "undecided"),
        *("asneeded", "asrequired", "asnecessary", "whenneeded", "ongoing", "anytime", "nodate", "nodeadline"),
    )
)
_PHRASES = (*written.PHRASES, *korean.PHRASES, *english.PHRASES)
_TO = re.compile(r"(?<=.)(?:~|부터|\s(?:to|through|until|till)\s)(?=.)")
_LEADING = re.compile(r"(?:by|on|at|until|till|due|no later than|(?P<start>from|starting))\s|~")
_TRAILING = re.compile(r"(?:까지|에|(?P<start>부터|~))?\.?$")
_DURING = re.compile(r"^(?:in|within|during)\s|(?:이내|내|안|중)$")
_BARE = re.compile(r"[0-9]{1,2}")


def read_date(text: str, today: date) -> ReadDate:
    """Return the date that the text means, seen from `today`. Raises DateNotUnderstood."""
    try:
        return _read(spelled(text), today)
    except NotRead as error:
        raise DateNotUnderstood(text, error.why) from None


def _read(text: str, today: date) -> ReadDate:
    if text.replace(" ", "") in _NO_DATE:
        return ReadDate()
    if parting := _TO.search(text):
        return _span(text[: parting.start()], text[parting.end() :], today)
    try:
        return _moment(text, today)
    except NotRead as error:
        if error.why == "unreadable" and text.count("-") == 1:
            left, right = text.split("-")
            return _span(left, right, today)
        raise


def _moment(text: str, today: date) -> ReadDate:
    text, starts = _trimmed(text)
    text, at = hours.parted(text)
    if not text:  # no date: nothing at all, or only a time of day
        raise NotRead("ambiguous" if at else "unreadable")
    days = days_before_meeting(text)
    if days is not None:
        return ReadDate(time=at, before_meeting=days)
    said = _said(text, today)
    if at and not said.is_one_day:
        raise NotRead("ambiguous")
    first, last = coming(said, today)
    return ReadDate(day=first if starts else last, time=at)


def _span(left: str, right: str, today: date) -> ReadDate:
    left, right = _trimmed(left)[0], _trimmed(right)[0]
    if _BARE.fullmatch(left) and _BARE.fullmatch(right):
        raise NotRead("ambiguous")
    start, end = _side(left, today), _side(right, today)
    if (start.months is None) != (end.months is None) and not (start.is_one_day and end.is_one_day):
        raise NotRead("ambiguous")
    first, last = between(start, end, today)
    return ReadDate(day=first, until=last)


def _side(text: str, today: date) -> PartialDate:
    """Read one side of a span; a number alone is a day of the other side's month."""
    return PartialDate(None, None, (int(text),) * 2) if _BARE.fullmatch(text) else _said(text, today)


def _trimmed(text: str) -> tuple[str, bool]:
    """Return the text without by, 까지 and the like, and whether it names the start of something."""
    leading, trailing = _LEADING.match(text), _TRAILING.search(text)
    start, end = leading.end() if leading else 0, trailing.start() if trailing else len(text)
    return text[start:end], any(found and found["start"] for found in (leading, trailing))


def _said(text: str, today: date) -> PartialDate:
    for each in dict.fromkeys((text, _DURING.sub("", text))):
        if found := _phrase(each, today):
            return found
        day, weekday = weekdays.parted(each)
        if weekday is not None and (found := _phrase(day, today)):
            return replace(found, weekday=weekday)
    raise NotRead("unreadable")


def _phrase(text: str, today: date) -> PartialDate | None:
    for pattern, mean in _PHRASES:
        if found := pattern.fullmatch(text):
            return mean(found, today)
    return None
