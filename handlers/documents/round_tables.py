"""A quarter's round as spreadsheet tables: what was reported, and the review sheet to fill in."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby

from handlers.documents.table import Column, Table, table_of
from handlers.documents.tables import Exporting, samples
from storage.rounds.rounds import Line, picture_of


def round_table(to: Exporting, year: int, quarter: int) -> Table:
    """Return one row for each task in the round: targets, results, ratios in per cent, remarks."""
    lines = picture_of(to.session, to.workspace.id, year, quarter)
    return table_of(to.say("progress.quarter", year=year, quarter=quarter), _round(to), lines, samples(lines))


def review_tables(to: Exporting, year: int, quarter: int, department: str = "") -> list[Table]:
    """Return the review sheets (점검표), which `cn-bot import reports` reads after they are filled in.

    There is one for each department, or only for the given one.
    """
    lines = sorted(
        picture_of(to.session, to.workspace.id, year, quarter), key=lambda line: (line.department, line.code)
    )
    tables, columns = [], _review(to)
    for name, inside in groupby(lines, key=lambda line: line.department):
        every = list(inside)
        if department in ("", name):
            tables.append(table_of(name or to.say("round.no_department"), columns, every, samples(every)))
    return tables


def _round(to: Exporting) -> list[Column[Line]]:
    people = to.people()
    return [
        (to.header_of("code"), lambda line: line.code),
        (to.header_of("sector"), lambda line: line.sector),
        (to.header_of("title"), lambda line: line.title),
        (to.header_of("department"), lambda line: line.department),
        (to.header_of("owner"), lambda line: people.get(line.owner_id or 0, "")),
        (to.header_of("indicator"), lambda line: line.indicator),
        (to.header_of("unit"), lambda line: line.unit),
        (to.header_of("target_kind"), lambda line: _counts(to, line)),
        (to.header_of("target"), lambda line: line.target),
        (to.header_of("value"), lambda line: line.value),
        (to.header_of("rate"), lambda line: _per_cent(line.value, line.target)),
        (to.header_of("budget"), lambda line: line.budget),
        (to.header_of("spend"), lambda line: line.spend),
        (to.header_of("budget_rate"), lambda line: _per_cent(line.spend, line.budget)),
        (to.header_of("factor_id"), lambda line: line.factor_id),
        (to.header_of("factor"), lambda line: line.factor),
        (to.header_of("reduction_target"), lambda line: line.reduction_target),
        (to.header_of("reduction"), lambda line: line.reduction),
        (to.header_of("rating"), lambda line: to.say(f"rating.{line.rating or 'none'}")),
        (to.header_of("note"), lambda line: line.note),
        (to.header_of("reason"), lambda line: line.reason),
        (to.header_of("action_plan"), lambda line: line.action_plan),
        (to.header_of("files"), lambda line: line.files),
        (to.header_of("reported_by"), lambda line: people.get(line.reported_by_id or 0, "")),
        (to.header_of("reported_on"), lambda line: to.day_of(line.reported_at) if line.reported_at else None),
        (to.header_of("entry"), lambda line: _how_it_came(to, line, people)),
        (to.header_of("remark"), lambda line: to.mark(line.is_sample)),
    ]


def _review(to: Exporting) -> list[Column[Line]]:
    """Return the columns of a review sheet: what is given, then what is filled in."""
    people = to.people()
    return [
        (to.header_of("code"), lambda line: line.code),
        (to.header_of("title"), lambda line: line.title),
        (to.header_of("owner"), lambda line: people.get(line.owner_id or 0, "")),
        (to.header_of("indicator"), lambda line: line.indicator),
        (to.header_of("unit"), lambda line: line.unit),
        (to.header_of("target_kind"), lambda line: _counts(to, line)),
        (to.header_of("target"), lambda line: line.target),
        (to.header_of("reduction_target"), lambda line: line.reduction_target),
        (to.header_of("budget"), lambda line: line.budget),
        (to.header_of("value"), lambda line: line.value),
        (to.header_of("spend"), lambda line: line.spend),
        (to.header_of("rating"), lambda line: to.say(f"rating.{line.rating}") if line.rating else ""),
        (to.header_of("note"), lambda line: line.note),
        (to.header_of("reason"), lambda line: line.reason),
        (to.header_of("action_plan"), lambda line: line.action_plan),
        (to.header_of("files"), lambda line: line.files),
        (to.header_of("remark"), lambda line: to.mark(line.is_sample)),
    ]


def _per_cent(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Return the ratio in per cent with one decimal, or None if a number is missing or the whole is 0."""
    return round(part / whole * 100, 1) if part is not None and whole else None


def _how_it_came(to: Exporting, line: Line, people: dict[int, str]) -> str:
    """Return the marks of a report: late, entered by another person, confirmed."""
    marks = [to.say("sheet.late")] if line.late else []
    marks += [to.say("sheet.for_others")] if line.for_others else []
    head = people.get(line.confirmed_by_id or 0, "")
    return ", ".join([*marks, to.say("sheet.confirmed", who=head)] if head else marks)


def _counts(to: Exporting, line: Line) -> str:
    """Return 연간, 누적, 비율 or 정성, or "" for rounds that were closed before this was stored."""
    if line.counts in ("", "qualitative"):
        return to.say("measure.qualitative") if line.counts else ""
    return to.say(f"target_kind.{line.counts}")
