"""A meeting's calendar file: escaped, folded, and read back to what was put in."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from handlers.documents.ics import Event, ics_bytes

EVENT = Event(
    uid="meeting-7@t0city",
    sequence=0,
    starts=datetime(2025, 5, 9, 5, 0, tzinfo=UTC),
    title="탄소중립 실무협의체",
    place="대회의실; 3층",
    about="안건 2건",
    cancelled=False,
    made_at=datetime(2025, 4, 25, 0, 0, tzinfo=UTC),
)


def read(content: bytes) -> dict[str, str]:
    """Parse the file by the RFC's rules: unfold, split at the first colon, unescape."""
    unfolded = content.decode().replace("\r\n ", "")
    lines = [line.partition(":") for line in unfolded.split("\r\n") if line]
    return {name: re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value) for name, _, value in lines}


def test_a_meeting_in_a_calendar() -> None:
    held = read(ics_bytes(EVENT))
    assert held["DTSTART"] == "20250509T050000Z"
    assert held["DTEND"] == "20250509T070000Z"
    assert (held["UID"], held["SEQUENCE"], held["METHOD"]) == ("meeting-7@t0city", "0", "PUBLISH")
    assert (held["SUMMARY"], held["LOCATION"]) == ("탄소중립 실무협의체", "대회의실; 3층")
    assert r"LOCATION:대회의실\; 3층" in ics_bytes(EVENT).decode()


def test_a_cancelled_meeting_is_the_same_event_cancelled() -> None:
    held = read(ics_bytes(replace(EVENT, cancelled=True, sequence=2)))
    assert (held["UID"], held["SEQUENCE"]) == ("meeting-7@t0city", "2")
    assert (held["METHOD"], held["STATUS"]) == ("CANCEL", "CANCELLED")


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=300))
def test_whatever_it_is_called_no_line_is_longer_than_75_octets_and_nothing_is_lost(title: str) -> None:
    content = ics_bytes(replace(EVENT, title=title))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert read(content)["SUMMARY"] == title
