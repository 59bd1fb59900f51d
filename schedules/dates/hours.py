"""Times of day: 오후 2시, 14:00, 오전 10시 반, 2pm, noon."""

from __future__ import annotations

import re
from datetime import time

from schedules.dates.said import NotRead

# The hours that each word can mean. Midnight is between two days, so 오전 12시 and 12am are in none of them.
_PARTS = {
    "오전": range(1, 12),
    "am": range(1, 12),
    "새벽": range(1, 7),
    "아침": range(6, 12),
    "오후": range(12, 24),
    "pm": range(12, 24),
    "낮": range(12, 18),
    "저녁": range(17, 22),
    "밤": range(19, 24),
}
# Without a word beside them, people mean these hours in the afternoon, but on the 24-hour clock they are in the
# morning.
_EITHER_HALF = range(1, 9)
_TIME = (
    r"(?:(?:(?P<before>오전|오후|새벽|아침|낮|저녁|밤)|(?<![0-9:]))(?P<hour>[0-9]{1,2})(?::(?=[0-9]{2})|시|(?=\s?[ap]m))"
    r"(?:(?P<minute>[0-9]{1,2})분?|(?P<thirty>반))?(?:\s?(?P<after>[ap]m))?|(?P<word>정오|noon|자정|midnight))"
)
_LAST = re.compile(rf"{_TIME}$")
_FIRST = re.compile(rf"{_TIME}\s(?:on\s)?")
_JOINT = re.compile(r"(?:\sat|에)?\s*$")


def parted(text: str) -> tuple[str, time | None]:
    """Split off a time at the beginning or the end; return the rest and the time, or None for no time.

    Raises NotRead.
    """
    if found := _LAST.search(text):
        return _JOINT.sub("", text[: found.start()]), _time(found)
    if found := _FIRST.match(text):
        return text[found.end() :], _time(found)
    return text, None


def _time(found: re.Match[str]) -> time:
    if word := found["word"]:
        if word in ("자정", "midnight"):
            raise NotRead("ambiguous")
        return time(12)
    hour, minute = int(found["hour"]), 30 if found["thirty"] else int(found["minute"] or 0)
    if hour > 23 or minute > 59:
        raise NotRead("no_such_time")
    return time(_hour(hour, found["before"] or found["after"], found["hour"].startswith("0")), minute)


def _hour(hour: int, part: str | None, on_24_hours: bool) -> int:
    if part is None:
        if hour in _EITHER_HALF and not on_24_hours:
            raise NotRead("ambiguous")
        return hour
    meant = {hour % 12, hour % 12 + 12} if hour <= 12 else {hour}
    fitting = [each for each in meant if each in _PARTS[part]]
    if len(fitting) != 1:
        raise NotRead("ambiguous")
    return fitting[0]
