"""How dates are read: edge cases. What people usually type is in dates_said.py."""

from datetime import date, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handlers.slack.errors import sentence
from handlers.text.dates import say_day
from schedules.dates import ReadDate, read_date
from storage.db.errors import DateNotUnderstood
from storage.organisation.settings import LANGUAGES
from tests.schedules import dates_said as said_as

TODAY = date(2025, 7, 2)
WHYS = ("unreadable", "ambiguous", "no_such_day", "no_such_time", "weekday", "past", "ends_before", "too_far")
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def read(said: str, today: date = TODAY) -> str:
    """Read a date and write its meaning as dates_said.py does."""
    try:
        found = read_date(said, today)
    except DateNotUnderstood as error:
        assert error.text == said
        return error.why
    if found == ReadDate():
        return "NO_DATE"
    day = f"D-{found.before_meeting}" if found.day is None else found.day.isoformat()
    at = f"T{found.time:%H:%M}" if found.time else ""
    return day + at + (f"~{found.until}" if found.until else "")


@pytest.mark.parametrize(
    ("said", "expected"),
    said_as.cases(
        said_as.OFFICE,
        said_as.FIGURES,
        said_as.MONTHS,
        said_as.PERIODS,
        said_as.WEEKS,
        said_as.FROM_TODAY,
        said_as.MEETINGS,
        said_as.SPANS,
        said_as.TIMES,
        said_as.ENGLISH,
        said_as.WITHOUT,
    ),
)
def test_what_people_type(said: str, expected: str) -> None:
    assert read(said) == expected


def test_an_empty_field_says_no_day() -> None:
    assert [read(said) for said in ("", " ", "\u200b", "7/9" + " " * 100)] == ["unreadable"] * 4


@pytest.mark.parametrize(
    ("today", "said", "expected"),
    [
        # A day alone is this month's until it has passed, today included; then next month's, also across the year's
        # end.
        ("2025-07-09", "9일", "2025-07-09"),
        ("2025-07-10", "9일", "2025-08-09"),
        ("2025-12-10", "9일", "2026-01-09"),
        ("2025-01-31", "30일", "no_such_day"),
        ("2025-06-02", "31일", "no_such_day"),
        # Without a year: today has not passed yet.
        ("2025-07-09", "7/9", "2025-07-09"),
        ("2025-07-10", "7/9", "2026-07-09"),
        ("2025-07-31", "7월", "2025-07-31"),
        ("2025-08-01", "7월", "2026-07-31"),
        ("2025-07-25", "7월 중순", "2026-07-20"),
        ("2025-07-25", "월초", "2025-08-10"),
        ("2025-07-25", "이달 초", "past"),
        ("2025-12-31", "연말", "2025-12-31"),
        ("2025-12-31", "1월 1일", "2026-01-01"),
        ("2025-12-31", "다음 달 말", "2026-01-31"),
        ("2025-10-01", "3분기", "2026-09-30"),
        ("2025-10-01", "다음 분기", "2026-03-31"),
        ("2025-06-30", "상반기", "2025-06-30"),
        # Ends of months, leap days.
        ("2025-01-31", "한 달 뒤", "2025-02-28"),
        ("2024-01-31", "1개월 후", "2024-02-29"),
        ("2025-01-31", "다음 달", "2025-02-28"),
        ("2025-01-31", "다음 달 30일", "no_such_day"),
        ("2024-02-29", "1년 후", "2025-02-28"),
        ("2024-02-10", "2/29", "2024-02-29"),
        ("2025-01-10", "2/29", "no_such_day"),
        ("2027-03-01", "2월 29일", "2028-02-29"),
        ("2024-02-01", "2월 말", "2024-02-29"),
        ("2096-03-01", "2100-02-29", "no_such_day"),
        # A week starts on Monday and ends on Sunday, so Sunday's next week is tomorrow.
        ("2025-07-06", "다음 주 월요일", "2025-07-07"),
        ("2025-07-06", "이번 주 월요일", "past"),
        ("2025-07-06", "월요일", "2025-07-07"),
        ("2025-07-07", "다음 주 월요일", "2025-07-14"),
        ("2025-07-07", "이번 주 월요일", "2025-07-07"),
        ("2025-07-07", "월요일", "ambiguous"),
        ("2025-12-31", "금요일", "2026-01-02"),
        ("2025-07-05", "next Friday", "2025-07-11"),
        ("2025-07-04", "this Friday", "2025-07-04"),
        # The weekday is checked in the year that was chosen.
        ("2025-07-02", "7/1(화)", "weekday"),
        ("2025-07-02", "7/1(수)", "2026-07-01"),
        # Spans that include today, that are over, that cross New Year.
        ("2025-07-09", "7/1~7/9", "2025-07-01~2025-07-09"),
        ("2025-07-10", "7/1~7/9", "2026-07-01~2026-07-09"),
        ("2026-01-05", "12/20~1/10", "2025-12-20~2026-01-10"),
        ("2026-01-11", "12/20~1/10", "2026-12-20~2027-01-10"),
        ("2025-07-10", "1일~9일", "2025-08-01~2025-08-09"),
        ("2026-03-01", "2025. 7. 1. ~ 7. 9.", "2025-07-01~2025-07-09"),
        # The last day that the bot accepts.
        ("2100-12-31", "내일", "too_far"),
        ("2100-12-31", "1/15", "too_far"),
        ("2000-01-01", "내일", "2000-01-02"),
        ("9999-12-31", "내일", "too_far"),
        ("0001-01-01", "지난달", "too_far"),
    ],
)
def test_it_depends_on_today(today: str, said: str, expected: str) -> None:
    assert read(said, date.fromisoformat(today)) == expected


