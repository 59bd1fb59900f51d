"""Import of a filled-in review sheet (점검표): preview new, changed and refused reports, then write all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from storage.db.errors import Lacking, PercentUnclear, RuleError, TooLong
from storage.importing.headers import Columns, columns_of_reports, plain
from storage.importing.plan import ChangedField
from storage.importing.plan_lines import RefusedCell
from storage.importing.sheets import Sheet
from storage.organisation.people import Person
from storage.parsing.figures import Figure, read_money, read_value
from storage.parsing.units import WON
from storage.tasks.progress import Entry, Rating, checked, enter_report, entry_of, reports_in
from storage.tasks.tasks import Task, all_tasks

_RATINGS = {
    "달성": Rating.ACHIEVED,
    "achieved": Rating.ACHIEVED,
    "정상추진": Rating.ON_TRACK,
    "정상": Rating.ON_TRACK,
    "ontrack": Rating.ON_TRACK,
    "지연": Rating.DELAYED,
    "delayed": Rating.DELAYED,
    "미달성": Rating.NOT_ACHIEVED,
    "notachieved": Rating.NOT_ACHIEVED,
}
_SAID = ("value", "spend", "rating", "note", "reason", "action_plan")


@dataclass(frozen=True)
class Reported:
    """A task and the report that its line contains."""

    task: Task
    said: Entry


@dataclass(frozen=True)
class ReportsPreview:
    """Preview of the import of review sheets."""

    created: tuple[Reported, ...]
    changed: tuple[ChangedField, ...]
    refused: tuple[RefusedCell, ...]
    unknown_columns: tuple[str, ...]
    unchanged: int
    empty: int  # rows that nobody filled in
    entries: tuple[Reported, ...]  # new and changed reports, to be written


def preview_reports(
    session: Session, workspace_id: int, sheets: Sequence[Sheet], quarter: tuple[int, int]
) -> ReportsPreview:
    """Compare the sheets with the reports for (year, quarter) and return what would change; writes nothing.

    A second line for the same task is refused.
    """
    tasks = {task.code: task for task in all_tasks(session, workspace_id)}
    found: dict[int, Reported] = {}
    refused: list[RefusedCell] = []
    unknown: list[str] = []
    empty = 0
    for sheet in sheets:
        columns = columns_of_reports(sheet.headers)
        unknown += columns.unknown
        refused += _refused_headers(columns)
        if not {"code", "rating"} <= columns.places.keys():
            continue
        for number, cells in sheet.rows:
            held = {str(name): cells[place] if place < len(cells) else "" for name, place in columns.places.items()}
            if not any(held.get(name) for name in _SAID):
                empty += 1
                continue
            row = _reported(number, held, tasks)
            if isinstance(row, RefusedCell):
                refused.append(row)
            elif row.task.id in found:
                refused.append(RefusedCell(number, "code", row.task.code, "twice"))
            else:
                found[row.task.id] = row
    there = {task_id: entry_of(each) for task_id, each in reports_in(session, workspace_id, *quarter).items()}
    entries = tuple(each for each in found.values() if there.get(each.task.id) != each.said)
    return ReportsPreview(
        created=tuple(each for each in entries if each.task.id not in there),
        changed=tuple(
            change for each in entries if (before := there.get(each.task.id)) for change in _changes(each, before)
        ),
        refused=tuple(refused),
        unknown_columns=tuple(dict.fromkeys(unknown)),
        unchanged=len(found) - len(entries),
        empty=empty,
        entries=entries,
    )


def commit_reports(
    session: Session, preview: ReportsPreview, quarter: tuple[int, int], by: Person, now: datetime, *, late: bool
) -> None:
    """Write what the preview showed, as entered by `by`; the caller's transaction makes it all or nothing.

    `late` marks the first report of a task as late.
    """
    for each in preview.entries:
        enter_report(session, each.task, quarter, each.said, by, now, late=late)


def _refused_headers(columns: Columns) -> Iterator[RefusedCell]:
    yield from (RefusedCell(1, header, header, "twice") for header in columns.twice)
    yield from (RefusedCell(1, name, "", "missing") for name in ("code", "rating") if name not in columns.places)


def _reported(number: int, held: dict[str, str], tasks: dict[str, Task]) -> Reported | RefusedCell:
    code = held["code"].strip().upper()
    task = tasks.get(code)
    if task is None:
        return RefusedCell(number, "code", code, "no_task")
    rating = _RATINGS.get(plain(held["rating"]))
    if rating is None:
        return RefusedCell(number, "rating", held["rating"], "unknown_word" if held["rating"] else "missing")
    figures: dict[str, Decimal | None] = {}
    readers: dict[str, Callable[[str], Figure]] = {
        "value": lambda text: read_value(text, task.unit),
        "spend": lambda text: read_money(text + WON if text[-1:].isdecimal() else text),  # a bare number is in won
    }
    for name, read in readers.items():
        text = held.get(name, "")
        try:
            figures[name] = read(text).value if text else None
        except PercentUnclear:  # Excel keeps 80% as 0.8
            return RefusedCell(number, name, text, "percent_unclear")
        except RuleError:
            return RefusedCell(number, name, text, "not_a_number")
    texts = {name: held.get(name, "") for name in ("note", "reason", "action_plan")}
    try:
        return Reported(task, checked(Entry(rating, figures["value"], figures["spend"], **texts)))
    except Lacking as lacking:
        return RefusedCell(number, lacking.field, "", "missing")
    except TooLong:
        return RefusedCell(number, "note", "", "too_long")


def _changes(each: Reported, before: Entry) -> Iterator[ChangedField]:
    for name in _SAID:
        was, is_now = getattr(before, name), getattr(each.said, name)
        if was != is_now:
            yield ChangedField(each.task.code, name, _shown(was), _shown(is_now))


def _shown(value: object) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value or "")
