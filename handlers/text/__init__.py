"""All texts for people, in two languages, with Korean particles and English plurals chosen by what they follow.

`{committee:이/가}` writes the value and then the particle that fits it; `{count:item/items}` writes "1 item" or
"3 items".
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from string import Formatter
from typing import Any

from storage.organisation.settings import LANGUAGES

# The texts by key, by language.
TEXTS: Mapping[str, Mapping[str, str]] = {
    language: import_module(f"handlers.text.{language}").TEXTS for language in LANGUAGES
}
DEFAULT = "ko"

# After a final consonant / after a vowel.
_PARTICLES = {
    "을/를": ("을", "를"),
    "이/가": ("이", "가"),
    "은/는": ("은", "는"),
    "과/와": ("과", "와"),
    "으로/로": ("으로", "로"),
}
_FINALS, _RIEUL = 28, 8  # syllables go through all final consonants in turn: none first, ㄹ ninth
_RIEUL_LETTERS = frozenset("178lrLR")
# Names that end in a consonant when read in Korean: 0 영, 1 일, 3 삼, 6 육, 7 칠, 8 팔; L 엘, M 엠, N 엔, R 알.
_CLOSED_LETTERS = frozenset("013678lmnrLMNR")


class _Sentences(Formatter):
    """A formatter whose format specification may be a pair of Korean particles."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec in _PARTICLES:
            closed, opened = _PARTICLES[format_spec]
            takes_open = not ends_closed(str(value)) or (opened == "로" and _ends_in_rieul(str(value)))
            return f"{value}{opened if takes_open else closed}"
        if "/" in format_spec:
            one, several = format_spec.split("/")
            return f"{value} {one if str(value) == '1' else several}"
        return str(super().format_field(value, format_spec))


SENTENCES = _Sentences()


def say(language: str, key: str, **values: object) -> str:
    """Return the text of that key; an unknown language gets Korean. Raises KeyError for an unknown key."""
    return SENTENCES.format(TEXTS.get(language, TEXTS[DEFAULT])[key], **values)


def ends_closed(word: str) -> bool:
    """Return whether the word, read in Korean, ends in a final consonant."""
    last = _last_of(word)
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % _FINALS != 0
    return last in _CLOSED_LETTERS


def _ends_in_rieul(word: str) -> bool:
    """Return whether the word ends in ㄹ, after which the particle is 로, as after a vowel.

    1 일, 7 칠, 8 팔, L 엘 and R 알 end in it too.
    """
    last = _last_of(word)
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % _FINALS == _RIEUL
    return last in _RIEUL_LETTERS


def _last_of(word: str) -> str:
    return next((letter for letter in reversed(word) if letter.isalnum()), "")
