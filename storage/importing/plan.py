"""Import of a plan's tasks: preview what is created, changed and refused, then write all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.history import Change, note
from storage.importing.counting import COUNTING
from storage.importing.headers import BudgetOf, columns_of_a_plan
from storage.importing.names import Names
from storage.importing.plan_lines import PEOPLE, TEXTS, YEARS, RefusedCell, Row, rows_of
from storage.importing.sheets import Sheet
from storage.organisation.departments import Department, department_named
from storage.organisation.people import Person
from storage.tasks.budgets import Fund, Funds, all_budgets, not_adding_up, set_budgets
from storage.tasks.milestones import Milestone, milestones_of, set_milestones
from storage.tasks.plan_changes import change_target, move_milestone
from storage.tasks.tasks import Target, Task


@dataclass(frozen=True)
class ChangedField:
    """One changed field `what` of the record `code`. Values are shown as text, "" for none."""

    code: str
    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Preview:
    """Preview of a plan's import. `rows` are all lines that can be written, changed or not."""

    created: tuple[Row, ...]
    changed: tuple[ChangedField, ...]
    refused: tuple[RefusedCell, ...]
    unmatched: tuple[RefusedCell, ...]  # names of nobody or of several people: the cell is left out, the row is not
    unknown_columns: tuple[str, ...]
    unchanged: int
    rows: tuple[Row, ...]


def preview_plan(session: Session, workspace_id: int, sheet: Sheet) -> Preview:
    """Compare the sheet with the plan and return what would change; writes nothing."""
    columns = columns_of_a_plan(sheet.headers)
    rows, refused, unmatched = rows_of(sheet, columns, Names.of(session, workspace_id))
    there = _tasks_there(session, workspace_id)
    refused += tuple(_without_reason(rows, there)) + tuple(_not_adding_up(rows, there))
    created = tuple(row for row in rows if row.code not in there)
    changed = tuple(change for row in rows if row.code in there for change in _changes(row, there[row.code]))
    touched = {change.code for change in changed}
    return Preview(
        created=created,
        changed=changed,
        refused=refused,
        unmatched=unmatched,
        unknown_columns=columns.unknown,
        unchanged=sum(row.code in there and row.code not in touched for row in rows),
        rows=tuple(rows),
    )


def commit_plan(session: Session, workspace_id: int, preview: Preview, now: datetime, *, sample: bool = False) -> None:
    """Write what the preview showed; the caller's transaction makes it all or nothing."""
    new = {row.code for row in preview.created}
    touched = {change.code for change in preview.changed}
    tasks = {task.code: task for task in session.scalars(select(Task).where(Task.workspace_id == workspace_id))}
    for row in preview.rows:
        if row.code in new:
            task = Task(workspace_id=workspace_id, code=row.code, title="", is_sample=sample)
            session.add(task)
        elif row.code in touched:
            task = tasks[row.code]
        else:
            continue
        _write(session, task, row, now)
        _remember(session, task, preview, now)


@dataclass(frozen=True)
class _There:
    """A stored task in the form of a row, to be compared with one."""

    texts: dict[str, str]
    years: dict[str, int | None]
    targets: dict[int, Decimal]
    people: dict[str, str]
    milestones: dict[str, date]
    counting: dict[str, object]
    budgets: Funds


def _tasks_there(session: Session, workspace_id: int) -> dict[str, _There]:
    departments = dict(
        session.execute(select(Department.id, Department.name).where(Department.workspace_id == workspace_id)).all(),
    )
    targets: dict[int, dict[int, Decimal]] = {}
    for target in session.scalars(select(Target).where(Target.workspace_id == workspace_id)):
        targets.setdefault(target.task_id, {})[target.year] = target.value
    milestones: dict[int, dict[str, date]] = {}
    for each in session.scalars(select(Milestone).where(Milestone.workspace_id == workspace_id, Milestone.name != "")):
        milestones.setdefault(each.task_id, {})[each.name] = each.due
    budgets = all_budgets(session, workspace_id)
    ids = dict(session.execute(select(Person.id, Person.slack_id).where(Person.workspace_id == workspace_id)).all())
    there = {}
    for task in session.scalars(select(Task).where(Task.workspace_id == workspace_id)):
        texts = {name: getattr(task, name) for name in TEXTS if name != "department"}
        texts["department"] = departments.get(task.department_id, "") if task.department_id else ""
        people = {name: ids.get(getattr(task, column), "") for name, column in PEOPLE.items()}
        years = {name: getattr(task, name) for name in YEARS}
        counting = {name: getattr(task, name) for name in COUNTING}
        held = (targets.get(task.id, {}), people, milestones.get(task.id, {}), counting, budgets.get(task.id, {}))
        there[task.code] = _There(texts, years, *held)
    return there


