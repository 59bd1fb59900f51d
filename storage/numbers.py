"""Numbers as people write them, for columns of 18 digits with four after the point."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from storage.errors import NotANumber
from storage.plain import plain

_LARGEST = Decimal(10) ** 14
_SMALLEST_STEP = Decimal("0.0001")


def number_in(text: str) -> Decimal:
    """1,200 and full-width digits too. Raises NotANumber, for infinities and what no column holds as well."""
    try:
        return held(Decimal(plain(text).replace(",", "").strip()), text)
    except InvalidOperation:
        raise NotANumber(text) from None


def held(number: Decimal, text: str) -> Decimal:
    """The number as a column holds it. Raises NotANumber about the text it came from."""
    if number.is_finite() and abs(number) < _LARGEST:
        return number.quantize(_SMALLEST_STEP)
    raise NotANumber(text)
