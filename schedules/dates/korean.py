"""Dates in Korean words: patterns, with the function that gives each its meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable

from schedules.dates import counting, meaning, weekdays
from schedules.dates.meaning import Phrase
from schedules.dates.spelling import any_of


def _any_korean(words: Iterable[str]) -> str:
    return any_of(word for word in words if not word.isascii())


# 이 means "this" in 이달 and 이 주, but "two" in 이월, 이분기 and 이반기.
_STEP = f"(?P<step>(?!이[월분반])(?:{_any_korean(meaning.STEPS)}))"
_DIGITS = "'?(?P<year>[0-9]{4}|[0-9]{2})"
_YEAR_WORD = f"(?P<year_word>{any_of(meaning.YEARS)})"
_YEAR = rf"(?:{_DIGITS}(?:년도?|[.\s]|(?=[^0-9]))|{_YEAR_WORD})?"
# 15년 without an apostrophe may mean a duration of 15 years.
_YEAR_ALONE = rf"(?:(?![0-9]{{2}}년(?![도말])){_DIGITS}년도?|{_YEAR_WORD}|[연년](?=[말내]))"
_PART = "(?P<part>초순?|상순|중순|하순|말일?)"
_IN_MONTH = rf"(?:(?P<day>[0-9]{{1,2}})일?|{_PART})?"
_END = "(?P<part>말)?"

PHRASES: tuple[Phrase, ...] = (
    (re.compile(rf"월|일|분기|반기|{_YEAR}초|[연년]초|주[초중말]|{_STEP}주[초중말]?"), meaning.ambiguous),
    (re.compile(_any_korean(meaning.DAYS)), meaning.day_from_today),
    (re.compile(r"(?:오는)?(?P<weekday>[화수목금토]|[월일](?=요일))(?:요일)?"), meaning.weekday),
    (re.compile(rf"{_STEP}주(?P<weekday>{weekdays.KOREAN})(?:요일)?"), meaning.weekday_of_week),
    (re.compile(rf"{counting.KOREAN}(?P<side>이내|내|안|후|뒤|전)"), meaning.later),
    (re.compile(rf"(?P<day>[0-9]{{1,2}})일|월{_PART}"), meaning.in_some_month),
    (re.compile(r"(?P<part>말일)"), meaning.in_some_month),
    (re.compile(rf"{_YEAR}(?P<month>[0-9]{{1,2}})월{_IN_MONTH}"), meaning.in_month),
    (re.compile(rf"{_STEP}(?P<unit>[달월]){_IN_MONTH}"), meaning.in_this),
    (re.compile(rf"{_YEAR}(?P<number>[0-9]{{1,2}})(?:/4|사)?분기{_END}"), meaning.in_quarter),
    (re.compile(rf"{_YEAR}(?P<nth>[상하])반기{_END}"), meaning.in_half),
    (re.compile(rf"{_STEP}?(?P<unit>분기|반기){_END}"), meaning.in_this),
    (re.compile(rf"{_YEAR_ALONE}{_END}내?"), meaning.in_year),
)
