"""A quarter's round as spreadsheet tables: what was reported, and the review sheet to fill in."""

from __future__ import annotations

from itertools import groupby
from zoneinfo import ZoneInfo

from handlers.documents.table import Table, Value
from handlers.documents.tables import Exporting, samples
from storage.rounds.rounds import Line, picture_of

_ROUND = (
    *("code", "sector", "title", "department", "owner", "indicator", "unit", "target_kind", "target", "value", "rate"),
    *("budget", "spend", "budget_rate", "factor_id", "factor", "reduction_target", "reduction", "rating", "note"),
    *("reason", "action_plan", "files", "reported_by", "reported_on", "entry", "remark"),
)


def round_table(to: Exporting, year: int, quarter: int) -> Table:
    """Return one row for each task in the round: targets, results, ratios in per cent, remarks."""
    lines = picture_of(to.session, to.workspace.id, year, quarter)
    people = to.people()
    rows = [_round_row(to, line, people) for line in lines]
    title = to.say("progress.quarter", year=year, quarter=quarter)
    return Table(title, to.headers(*_ROUND), rows, samples(lines))


def review_tables(to: Exporting, year: int, quarter: int, department: str = "") -> list[Table]:
    """Return the review sheets (점검표), which `cn-bot import reports` reads after they are filled in.

    There is one for each department, or only for the given one.
    """
    lines = sorted(
        picture_of(to.session, to.workspace.id, year, quarter), key=lambda line: (line.department, line.code)
    )
    names = ("code", "title", "owner", "indicator", "unit", "target_kind", "target", "reduction_target", "budget")
    filled_in = ("value", "spend", "rating", "note", "reason", "action_plan", "files", "remark")
    tables, people = [], to.people()
    for name, inside in groupby(lines, key=lambda line: line.department):
        every = list(inside)
        if department in ("", name):
            rows = [_review_row(to, line, people) for line in every]
            headers = to.headers(*names, *filled_in)
            tables.append(Table(name or to.say("round.no_department"), headers, rows, samples(every)))
    return tables


def _round_row(to: Exporting, line: Line, people: dict[int, str]) -> list[Value]:
    rate = line.value / line.target * 100 if line.value is not None and line.target else None
    spent = line.spend / line.budget * 100 if line.spend is not None and line.budget else None
    marks = [to.say("sheet.late")] if line.late else []
    marks += [to.say("sheet.for_others")] if line.for_others else []
    head = people.get(line.confirmed_by_id or 0, "")
    marks += [to.say("sheet.confirmed", who=head)] if head else []
    zone = ZoneInfo(to.workspace.zone)
    return [
        line.code,
        line.sector,
        line.title,
        line.department,
        people.get(line.owner_id or 0, ""),
        line.indicator,
        line.unit,
        _counts(to, line),
        line.target,
        line.value,
        round(rate, 1) if rate is not None else None,
        line.budget,
        line.spend,
        round(spent, 1) if spent is not None else None,
        line.factor_id,
        line.factor,
        line.reduction_target,
        line.reduction,
        to.say(f"rating.{line.rating or 'none'}"),
        line.note,
        line.reason,
        line.action_plan,
        line.files,
        people.get(line.reported_by_id or 0, ""),
        line.reported_at.astimezone(zone).date() if line.reported_at else None,
        ", ".join(marks),
        to.mark(line.is_sample),
    ]


def _review_row(to: Exporting, line: Line, people: dict[int, str]) -> list[Value]:
    rating = to.say(f"rating.{line.rating}") if line.rating else ""
    given: list[Value] = [line.target, line.reduction_target, line.budget, line.value, line.spend]
    texts = [rating, line.note, line.reason, line.action_plan, line.files, to.mark(line.is_sample)]
    owner = people.get(line.owner_id or 0, "")
    return [line.code, line.title, owner, line.indicator, line.unit, _counts(to, line), *given, *texts]


def _counts(to: Exporting, line: Line) -> str:
    """Return 연간, 누적, 비율 or 정성, or "" for rounds that were closed before this was stored."""
    if line.counts in ("", "qualitative"):
        return to.say("measure.qualitative") if line.counts else ""
    return to.say(f"target_kind.{line.counts}")
