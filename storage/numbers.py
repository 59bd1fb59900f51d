"""Numbers as people write them, for columns of 18 digits, four of them after the decimal point."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from storage.errors import NotANumber
from storage.plain import plain

_LARGEST = Decimal(10) ** 14
_SMALLEST_STEP = Decimal("0.0001")


def number_in(text: str) -> Decimal:
    """Return the number in a text such as 1,200; full-width digits are read too.

    Raises NotANumber, also for infinity and for numbers too large for a column.
    """
    try:
        return held(Decimal(plain(text).replace(",", "").strip()), text)
    except InvalidOperation:
        raise NotANumber(text) from None


def held(number: Decimal, text: str) -> Decimal:
    """Return the number rounded to four decimals, as a column stores it.

    Raises NotANumber, with the original `text`, if it is infinite or 10^14 or larger.
    """
    if number.is_finite() and abs(number) < _LARGEST:
        return number.quantize(_SMALLEST_STEP)
    raise NotANumber(text)
