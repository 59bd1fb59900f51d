"""Durations: 3일, 일주일, 두 달, 보름; 2 weeks, a month. They count from today or from a meeting."""

from __future__ import annotations

import re

from dateutil.relativedelta import relativedelta

from schedules.dates.said import NotRead
from schedules.dates.spelling import any_of

_UNITS = {
    "일": relativedelta(days=1),
    "주": relativedelta(weeks=1),
    "주일": relativedelta(weeks=1),
    "개월": relativedelta(months=1),
    "달": relativedelta(months=1),
    "년": relativedelta(years=1),
    "day": relativedelta(days=1),
    "week": relativedelta(weeks=1),
    "month": relativedelta(months=1),
    "year": relativedelta(years=1),
}
_WORDS = {
    "하루": relativedelta(days=1),
    "이틀": relativedelta(days=2),
    "사흘": relativedelta(days=3),
    "나흘": relativedelta(days=4),
    "닷새": relativedelta(days=5),
    "엿새": relativedelta(days=6),
    "이레": relativedelta(days=7),
    "여드레": relativedelta(days=8),
    "아흐레": relativedelta(days=9),
    "열흘": relativedelta(days=10),
    "보름": relativedelta(days=15),
    "반년": relativedelta(months=6),
}
_KOREAN_COUNTS = (*"한두세네", "다섯", "여섯", "일곱", "여덟", "아홉", "열")
_ENGLISH_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTS = {
    **{word: number for number, word in enumerate("일이삼사오육칠팔구십", 1)},
    **{word: number for number, word in enumerate(_KOREAN_COUNTS, 1)},
    **{word: number for number, word in enumerate(_ENGLISH_COUNTS, 1)},
    "석": 3,
    "넉": 4,
    "a": 1,
    "an": 1,
}


KOREAN = (
    rf"(?:(?P<count>[0-9]{{1,4}}|{any_of(each for each in _COUNTS if not each.isascii())})"
    rf"(?P<unit>{any_of(each for each in _UNITS if not each.isascii())})|(?P<word>{any_of(_WORDS)}))"
)
ENGLISH = (
    rf"(?P<count>[0-9]{{1,4}}|{any_of(each for each in _COUNTS if each.isascii())})"
    rf"\s?(?P<unit>{any_of(each for each in _UNITS if each.isascii())})s?"
)

_ON_THE_DAY = re.compile(r"d\s?day|디데이|(?:다음|차기)?회의(?:당일|날|일)?|(?:day\s)?(?:next\s)?meeting(?:\sday)?")
_D_MINUS = re.compile(r"d(?P<sign>[-+])(?P<days>[0-9]{1,3})일?")
_DAY_BEFORE = re.compile(r"(?:다음|차기)?회의전날|day\sbefore\s(?:next\s)?meeting")
_AROUND = (
    re.compile(rf"(?:다음|차기)?회의일?{KOREAN}(?P<side>전|후|뒤)"),
    re.compile(rf"{ENGLISH}\s(?P<side>before|after)\s(?:next\s)?meeting"),
)


def stretch(found: re.Match[str]) -> relativedelta:
    """Return the duration that `KOREAN` or `ENGLISH` matched."""
    if word := found.groupdict().get("word"):
        return _WORDS[word]
    count = found["count"]
    return _UNITS[found["unit"]] * (int(count) if count.isdecimal() else _COUNTS[count])


def days_before_meeting(text: str) -> int | None:
    """Return 3 for D-3 and 회의 3일 전, 0 for the day itself, -3 for D+3, or None if the text names no meeting.

    Raises NotRead for months and years, which are no number of days.
    """
    if _ON_THE_DAY.fullmatch(text):
        return 0
    if _DAY_BEFORE.fullmatch(text):
        return 1
    if found := _D_MINUS.fullmatch(text):
        return int(found["days"]) * (-1 if found["sign"] == "+" else 1)
    for pattern in _AROUND:
        if found := pattern.fullmatch(text):
            by = stretch(found)
            if by.months or by.years:  # not a fixed number of days
                raise NotRead("ambiguous")
            return by.days if found["side"] in ("전", "before") else -by.days
    return None
