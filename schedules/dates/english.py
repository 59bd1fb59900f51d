"""Dates in English words. `spelled` has removed "the" and "of" before."""

from __future__ import annotations

import re

from schedules.dates import counting, meaning, weekdays
from schedules.dates.meaning import Phrase
from schedules.dates.spelling import any_of

_MONTH = (
    "(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = "(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = "(?P<year>[0-9]{4}|'[0-9]{2})"
_STEP = "(?P<step>this|next|last)"
_WEEKDAY = f"(?P<weekday>{weekdays.ENGLISH})"
_PART = "(?:(?P<part>early|mid|late|end) )?"
_END = "(?:(?P<part>end) )?"
_UNIT = "(?P<unit>month|quarter|half|year)"
_QUARTER = f"(?:q(?P<number>[0-9])|(?P<nth>{any_of(word for word in meaning.NTH if word.isascii())}) quarter)"
_HALF = "(?:h(?P<number>[12])|(?P<nth>first|1st|second|2nd) half)"
_SOMETIME = r"(?:early|beginning|start)\s.+|(?:end )?(?:this |next )?(?:week|weekend)"

PHRASES: tuple[Phrase, ...] = (
    (re.compile(any_of(word for word in meaning.DAYS if word.isascii())), meaning.day_from_today),
    (re.compile(f"(?:coming )?{_WEEKDAY}"), meaning.weekday),
    (re.compile(f"{_STEP} (?:week )?{_WEEKDAY}"), meaning.weekday_of_week),
    (re.compile(f"{_WEEKDAY} {_STEP} week"), meaning.weekday_of_week),
    (re.compile(f"(?:in|within) {counting.ENGLISH}"), meaning.later),
    (re.compile(f"{counting.ENGLISH} (?P<side>from now|from today|later|ago)"), meaning.later),
    (re.compile("(?P<day>[0-9]{1,2})(?:st|nd|rd|th)"), meaning.in_some_month),
    (re.compile(rf"{_MONTH}[.\s]?{_DAY}(?:(?:\s|(?=')){_YEAR})?"), meaning.in_month),
    (re.compile(rf"{_DAY}[-.\s]?{_MONTH}(?:[-.\s]?(?P<year>[0-9]{{4}}|'?[0-9]{{2}}))?"), meaning.in_month),
    (re.compile(rf"{_PART}{_MONTH}(?:[.\s]?{_YEAR})?"), meaning.in_month),
    (re.compile(f"{_DAY} {_STEP} (?P<unit>month)"), meaning.in_this),
    (re.compile(f"{_PART}{_STEP} (?P<unit>month)"), meaning.in_this),
    (re.compile(f"{_END}{_STEP} {_UNIT}"), meaning.in_this),
    (re.compile(f"(?P<part>end) {_UNIT}"), meaning.in_this),
    (re.compile(f"{_UNIT} (?P<part>end)"), meaning.in_this),
    (re.compile(rf"{_END}(?:{_YEAR}[-/\s]?)?{_QUARTER}"), meaning.in_quarter),
    (re.compile(rf"{_END}{_QUARTER}[-/\s]?{_YEAR}"), meaning.in_quarter),
    (re.compile(rf"{_END}(?P<number>[0-9])q(?:[-/\s]?{_YEAR})?"), meaning.in_quarter),
    (re.compile(rf"{_END}(?P<number>[12])h(?:[-/\s]?{_YEAR})?"), meaning.in_half),
    (re.compile(rf"{_END}(?:{_YEAR}[-/\s]?)?{_HALF}"), meaning.in_half),
    (re.compile(rf"{_END}{_HALF}[-/\s]?{_YEAR}"), meaning.in_half),
    (re.compile(f"(?P<part>end) {_YEAR}"), meaning.in_year),
    (re.compile(_SOMETIME), meaning.ambiguous),
)
