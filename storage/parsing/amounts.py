"""Amounts in Korean and English: 1,200 · 12만 · 3억 7천만 · 370백만 · 1조 2천억 · 3.5 million."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

# 만, 억 and 조 multiply the whole group before them: 7천만 is 7 × 1,000 × 10,000.
SMALL: Mapping[str, int] = {"십": 10, "백": 100, "천": 10**3}
LARGE: Mapping[str, int] = {
    "만": 10**4,
    "억": 10**8,
    "조": 10**12,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?![0-9])"
_SMALL, _LARGE = "|".join(SMALL), "|".join(LARGE)
_TERM = re.compile(rf"(?:(?P<number>{_NUMBER})(?P<small>{_SMALL})?|(?P<one>{_SMALL}))(?P<large>{_LARGE})?")
_ENDLESS = 10**100
# 3억 5000 often means 3억 5000만, so a bare number after 억 or 조 is unclear; after 만 it is not.
_CUT_SHORT_FROM = 10**8


@dataclass(frozen=True)
class Amount:
    """An amount at the beginning of a text, without its unit."""

    value: Decimal
    length: int  # characters of the text that the amount takes
    is_scaled: bool  # with 천, 만 or million in it
    is_large: bool  # with 만 or million in it
    has_point: bool
    is_loose: bool  # 3억 5000, 2만5: the scale of the last number is unclear


def amount_at_start(text: str) -> Amount | None:
    """Return the amount at the beginning of `text`.

    Return None if there is none, or if nobody writes amounts that way: 3만억, 1,2000, 2.5억 3만.
    """
    terms: list[re.Match[str]] = []
    while found := _TERM.match(text, terms[-1].end() if terms else 0):
        terms.append(found)
    points = sum("." in (term["number"] or "") for term in terms)
    if not terms or terms[0]["one"] or (points and len(terms) > 1):
        return None
    total, section, large, small = Decimal(0), Decimal(0), _ENDLESS, _ENDLESS
    for term in terms:
        scale = SMALL.get(term["small"] or term["one"] or "", 1)
        part = _number(term) * scale
        if part >= small:
            return None
        section, small = section + part, scale
        if word := term["large"]:
            if section * LARGE[word] >= large:
                return None
            total, section, large, small = total + section * LARGE[word], Decimal(0), LARGE[word], _ENDLESS
    if section >= large:
        return None
    loose = section > 0 and _is_loose(terms, large)
    is_large = large != _ENDLESS
    is_scaled = is_large or any(term["small"] for term in terms)
    return Amount(total + section, terms[-1].end(), is_scaled, is_large, points > 0, loose)


def _number(term: re.Match[str]) -> Decimal:
    return Decimal(term["number"].replace(",", "")) if term["number"] else Decimal(1)


def _is_loose(terms: Sequence[re.Match[str]], large: int) -> bool:
    if _CUT_SHORT_FROM <= large < _ENDLESS:
        return True
    if len(terms) == 1 or terms[-1]["small"] or terms[-1]["one"]:
        return False
    before = terms[-2]
    scale = LARGE[before["large"]] if before["large"] else SMALL[before["small"] or before["one"]]
    return _number(terms[-1]) * 10 < scale
