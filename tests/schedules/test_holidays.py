from datetime import date

import pytest

from schedules.holidays import UnknownCountry, WorkingDays

KOREA = WorkingDays("KR")


@pytest.mark.parametrize(
    ("day", "off"),
    [
        (date(2026, 7, 17), True),  # Constitution Day is a holiday again from 2026; an old library lacks it
        (date(2026, 5, 1), True),
        (date(2026, 6, 3), True),  # local elections
        (date(2026, 3, 2), True),  # substitute for a Sunday 1 March
        (date(2026, 7, 16), False),
        (date(2026, 7, 18), True),  # a Saturday
    ],
)
def test_korean_2026(day: date, off: bool) -> None:
    assert KOREA.is_off(day) is off


def test_a_reminder_before_a_date_moves_back_and_one_after_it_moves_on() -> None:
    friday_off = date(2026, 7, 17)
    assert KOREA.on_or_before(friday_off) == date(2026, 7, 16)
    assert KOREA.on_or_after(friday_off) == date(2026, 7, 20)


def test_the_lunar_new_year_week_is_stepped_over() -> None:
    assert KOREA.after(date(2026, 2, 13), 1) == date(2026, 2, 19)
    assert KOREA.after(date(2026, 2, 13), 3) == date(2026, 2, 23)


def test_a_city_adds_days_of_its_own() -> None:
    founding_day = date(2026, 7, 15)
    city = WorkingDays("KR", frozenset({founding_day}))
    assert city.is_off(founding_day)
    assert city.on_or_after(founding_day) == date(2026, 7, 16)


def test_an_unknown_country_is_named() -> None:
    with pytest.raises(UnknownCountry) as caught:
        WorkingDays("XX")
    assert caught.value.country == "XX"
