"""The content of a message, read from its words as a person reads it, not from the database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tests.texts import korean, says
from tests.year.running import Seen

_DAY = r"(\d{4})\. (\d+)\. (\d+)\.\(.\)"
_UNTIL = re.compile(_DAY + r"까지 \((D-\d+|오늘|\d+일 지남)\)")
_ROUND = re.compile(r"(\d{4})년 (\d)분기 추진실적")
_CODE = re.compile(r"\*([A-Z]-\d\d)\*")
_HELD = re.compile(r"회의: " + _DAY)


@dataclass(frozen=True)
class Line:
    """One line of a message. `left` is the number of days to its date; `about` is the value of its button."""

    kind: str
    code: str = ""
    due: date | None = None
    left: int | None = None
    quarter: tuple[int, int] | None = None
    about: str = ""
    text: str = ""


def is_reminder(seen: Seen) -> bool:
    return seen.is_direct and says(seen.text, "reminder.title")


def lines_of(seen: Seen) -> list[Line]:
    if not seen.is_direct:
        held = _HELD.search(seen.text) if not says(seen.text, "results.heading") else None
        return [Line("meeting", due=_day(held), text=seen.text)] if held else []
    return list(_lines(seen)) if is_reminder(seen) else []


def _lines(seen: Seen) -> Iterator[Line]:
    group: re.Match[str] | None = None
    quarter: tuple[int, int] | None = None
    for place, block in enumerate(seen.blocks):
        text = str(block.get("text", {}).get("text", "")) if block["type"] == "section" else ""
        code, until, round_ = _CODE.match(text), _UNTIL.search(text), _ROUND.search(text)
        if text.startswith(korean("digest.title")):
            yield Line("memo", text=text)
        elif says(text, "line.minutes"):
            yield Line("minutes", text=text)
        elif says(text, "line.outstanding"):
            yield Line("heads_list", text=text)
        elif code and says(text, "line.not_mine"):
            yield Line("not_mine", code[1], text=text)
        elif held := _HELD.search(text):
            kind = "attendance" if says(text, "line.attendance") else "chair"
            yield Line(kind, due=_day(held), text=text)
        elif round_ and until and not code:
            group, quarter = until, (int(round_[1]), int(round_[2]))
        elif code:
            own = until or group
            assert own is not None, text
            asked = (int(round_[1]), int(round_[2])) if round_ else None if until else quarter
            about = _button(seen, place)
            yield Line("report" if asked else "deadline", code[1], _day(own), _left(own[4]), asked, about, text)


def _button(seen: Seen, place: int) -> str:
    """Return the value of the button on the line itself or in the row below it, or ""."""
    near = str(seen.blocks[place : place + 2])
    found = re.search(r"'((?:report|milestone):[^']+)'", near)
    return found[1] if found else ""


def _day(found: re.Match[str]) -> date:
    return date(int(found[1]), int(found[2]), int(found[3]))


def _left(said: str) -> int:
    if said == "오늘":
        return 0
    return int(said[2:]) if said.startswith("D-") else -int(said.removesuffix("일 지남"))
