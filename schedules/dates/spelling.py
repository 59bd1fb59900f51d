"""Normal spelling of a date: one form for each letter and word, and spaces only where they separate something."""

from __future__ import annotations

import re
from collections.abc import Iterable

from schedules.dates.said import NotRead
from storage.parsing.text import plain

# No date is longer than this; a longer text is a sentence, and reading must stay fast.
_LONGEST = 100
_LETTERS = str.maketrans("年月火水木金土日~〜–—−‐‑‒’‘ʼ′`,", "년월화수목금토일~~------''''' ")
# A hyphen between spaces separates the sides of a span, except in "D - 3".
_SPAN_HYPHEN = re.compile(r"(?<!^d)\s-\s")
_IDLE_SPACE = re.compile(r"\s(?![0-9a-z'])|(?<![0-9a-z'])\s")
_IDLE_WORDS = re.compile(r"\b(?:the|of)\s")
_AM_PM = re.compile(r"\b([ap])\.\s?m\b\.?|(?<=[0-9])([ap])\.m\b\.?")
_ISO_T = re.compile(r"(?<=[0-9])t(?=[0-9]{2}:)")
_HYPHENATED = re.compile(r"(?<=[a-z])-(?=[a-z])")


def spelled(text: str) -> str:
    """Return the text in normal spelling. Raises NotRead if it is empty or too long to be a date."""
    if len(text) > _LONGEST:
        raise NotRead("unreadable")
    found = " ".join(plain(text).translate(_LETTERS).split())
    found = _SPAN_HYPHEN.sub("~", _AM_PM.sub(r"\1\2m", found))
    found = _IDLE_WORDS.sub("", _ISO_T.sub(" ", _HYPHENATED.sub(" ", found)))
    found = _IDLE_SPACE.sub("", found)
    if not found:
        raise NotRead("unreadable")
    return found


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of these words, the longest first: 다다음 before 다음."""
    return "|".join(sorted(words, key=len, reverse=True))