def _changes(row: Row, there: _There) -> list[ChangedField]:
    texts = [(name, there.texts[name], value) for name, value in row.texts.items()]
    years = [(name, _shown(there.years[name]), _shown(value)) for name, value in row.years.items()]
    targets = [
        (f"target_{year}", _shown(there.targets.get(year)), _shown(value)) for year, value in row.targets.items()
    ]
    people = [(name, there.people[name], person.slack_id) for name, person in row.people.items()]
    steps = [("milestones", _listed(there.milestones), _listed(row.milestones))] if row.milestones is not None else []
    counting = [(name, _shown(there.counting[name]), _shown(value)) for name, value in row.counting.items()]
    money = [(str(BudgetOf(*of)), _shown(there.budgets.get(of)), _shown(amount)) for of, amount in row.budgets.items()]
    every = texts + years + targets + people + steps + counting + money
    return [ChangedField(row.code, what, before, after) for what, before, after in every if before != after]


def _without_reason(rows: list[Row], there: dict[str, _There]) -> Iterator[RefusedCell]:
    """Yield a refusal for each changed date or target of a row that gives no reason."""
    for row in rows:
        before = there.get(row.code)
        if before is None or row.reason:
            continue
        targets = (str(year) for year, value in row.targets.items() if before.targets.get(year, value) != value)
        due = before.milestones
        steps = (name for name, day in (row.milestones or {}).items() if due.get(name, day) != day)
        yield from (RefusedCell(row.number, "reason", what, "reason_needed") for what in (*targets, *steps))


def _not_adding_up(rows: list[Row], there: dict[str, _There]) -> Iterator[RefusedCell]:
    """Yield a refusal for each year whose funds do not add up to its total, with stored amounts included."""
    for row in rows:
        before = there[row.code].budgets if row.code in there else {}
        for year in not_adding_up({**before, **row.budgets}):
            of = BudgetOf(year, Fund.WHOLE)
            yield RefusedCell(row.number, str(of), _shown(row.budgets.get((year, Fund.WHOLE))), "does_not_add_up")


def _listed(milestones: dict[str, date]) -> str:
    return "; ".join(f"{name} {due.isoformat()}" for name, due in sorted(milestones.items(), key=lambda each: each[1]))


def _shown(value: object) -> str:
    if value is None:
        return ""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _write(session: Session, task: Task, row: Row, now: datetime) -> None:
    for name, value in row.texts.items():
        if name == "department":
            task.department_id = department_named(session, task.workspace_id, value).id if value else None
        else:
            setattr(task, name, value)
    for name, year in row.years.items():
        setattr(task, name, year)
    for name, person in row.people.items():
        setattr(task, PEOPLE[name], person.id)
    for name, counted in row.counting.items():
        setattr(task, name, counted)
    session.flush()
    if row.milestones is not None:
        for milestone in milestones_of(session, task):
            if milestone.name in row.milestones:
                move_milestone(session, task, milestone, row.milestones[milestone.name], row.reason, None, now)
        set_milestones(session, task, row.milestones)
    set_budgets(session, task, row.budgets)
    for year, number in row.targets.items():
        change_target(session, task, year, number, row.reason, None, now)


def _remember(session: Session, task: Task, preview: Preview, now: datetime) -> None:
    changes = [each for each in preview.changed if each.code == task.code]
    before = {each.what: each.before for each in changes}
    after = {each.what: each.after for each in changes}
    change = Change("task", task.id, "changed" if changes else "imported", before, after)
    note(session, task.workspace_id, change, now)
