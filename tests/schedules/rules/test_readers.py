from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from schedules.rules import Facts
from schedules.rules.readers import Reader
from tests.schedules.rules.common import all_of, milestone

DAY = date(2026, 6, 20)


@pytest.mark.parametrize(
    ("reader", "notified"),
    [
        (Reader("U0OWNER"), "U0OWNER"),
        (Reader("U0OWNER", deputy="U0DEPUTY"), "U0OWNER"),
        (Reader("U0OWNER", away_until=DAY, deputy="U0DEPUTY"), "U0DEPUTY"),
        (Reader("U0OWNER", away_until=DAY), "U0OWNER"),  # away, but nobody stands in
        (Reader("U0OWNER", gone=True, deputy="U0DEPUTY"), "U0DEPUTY"),
        (Reader("U0OWNER", gone=True), ""),
    ],
)
def test_the_deputy_stands_in_for_a_reader_who_is_away_or_has_left(reader: Reader, notified: str) -> None:
    assert reader.on(DAY) == notified


def test_the_deputy_hears_while_the_owner_is_away_and_when_they_are_gone() -> None:
    away = Reader("U0OWNER", away_from=date(2026, 6, 20), away_until=date(2026, 6, 26), deputy="U0DEPUTY")
    every = all_of(Facts((), (replace(milestone("2026-06-30"), owner=away),), {}, {}))
    before = [(each.days_before, each.recipient) for each in every if each.days_before > 0]
    assert before == [(30, "U0OWNER"), (7, "U0DEPUTY"), (1, "U0OWNER")]
    gone = Reader("U0OWNER", gone=True, deputy="U0DEPUTY")
    every = all_of(Facts((), (replace(milestone("2026-06-30"), owner=gone),), {}, {}))
    assert {each.recipient for each in every} == {"U0DEPUTY", "U0LEADER"}
