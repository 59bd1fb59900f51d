"""Lines of a plan's sheet, read cell by cell: the values, and the cells that are refused."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from storage.db.errors import NotANumber, RuleError, UnitNeeded
from storage.importing.counting import COUNTING, NotSaid, counting_in
from storage.importing.headers import BudgetOf, Columns, Name
from storage.importing.names import Names
from storage.importing.sheets import Sheet
from storage.organisation.people import Person
from storage.parsing.figures import number_in, read_money
from storage.tasks.budgets import Funds
from storage.tasks.plan_changes import REASON_LIMIT

TEXTS = ("title", "title_en", "sector", "department", "indicator", "unit")
YEARS = ("start_year", "end_year")
PEOPLE = {"owner": "owner_id", "team_leader": "team_leader_id"}
_LENGTHS = {
    "code": 32,
    "title": 300,
    "title_en": 300,
    "sector": 50,
    "department": 100,
    "indicator": 200,
    "unit": 20,
    "factor_id": 20,
    "reason": REASON_LIMIT,
}
_LONGEST = 100  # of every other column
_MILESTONE = re.compile(r"(.+?)[\s(:]*(20\d\d)\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일)]*$")
_CODE = re.compile(r"[A-Z가-힣]{1,8}-?\d{1,4}(-\d{1,4})?$")


@dataclass(frozen=True)
class RefusedCell:
    """A refused cell; `reason` is one word.

    A cell's reasons are missing, twice, too_long, not_a_number, not_a_year, milestone, code, unknown_word,
    reason_needed, unit_needed and does_not_add_up; review sheets add no_task and percent_unclear. A name's reasons are
    stranger and namesake.
    """

    row: int
    column: str
    value: str
    reason: str


@dataclass
class Row:
    """The content of one line. A target that was not given is not in `targets`, which is not 0."""

    code: str
    texts: dict[str, str] = field(default_factory=dict)
    years: dict[str, int] = field(default_factory=dict)
    targets: dict[int, Decimal] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    milestones: dict[str, date] | None = None  # None if the sheet has no such column
    counting: dict[str, object] = field(default_factory=dict)
    budgets: Funds = field(default_factory=dict)
    reason: str = ""  # for a changed date or target
    number: int = 0  # of the line in the file


def rows_of(
    sheet: Sheet, columns: Columns, names: Names
) -> tuple[list[Row], tuple[RefusedCell, ...], tuple[RefusedCell, ...]]:
    """Return the rows that can be written, the refused cells, and the names of nobody or of several people.

    No row is read if a required column is missing or a column is there twice.
    """
    refused = [RefusedCell(1, header, header, "twice") for header in columns.twice]
    refused += [RefusedCell(1, name, "", "missing") for name in ("code", "title") if name not in columns.places]
    if refused:
        return [], tuple(refused), ()
    rows: dict[str, Row] = {}
    unmatched: list[RefusedCell] = []
    for number, cells in sheet.rows:
        held = {name: cells[place] if place < len(cells) else "" for name, place in columns.places.items()}
        row, wrong = _row_of(number, held)
        unmatched += _match_people(row, number, held, names)
        if row.code in rows:
            wrong.append(RefusedCell(number, "code", row.code, "twice"))
        refused += wrong
        if not wrong:
            rows[row.code] = row
    return list(rows.values()), tuple(refused), tuple(unmatched)


def _row_of(number: int, held: dict[Name, str]) -> tuple[Row, list[RefusedCell]]:
    row = Row(unicodedata.normalize("NFKC", held["code"]).strip().upper(), number=number)
    wrong = [] if _CODE.match(row.code) else [RefusedCell(number, "code", row.code, "code")]
    for name, value in held.items():
        reason = _take(row, name, unicodedata.normalize("NFC", value))
        if reason:
            wrong.append(RefusedCell(number, str(name), value, reason))
    return row, wrong


def _match_people(row: Row, number: int, held: dict[Name, str], names: Names) -> list[RefusedCell]:
    unmatched = []
    for column in PEOPLE:
        value = held.get(column, "")
        match = names.match(value) if value else None
        if isinstance(match, Person):
            row.people[column] = match
        elif match is not None:
            unmatched.append(RefusedCell(number, column, value, match))
    return unmatched


def _take(row: Row, name: Name, value: str) -> str | None:
    """Store one cell in the row; return None, or a word for why it is refused."""
    if isinstance(name, str):
        return _take_named(row, name, value)
    if not value:
        return None
    return _take_budget(row, name, value) if isinstance(name, BudgetOf) else _take_target(row, name, value)


def _take_named(row: Row, name: str, value: str) -> str | None:
    """Store a cell of a column that has one name in every plan; return None, or a word for why it is refused."""
    if name == "title" and not value:
        return "missing"
    if name == "milestones":
        return _take_milestones(row, value)
    if len(value) > _LENGTHS.get(name, _LONGEST):
        return "too_long"
    if name in COUNTING:
        return _take_counting(row, name, value)
    if name in YEARS:
        return _take_year(row, name, value) if value else None
    if name == "reason":
        row.reason = value.strip()
    elif name in TEXTS:
        row.texts[name] = value
    return None


def _take_year(row: Row, name: str, value: str) -> str | None:
    if not re.fullmatch(r"20\d\d", value):
        return "not_a_year"
    row.years[name] = int(value)
    return None


def _take_target(row: Row, year: int, value: str) -> str | None:
    try:
        row.targets[year] = number_in(value)
    except NotANumber:
        return "not_a_number"
    return None


def _take_budget(row: Row, of: BudgetOf, value: str) -> str | None:
    """Store a budget; return None, or a word for why it is refused.

    A bare number is in the header's unit and refused if the header has none.
    """
    try:
        row.budgets[of.year, of.fund] = read_money(f"{value}{of.unit}" if value[-1:].isdecimal() else value).value
    except UnitNeeded:
        return "unit_needed"
    except RuleError:
        return "not_a_number"
    return None


def _take_counting(row: Row, name: str, value: str) -> str | None:
    try:
        row.counting[name] = counting_in(name, value)
    except NotSaid as wrong:
        return wrong.reason
    return None


def _take_milestones(row: Row, value: str) -> str | None:
    """Store milestones written as `name date; name date` or one per line; the date ends the name.

    Return None, or "milestone" if a piece has no name or no real date; the pieces before it are stored.
    """
    row.milestones = {}
    for piece in filter(None, (each.strip() for each in re.split(r"[;\n]", value))):
        found = _MILESTONE.match(unicodedata.normalize("NFKC", piece))
        try:
            due = date(*map(int, found.groups()[1:])) if found else None
        except ValueError:
            due = None
        if found is None or due is None:
            return "milestone"
        row.milestones[found[1].strip()[:200]] = due
    return None
