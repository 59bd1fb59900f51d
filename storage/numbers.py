"""Numbers as people write them, for columns of 18 digits with four after the point."""

from __future__ import annotations

import unicodedata
from decimal import Decimal, InvalidOperation

from storage.errors import NotANumber

_LARGEST = Decimal(10) ** 14
_SMALLEST_STEP = Decimal("0.0001")


def number_in(text: str) -> Decimal:
    """1,200 and full-width digits too. Raises NotANumber, for infinities and what no column holds as well."""
    try:
        number = Decimal(unicodedata.normalize("NFKC", text).replace(",", "").strip())
        if number.is_finite() and abs(number) < _LARGEST:
            return number.quantize(_SMALLEST_STEP)
    except InvalidOperation:
        raise NotANumber(text) from None
    raise NotANumber(text)
