"""Units as people write them, each with its base unit: 천톤 is 1,000 톤, 곳 is 개소."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from storage.parsing.amounts import LARGE, SMALL
from storage.parsing.text import plain

WON, PERCENT = "원", "%"
_NAMES: Mapping[str, tuple[str, ...]] = {
    PERCENT: ("퍼센트", "프로", "percent", "pct"),
    WON: ("원정", "won", "krw"),
    "m2": ("m^2", "sqm", "제곱미터", "평방미터"),
    "m3": ("m^3", "세제곱미터"),
    "m": ("미터",),
    "km": ("킬로미터",),
    "ha": ("헥타르", "hectares"),
    "kw": ("킬로와트",),
    "mw": ("메가와트",),
    "kwh": ("킬로와트시",),
    "mwh": ("메가와트시",),
    "mj": ("메가줄",),
    "kg": ("킬로그램",),
    "톤": ("t", "ton", "tons", "tonne", "tonnes"),
    "tco2eq": ("tco2-eq", "tco2e", "tco2", "톤co2eq", "톤co2-eq", "톤co2e", "톤co2", "이산화탄소환산톤"),
    "대": ("vehicles",),
    "기": (),
    "개소": ("곳", "sites"),
    "동": ("buildings",),
    "가구": ("households",),
    "그루": ("주", "trees"),
    "건": ("cases",),
    "명": ("인", "people", "persons"),
    "종": ("kinds",),
    "개": (),
    "회": ("times",),
}
# Additions to a unit that plans have and reports leave out: 개소(누계), tCO2eq/년.
_ADDED = re.compile(r"\([^()]*\)$|/년$|\s")
_KNOWN = {name: base for base, names in _NAMES.items() for name in (base, *names)}
_SCALED = re.compile(rf"(?P<small>{'|'.join(SMALL)})?(?P<large>[만억조])?(?P<base>.+)")


@dataclass(frozen=True)
class Unit:
    """A written unit as a multiple of its base unit."""

    base: str
    factor: Decimal  # base units in one written unit


def unit_of(name: str) -> Unit:
    """Return the unit behind a written name; an unknown name is its own base, with factor 1."""
    bare = _ADDED.sub("", plain(name))
    if bare in _KNOWN:
        return Unit(_KNOWN[bare], Decimal(1))
    scaled = _SCALED.fullmatch(bare)
    if scaled and scaled["base"] in _KNOWN:
        factor = SMALL.get(scaled["small"] or "", 1) * LARGE.get(scaled["large"] or "", 1)
        return Unit(_KNOWN[scaled["base"]], Decimal(factor))
    return Unit(bare, Decimal(1))


def is_known(unit: Unit) -> bool:
    """Return whether the unit's base is one of those listed here."""
    return unit.base in _NAMES
