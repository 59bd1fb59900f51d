"""Money as offices write it: `3억 7,000만원`, in English `KRW 370 million`. Nothing is rounded."""

from __future__ import annotations

from decimal import Decimal

_TEN_THOUSANDS = ("", "만", "억", "조")
_THOUSANDS = ((10**9, "billion"), (10**6, "million"))
# At most three decimals, as in KRW 1.234 million; an amount that needs more is written out.
_PLACES = 3


def say_money(language: str, won: Decimal | int) -> str:
    """Return an amount of whole won from 0 up to 10,000조 in words and digits."""
    whole = int(won)
    return _in_english(whole) if language == "en" else _in_korean(whole)


def _in_korean(won: int) -> str:
    parts = []
    for place, name in enumerate(_TEN_THOUSANDS):
        part = won // 10_000**place % 10_000
        if part:
            parts.append(f"{part:,}{name}")
    return " ".join(reversed(parts or ["0"])) + "원"


def _in_english(won: int) -> str:
    for scale, name in _THOUSANDS:
        if won >= scale and won * 10**_PLACES % scale == 0:
            return f"KRW {(Decimal(won) / scale).normalize():,f} {name}"
    return f"KRW {won:,}"


def number(value: Decimal) -> str:
    """Return the number with thousands separators and without trailing zeros: 1,200 and 0.5."""
    return f"{value.normalize():,f}"