@given(DAYS, DAYS)
def test_the_bot_reads_what_it_writes(day: date, today: date) -> None:
    for said in (say_day("ko", day), say_day("en", day), day.isoformat()):
        assert read_date(said, today) == ReadDate(day=day)


@given(DAYS, DAYS, st.times(min_value=time(9), max_value=time(23, 59)))
def test_a_day_and_a_time_read_back(day: date, today: date, at: time) -> None:
    at = at.replace(second=0, microsecond=0)
    for language in LANGUAGES:
        assert read_date(f"{say_day(language, day)} {at:%H:%M}", today) == ReadDate(day=day, time=at)


@given(DAYS, st.integers(0, 365), st.integers(0, 365))
def test_a_span_reads_back(first: date, length: int, ago: int) -> None:
    last, today = min(first + timedelta(days=length), date(2100, 12, 31)), first + timedelta(days=ago)
    for language in LANGUAGES:
        said = f"{say_day(language, first)} ~ {say_day(language, last)}"
        assert read_date(said, today) == ReadDate(day=first, until=last)


@given(DAYS.filter(lambda day: day.year < 2100), st.integers(0, 364))
def test_a_month_and_a_day_are_the_next_ones(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    for said in (f"{day.month}/{day.day}", f"{day.month}월 {day.day}일", f"{day.day} {day:%B}"):
        assert read_date(said, today).day == day


@given(DAYS, st.integers(1, 400))
def test_days_from_today_are_counted(today: date, count: int) -> None:
    day = today + timedelta(days=count)
    expected = day.isoformat() if day.year <= 2100 else "too_far"
    assert {read(said, today) for said in (f"{count}일 후", f"in {count} days")} == {expected}


_TABLES = (table for name, table in vars(said_as).items() if name.isupper())
_PIECES = sorted({piece for said, _ in said_as.cases(*_TABLES) for piece in said.split()})
_SAID = st.lists(st.sampled_from(_PIECES), max_size=6)


@given(st.one_of(st.text(), _SAID.map("".join), _SAID.map(" ".join)), st.dates())
@example("9" * 5000, TODAY)
@example("\ufdfa" * 100, TODAY)
def test_whatever_is_typed_is_read_or_refused(said: str, today: date) -> None:
    try:
        found = read_date(said, today)
    except DateNotUnderstood as error:
        assert error.text == said
        assert error.why in WHYS
        return
    days = [day for day in (found.day, found.until) if day is not None]
    assert days == sorted(days)
    assert all(2000 <= day.year <= 2100 for day in days)
    assert found.before_meeting is None or not days
    assert found.day is not None or found.until is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_a_sentence_of_its_own(language: str) -> None:
    sentences = {sentence(language, DateNotUnderstood("<7/9>(목)", why)) for why in WHYS}
    assert len(sentences) == len(WHYS)
    assert all("&lt;7/9&gt;(목)" in each for each in sentences)
