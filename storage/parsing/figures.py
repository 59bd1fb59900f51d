"""Figures as people write them: 80퍼센트, 약 1,200㎡, 3억 7천만원, 370백만원. Unclear ones raise an error."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from storage.db.errors import NegativeFigure, NotANumber, PercentUnclear, UnitDiffers, UnitNeeded
from storage.parsing.amounts import Amount, amount_at_start
from storage.parsing.text import plain
from storage.parsing.units import PERCENT, WON, Unit, is_known, unit_of

_LONGEST = 100
_IDLE_SPACE = re.compile(r"\s+(?![0-9])|(?<![0-9])\s+")
_ABOUT = re.compile(
    r"^(?:약|대략|about|around|approximately|approx\.?|circa)|(?<=[0-9조억만천백십])여|(?:가량|정도|쯤|내외)$"
)
_NEGATIVE = re.compile(r"[-−–△▲]₩?[0-9]|\([0-9.,]+\)|마이너스|minus")
_BOUND = re.compile(r"(?:이상|이하|초과|미만)$")
_CURRENCY = re.compile(r"₩|krw")
# Even an unknown unit contains none of these.
_NO_UNIT = re.compile(r"[0-9~<>=+()?!.,/-]|^[조억만천백십]")
# A sum below this without a unit may be in thousands or millions of won.
_PLAINLY_WON = 1_000_000


@dataclass(frozen=True)
class Figure:
    """A parsed number. `value` is in the unit that the reader asked for."""

    value: Decimal
    approximate: bool  # 약, 여, about


def read_value(text: str, unit: str) -> Figure:
    """Return a task's figure, converted to the task's unit; the text may leave out the unit.

    Raises NotANumber, NegativeFigure, UnitDiffers, UnitNeeded, and PercentUnclear for 0.8 where the unit is %.
    """
    amount, said, approximate = _read(text, unit)
    own = unit_of(unit)
    if said is not None:
        return Figure(held(amount.value * said.factor / own.factor, text), approximate)
    if amount.is_loose or (amount.is_scaled and own.factor != 1):  # with the unit 천톤, 5천 means 5 or 5,000
        raise UnitNeeded(text, WON if own.base == WON else unit)
    if own.base == PERCENT and amount.has_point and 0 < amount.value <= 1:
        raise PercentUnclear(text, amount.value)
    return Figure(held(amount.value, text), approximate)


def read_money(text: str) -> Figure:
    """Return an amount in whole won. Raises NotANumber, NegativeFigure, UnitDiffers, UnitNeeded."""
    amount, said, approximate = _read(text, WON)
    is_small = 0 < amount.value < _PLAINLY_WON and not amount.is_large
    if said is None and (is_small or amount.is_loose):
        raise UnitNeeded(text, WON)
    won = held(amount.value, text)
    if won != won.to_integral_value():
        raise NotANumber(text)
    return Figure(won.quantize(Decimal(1)), approximate)


def _read(text: str, unit: str) -> tuple[Amount, Unit | None, bool]:
    """Return the amount, its unit or None if the text has none, and whether it is approximate.

    Raises NotANumber, NegativeFigure, UnitDiffers.
    """
    bare = _IDLE_SPACE.sub("", plain(text[:_LONGEST]).strip())
    if _NEGATIVE.match(bare):
        raise NegativeFigure(text)
    exact = _ABOUT.sub("", bare)
    currency = _CURRENCY.match(exact)
    start = currency.end() if currency else 0
    amount = amount_at_start(exact[start:])
    if amount is None or len(text) > _LONGEST or _BOUND.search(exact):
        raise NotANumber(text)
    rest = exact[start + amount.length :]
    if currency and rest and unit_of(rest).base != WON:
        raise NotANumber(text)
    said = rest or (WON if currency else "")
    return amount, _agreeing(text, said, unit) if said else None, exact != bare


def _agreeing(text: str, said: str, unit: str) -> Unit:
    theirs, own = unit_of(said), unit_of(unit)
    if theirs.base == own.base or (not own.base and is_known(theirs)):
        return theirs
    if not own.base or (_NO_UNIT.search(said) and not is_known(theirs)):
        raise NotANumber(text)
    raise UnitDiffers(text, said, unit)


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
