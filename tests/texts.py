"""What a test looks for by a text's key, so that other words for the same break no test of something else."""

from __future__ import annotations

import re
from datetime import date

from handlers.text import SENTENCES, TEXTS, say
from handlers.text.dates import say_day
from storage.organisation import committees

COUNCIL_NAME, STEERING_NAME = committees.COUNCIL, committees.STEERING


def korean(key: str, **values: object) -> str:
    """The text of that key as people of the sample city read it."""
    return say("ko", key, **values)


def korean_day(month: int, day: int, year: int = 2025) -> str:
    """The date as people of the sample city read it, with its day of the week."""
    return say_day("ko", date(year, month, day))


def says(text: str, key: str, **known: object) -> bool:
    """Return whether the text has the sentence of that key, with any words where no value is given.

    The text may be blocks as Python writes them, where a line break is a backslash and an n.
    """
    parts = SENTENCES.parse(TEXTS["ko"][key])
    pattern = "".join(re.escape(literal) + _value(name, spec or "", known) for literal, name, spec, _ in parts)
    return re.search(pattern.replace("\\\n", r"(?:\n|\\n)"), text) is not None


def _value(name: str | None, spec: str, known: dict[str, object]) -> str:
    """Return a pattern for one value; inside blocks as Python writes them, a value ends with its block."""
    if name is None:
        return ""
    return re.escape(SENTENCES.format_field(known[name], spec)) if name in known else "[^{}\n]*?"


def issue_heading(number: int, kind: str = "problem") -> str:
    """The first line of an issue's card; `kind` is `problem` or `proposal`."""
    return korean("issue.heading", kind=korean(f"issue.{kind}"), number=number)


def issue_state(state: str) -> str:
    """The line of a card that says the issue's state."""
    return korean("issue.state", state=korean(f"issue.state.{state}"))


def issue_taken(number: int) -> str:
    """The answer to a report in the sample city, whose council receives issues."""
    return korean("report.done", number=number, committee=COUNCIL_NAME)
