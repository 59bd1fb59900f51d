"""Which column is which, by the headers offices really write, in Korean and English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

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
# What a review sheet shows and nobody changes by it.
_SHOWN = (
    "과제명",
    "담당자",
    "성과지표",
    "단위",
    "목표",
    "비고",
    "title",
    "owner",
    "indicator",
    "unit",
    "target",
    "remark",
)
_TARGETS = (
    re.compile(r"^(?P<year>20\d\d)년?도?목표$"),
    re.compile(r"^목표\(?(?P<year>20\d\d)년?\)?$"),
    re.compile(r"^target(?P<year>20\d\d)$"),
)


@dataclass(frozen=True)
class Columns:
    """`places` from our name, or a target's year, to the column; what no name fits, and what stands twice."""

    places: Mapping[str | int, int]
    unknown: tuple[str, ...]
    twice: tuple[str, ...]


def columns_of_a_plan(headers: tuple[str, ...]) -> Columns:
    return _columns(headers, _PLAN)


def columns_of_a_roster(headers: tuple[str, ...]) -> Columns:
    return _columns(headers, _ROSTER)


def columns_of_reports(headers: tuple[str, ...]) -> Columns:
    found = _columns(headers, _REPORTS)
    unknown = tuple(header for header in found.unknown if plain(header) not in _SHOWN)
    return Columns(found.places, unknown, found.twice)


def _columns(headers: tuple[str, ...], known: Mapping[str, tuple[str, ...]]) -> Columns:
    names = {alias: name for name, aliases in known.items() for alias in aliases}
    places: dict[str | int, int] = {}
    unknown, twice = [], []
    for place, header in enumerate(headers):
        name = names.get(plain(header)) or (_target_year(plain(header)) if known is _PLAN else None)
        if name is None:
            unknown.append(header)
        elif name in places:
            twice.append(header)
        else:
            places[name] = place
    return Columns(places, tuple(header for header in unknown if header), tuple(twice))


def plain(header: str) -> str:
    """Compared without width, case, spaces, underscores, dots; the brackets of 목표(2025) stay."""
    composed = unicodedata.normalize("NFKC", header).casefold()
    return re.sub(r"[\s_·ㆍ.\u318d]", "", composed)


def _target_year(header: str) -> int | None:
    for pattern in _TARGETS:
        found = pattern.match(header)
        if found:
            return int(found["year"])
    return None
