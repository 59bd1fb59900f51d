"""Column headers as offices really write them, in Korean and English, and the fields they name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from storage.tasks.budgets import Fund

_PLAN: Mapping[str, tuple[str, ...]] = {
    "code": ("관리번호", "과제번호", "과제연번", "연번", "code", "taskcode"),
    "title": ("과제명", "세부과제명", "사업명", "과제명(사업명)", "title", "titleko", "titlekr"),
    "title_en": ("영문과제명", "titleen"),
    "sector": ("부문", "분야", "sector", "sectorko"),
    "department": ("주관부서", "과제주관부서", "소관부서", "담당부서", "leaddept", "leaddepartment", "department"),
    "owner": ("담당자", "담당주무관", "owner"),
    "team_leader": ("팀장", "담당팀장", "teamleader"),
    "indicator": ("성과지표", "지표", "indicator", "indicatorko"),
    "unit": ("단위", "unit"),
    "start_year": ("시작연도", "착수연도", "startyear"),
    "milestones": ("추진일정", "주요일정", "이정표", "마일스톤", "milestones"),
    "end_year": ("종료연도", "완료연도", "endyear"),
    "target_kind": ("목표유형", "목표구분", "targetkind"),
    "is_qualitative": ("정량/정성", "정량정성", "measuretype"),
    "factor": ("감축원단위", "원단위", "factor", "factortco2eqperunit"),
    "factor_id": ("원단위번호", "factorid"),
    "reason": ("변경사유", "사유", "reason"),
}
_ROSTER: Mapping[str, tuple[str, ...]] = {
    "department": ("부서", "부서명", "department"),
    "head": ("부서장", "과장", "head"),
    "contact": ("부서창구", "창구", "contact"),
    "team_leader": ("팀장", "담당팀장", "teamleader"),
    "owner": ("담당자", "담당주무관", "owner"),
    "deputy": ("대리자", "직무대리", "대리", "deputy"),
}
_REPORTS: Mapping[str, tuple[str, ...]] = {
    "code": _PLAN["code"],
    "value": ("실적", "실적값", "value"),
    "spend": ("집행액", "집행액(원)", "spend", "spent", "spent(won)"),
    "rating": ("달성여부", "평가", "추진상태", "rating"),
    "note": ("추진내용", "이행실적", "whatwasdone", "note"),
    "reason": ("사유", "지연사유", "미달성사유", "reason"),
    "action_plan": ("조치계획", "보완대책", "actionplan"),
}
# Columns that a review sheet shows and that are not imported.
_SHOWN = (
    "과제명",
    "담당자",
    "성과지표",
    "단위",
    "목표유형",
    "목표",
    "감축목표(tco2eq)",
    "예산(원)",
    "첨부",
    "비고",
    "title",
    "owner",
    "indicator",
    "unit",
    "target",
    "targetkind",
    "tosave(tco2eq)",
    "budget(won)",
    "attached",
    "remark",
)
_TARGETS = (
    re.compile(r"^(?P<year>20\d\d)년?도?목표$"),
    re.compile(r"^목표\(?(?P<year>20\d\d)년?\)?$"),
    re.compile(r"^target(?P<year>20\d\d)$"),
)


_FUNDS = {
    "국비": Fund.NATIONAL,
    "national": Fund.NATIONAL,
    "도비": Fund.PROVINCE,
    "province": Fund.PROVINCE,
    "시비": Fund.CITY,
    "city": Fund.CITY,
    "민간": Fund.PRIVATE,
    "private": Fund.PRIVATE,
}
# Sorted by length among words that begin alike, so that the longest matches first.
_OF_A_BUDGET: Mapping[str, tuple[str, ...]] = {
    "unit": ("백만원", "천만원", "억원", "천원", "만원", "(원)", "won"),
    "fund": tuple(_FUNDS),
    "budget": ("소요예산액", "소요예산", "예산액", "예산", "사업비", "budget"),
}


@dataclass(frozen=True)
class BudgetOf:
    """One year's budget from one fund. `unit` is the header's unit of money, "" if it has none."""

    year: int
    fund: Fund
    unit: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"budget_{self.year}" + ("" if self.fund == Fund.WHOLE else f"_{self.fund}")


Name = str | int | BudgetOf


@dataclass(frozen=True)
class Columns:
    """Columns of a sheet. `places` maps a field, a target's year or a budget to its column, counted from 0.

    `unknown` are the headers of no field, `twice` those of a field that has a column already.
    """

    places: Mapping[Name, int]
    unknown: tuple[str, ...]
    twice: tuple[str, ...]


def columns_of_a_plan(headers: tuple[str, ...]) -> Columns:
    """Return the columns of a plan, with targets and budgets by year."""
    return _columns(headers, _PLAN)


def columns_of_a_roster(headers: tuple[str, ...]) -> Columns:
    """Return the columns of a roster; any header that is no department or role is unknown."""
    return _columns(headers, _ROSTER)


def columns_of_reports(headers: tuple[str, ...]) -> Columns:
    """Return the columns of a review sheet; those it only shows do not count as unknown."""
    found = _columns(headers, _REPORTS)
    unknown = tuple(header for header in found.unknown if plain(header) not in _SHOWN)
    return Columns(found.places, unknown, found.twice)


def _columns(headers: tuple[str, ...], known: Mapping[str, tuple[str, ...]]) -> Columns:
    names = {alias: name for name, aliases in known.items() for alias in aliases}
    places: dict[Name, int] = {}
    unknown, twice = [], []
    for place, header in enumerate(headers):
        name: Name | None = names.get(plain(header))
        if name is None and known is _PLAN:
            name = _target_year(plain(header)) or _budget_of(plain(header))
        if name is None:
            unknown.append(header)
        elif name in places:
            twice.append(header)
        else:
            places[name] = place
    return Columns(places, tuple(header for header in unknown if header), tuple(twice))


def plain(header: str) -> str:
    """Return the header without width, case, spaces, underscores and dots; the brackets of 목표(2025) stay."""
    composed = unicodedata.normalize("NFKC", header).casefold()
    return re.sub(r"[\s_·ㆍ.\u318d]", "", composed)


def _budget_of(header: str) -> BudgetOf | None:
    """Return the year, fund and unit of a budget's header, or None for another header.

    Examples: 2026년 예산(백만원), 2026 국비, budget 2026 (national). The order is free; fund and unit may be missing.
    """
    found: dict[str, str] = {}
    rest = header
    for name, words in _OF_A_BUDGET.items():
        there = next((word for word in words if word in rest), "")
        found[name], rest = there, rest.replace(there, "", 1) if there else rest
    year = re.search(r"20\d\d(?:년도|년)?", rest)
    says_so = found["budget"] or found["fund"]
    if not year or not says_so or rest.replace(year[0], "", 1).strip("()/,:-단위"):
        return None
    return BudgetOf(int(year[0][:4]), _FUNDS.get(found["fund"], Fund.WHOLE), found["unit"].strip("()"))


def _target_year(header: str) -> int | None:
    for pattern in _TARGETS:
        found = pattern.match(header)
        if found:
            return int(found["year"])
    return None
