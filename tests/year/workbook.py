"""The year's figures calculated again, with simple arithmetic, from the workbooks sent to the secretary."""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from openpyxl import load_workbook

from storage.tasks.progress import Rating
from tests.texts import korean, says

_RATINGS = tuple(korean(f"rating.{each}") for each in Rating)
_NOUGHT = Decimal(0)
_TIMES = {"조": 10**12, "억": 10**8, "만": 10**4, "": 1}
Row = dict[str, Any]


@dataclass(frozen=True)
class Exported:
    """What the secretary had on one day: a workbook and the text of `/cn status`."""

    year: int
    quarter: int
    round: dict[str, Row]  # by task code
    plan: dict[str, Row]
    plan_changes: list[Row]
    status: str

    @classmethod
    def of(cls, content: bytes, status: str) -> Exported:
        book = load_workbook(io.BytesIO(content))
        found = re.fullmatch(r"(\d{4})년 (\d)분기", book.sheetnames[0])
        assert found is not None, book.sheetnames
        sheets = {name: list(_rows(book[name])) for name in book.sheetnames}
        quarter = {row["관리번호"]: row for row in sheets[book.sheetnames[0]]}
        plan = {row["관리번호"]: row for row in sheets["계획"]}
        return cls(int(found[1]), int(found[2]), quarter, plan, sheets["변경 이력"], status)


def _rows(sheet: Any) -> Iterator[Row]:
    headers, *lines = sheet.iter_rows(values_only=True)
    yield from (dict(zip(headers, line, strict=True)) for line in lines)


def differences(exports: Iterable[Exported]) -> list[str]:
    """Return the differences between the texts and what the workbooks give."""
    found, earlier = [], list[Exported]()
    for each in exports:
        found += list(_differences(each, [*earlier, each]))
        earlier.append(each)
    return found


def _differences(now: Exported, until: list[Exported]) -> Iterator[str]:
    when, last = f"{now.year} Q{now.quarter}", _newest(until)
    by_sector: dict[str, Counter[str]] = defaultdict(Counter)
    by_department: dict[str, Counter[str]] = defaultdict(Counter)
    for code, row in now.plan.items():
        rating = str(last[code]["달성여부"]) if code in last else ""
        by_sector[str(row["부문"])][rating] += 1
        by_department[str(row["주관부서"])][rating] += 1
    said = _said(now.status)
    for name, counts in [*by_sector.items(), *by_department.items(), ("", sum(by_sector.values(), Counter()))]:
        wanted = {rating: counts[rating] for rating in _RATINGS if counts[rating]}
        if said.get(name) != wanted:
            yield f"{when} {name or 'the whole'}: said {said.get(name)}, worked out {wanted}"
    target, achieved = _reductions(now, until)
    reductions = {"target": _shown(target), "achieved": _shown(achieved)}
    if not says(now.status, "status.reduction", **reductions):
        yield f"{when}: {reductions} is not in {now.status[:300]}"
    spent = sum((_number(row["집행액(원)"]) for row in _newest(_of_year(now, until)).values()), _NOUGHT)
    if _won(now.status) != spent:
        yield f"{when}: {_shown(spent)} won were spent, not {_won(now.status)}"
    worse = _worse(last, _newest(until[:-1]))
    if says(now.status, "status.worsened", count=worse) != (worse > 0):
        yield f"{when}: {worse} are rated worse than before"
    yield from _rows_in_themselves(now)


def _newest(exports: Iterable[Exported]) -> dict[str, Row]:
    """Return the newest report of each task."""
    return {code: row for each in exports for code, row in each.round.items() if row["달성여부"] in _RATINGS}


def _of_year(now: Exported, until: Iterable[Exported]) -> list[Exported]:
    return [each for each in until if each.year == now.year]


