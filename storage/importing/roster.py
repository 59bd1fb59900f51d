"""Import of a roster: heads, contacts, team leaders, owners and deputies by department; preview, then write."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from storage.history import Change, note
from storage.importing.headers import columns_of_a_roster
from storage.importing.names import Names
from storage.importing.plan import ChangedField
from storage.importing.plan_lines import RefusedCell
from storage.importing.sheets import Sheet
from storage.organisation.departments import Department, all_departments, department_named
from storage.organisation.people import Person

_NAME_LIMIT = 100


@dataclass(frozen=True)
class Wish:
    """One assignment in the sheet: `person` gets `role` in the department, or becomes the deputy of `of`."""

    department: str
    role: str  # head, contact, member, deputy
    person: Person
    of: Person | None = None


@dataclass(frozen=True)
class RosterPreview:
    """Preview of a roster's import. `created` are names of new departments."""

    created: tuple[str, ...]
    changed: tuple[ChangedField, ...]
    refused: tuple[RefusedCell, ...]
    unmatched: tuple[RefusedCell, ...]
    unknown_columns: tuple[str, ...]
    wishes: tuple[Wish, ...]


def preview_roster(session: Session, workspace_id: int, sheet: Sheet) -> RosterPreview:
    """Compare the sheet with departments and people and return what would change; writes nothing."""
    columns = columns_of_a_roster(sheet.headers)
    refused = [RefusedCell(1, header, header, "twice") for header in columns.twice]
    if "department" not in columns.places:
        refused.append(RefusedCell(1, "department", "", "missing"))
    if refused:
        return RosterPreview((), (), tuple(refused), (), columns.unknown, ())
    names, wishes, unmatched = Names.of(session, workspace_id), [], []
    for number, cells in sheet.rows:
        held = {str(name): cells[place] if place < len(cells) else "" for name, place in columns.places.items()}
        held["department"] = unicodedata.normalize("NFC", held["department"]).strip()
        if not 0 < len(held["department"]) <= _NAME_LIMIT:
            refused.append(RefusedCell(number, "department", held["department"], "missing"))
            continue
        people, strangers = _people_in(number, held, names)
        unmatched += strangers
        wishes += _wishes(held["department"], people)
    there = _departments(session, workspace_id)
    named = dict.fromkeys(wish.department for wish in wishes)
    return RosterPreview(
        created=tuple(name for name in named if name not in there),
        changed=tuple(change for wish in wishes for change in _change(session, wish, there)),
        refused=tuple(refused),
        unmatched=tuple(unmatched),
        unknown_columns=columns.unknown,
        wishes=tuple(wishes),
    )


def commit_roster(session: Session, workspace_id: int, preview: RosterPreview, now: datetime) -> None:
    """Write what the preview showed; the caller's transaction makes it all or nothing."""
    for wish in preview.wishes:
        department = department_named(session, workspace_id, wish.department)
        if wish.role == "head":
            department.head_id = wish.person.id
        elif wish.role == "contact":
            department.contact_id = wish.person.id
        elif wish.role == "deputy" and wish.of is not None:
            wish.of.deputy_id = wish.person.id
        if wish.role != "deputy":
            wish.person.department_id = department.id
    session.flush()
    if preview.changed:
        before = {f"{each.code} {each.what}": each.before for each in preview.changed}
        after = {f"{each.code} {each.what}": each.after for each in preview.changed}
        note(session, workspace_id, Change("roster", 0, "imported", before, after), now)


def _people_in(number: int, held: dict[str, str], names: Names) -> tuple[dict[str, Person], list[RefusedCell]]:
    people: dict[str, Person] = {}
    strangers = []
    for column in ("head", "contact", "team_leader", "owner", "deputy"):
        value = held.get(column, "")
        match = names.match(value) if value else None
        if isinstance(match, Person):
            people[column] = match
        elif match is not None:
            strangers.append(RefusedCell(number, column, value, match))
    return people, strangers


def _wishes(department: str, people: dict[str, Person]) -> list[Wish]:
    roles = (("head", "head"), ("contact", "contact"), ("team_leader", "member"), ("owner", "member"))
    wishes = [Wish(department, role, people[column]) for column, role in roles if column in people]
    if "deputy" in people:
        deputised = people.get("owner") or people.get("team_leader") or people.get("head")
        if deputised is not None:
            wishes.append(Wish(department, "deputy", people["deputy"], deputised))
    return wishes


def _departments(session: Session, workspace_id: int) -> dict[str, Department]:
    return {each.name: each for each in all_departments(session, workspace_id)}


def _change(session: Session, wish: Wish, there: dict[str, Department]) -> list[ChangedField]:
    department = there.get(wish.department)
    of = wish.of.slack_id if wish.of else ""
    before_id = {
        "head": department.head_id if department else None,
        "contact": department.contact_id if department else None,
        "deputy": wish.of.deputy_id if wish.of else None,
    }
    if wish.role == "member":
        home = session.get(Department, wish.person.department_id) if wish.person.department_id else None
        before, after = home.name if home else "", wish.department
        return [ChangedField(wish.person.slack_id, "department", before, after)] if before != after else []
    there_now = before_id[wish.role]
    before = session.get_one(Person, there_now).slack_id if there_now else ""
    after = wish.person.slack_id
    return [ChangedField(of or wish.department, wish.role, before, after)] if before != after else []
