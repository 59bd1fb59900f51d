from __future__ import annotations

from datetime import date

import pytest

from schedules.rules.readers import Reader

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