def _reductions(now: Exported, until: list[Exported]) -> tuple[Decimal, Decimal]:
    reported = _newest(_of_year(now, until))
    target = achieved = _NOUGHT
    for code, row in now.plan.items():
        if row["정량/정성"] == "정량" and row["목표 유형"] == "연간" and row["감축원단위"] is not None:
            target += _saved(row, row.get(f"{now.year} 목표"))
            achieved += _saved(row, reported[code]["실적"] if code in reported else None)
    return target, achieved


def _saved(row: Row, figure: object) -> Decimal:
    saved = _number(figure) * _number(row["감축원단위"])
    return saved.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _rows_in_themselves(now: Exported) -> Iterator[str]:
    """Yield the rows that contradict themselves.

    A row has the right rate and reduction; a delayed one has a reason and a next step; a qualitative one has no
    reduction.
    """
    for code, row in now.round.items():
        plan, value, target = now.plan[code], row["실적"], row["목표"]
        if value is not None and target and row["달성률(%)"] is not None:
            rate = _number(value) * 100 / _number(target)
            if abs(rate - _number(row["달성률(%)"])) > Decimal("0.05"):
                yield f"{code}: {rate} % of its target, and the sheet says {row['달성률(%)']}"
        counts = plan["정량/정성"] == "정량" and plan["목표 유형"] == "연간" and plan["감축원단위"] is not None
        wanted = _saved(plan, value) if counts and value is not None else None
        found = row["감축량(tCO2eq)"]
        if (found is None) != (wanted is None) or (wanted is not None and _number(found) != wanted):
            yield f"{code}: saves {wanted}, and the sheet says {found}"
        if row["달성여부"] in ("지연", "미달성") and not (row["사유"] and row["조치계획"]):
            yield f"{code}: behind without a reason or a plan"


def _worse(now: dict[str, Row], before: dict[str, Row]) -> int:
    rank = {rating: place for place, rating in enumerate(_RATINGS)}
    both = ((now[code]["달성여부"], before[code]["달성여부"]) for code in now.keys() & before.keys())
    return sum(rank[str(is_now)] > rank[str(was)] for is_now, was in both)


def _said(status: str) -> dict[str, dict[str, int]]:
    """Return the numbers of each rating in the text: by sector, by department, and "" for the whole plan."""
    found: dict[str, dict[str, int]] = {}
    for line in status.splitlines():
        named = re.match(r"• (\S+) \d+: (.*)", line)
        counts = {
            rating: int(count) for rating, count in re.findall(r"(\S+) (\d+)(?= ·|$)", line) if rating in _RATINGS
        }
        if named is not None:
            found[named[1]] = counts
        elif counts and "" not in found:
            found[""] = counts
    return found


def plan_changes_differ(last: Exported, diary: list[tuple[str, str, str, str, str]]) -> list[str]:
    """Compare the list of plan changes with what people did: what, from, to and reason, in order."""
    names = ("관리번호", "변경 대상", "변경 전", "변경 후", "변경사유")
    ledger = [tuple(_plain(row[name]) for name in names) for row in last.plan_changes]
    return [f"{ledger} is not {diary}"] if ledger != diary else []


def _won(status: str) -> Decimal:
    """Return the amount spent in the year according to the text, such as 3억 7,000만원."""
    said = re.search(r"예산 집행: .* 중 (.+)원 \(|집행액: (.+)원", status)
    parts = re.findall(r"([\d,]+)(조|억|만|)", (said[1] or said[2]) if said else "")
    return sum((Decimal(number.replace(",", "")) * _TIMES[name] for number, name in parts), _NOUGHT)


def _plain(value: object) -> str:
    day = value.date() if hasattr(value, "date") else value
    return day.isoformat() if isinstance(day, date) else str(value)


def _number(value: object) -> Decimal:
    return Decimal(str(value)) if value is not None else _NOUGHT


def _shown(value: Decimal) -> str:
    """Return the number as the text writes it: grouped, without needless zeros."""
    return f"{value.normalize():,f}"
