"""Roles: who may do what with an issue."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.db.errors import NotAllowed
from storage.issues.issues import MOVES, Issue, IssueState, Role
from storage.issues.reporters import is_reporter
from storage.organisation.committees import Committee, all_committees
from storage.organisation.departments import Department
from storage.organisation.people import Person
from storage.organisation.seats import Part, Seat


def roles_of(session: Session, issue: Issue, person: Person) -> frozenset[Role]:
    """Return the roles a person has for an issue; empty for anyone else."""
    roles = {Role.REPORTER} if is_reporter(session, issue, person) else set()
    if person.id in {each.id for each in committee_people(session, issue.workspace_id)}:
        roles.add(Role.COMMITTEE)
    if person.id in {each.id for each in department_people(session, issue)}:
        roles.add(Role.DEPARTMENT)
    return frozenset(roles)


def committee_people(session: Session, workspace_id: int) -> list[Person]:
    """Return the people with the committee role, each once.

    They are the secretaries and chairs of all committees, and the confirmed members of the one that receives issues.
    """
    offices = officers(session, workspace_id)
    members = (
        select(Person)
        .join(Seat, Seat.person_id == Person.id)
        .join(Committee, Committee.id == Seat.committee_id)
        .where(Seat.workspace_id == workspace_id, Seat.part == Part.MEMBER, Committee.receives_issues.is_(True))
    )
    return list(dict.fromkeys([*offices, *session.scalars(members)]))


def officers(session: Session, workspace_id: int) -> list[Person]:
    """Return the secretaries, then the chairs, of all committees of a city, each person once."""
    committees = all_committees(session, workspace_id)
    ids = [each.secretary_id for each in committees] + [each.chair_id for each in committees]
    found = {
        person.id: person for person in session.scalars(select(Person).where(Person.id.in_([i for i in ids if i])))
    }
    return [found[each] for each in dict.fromkeys(ids) if each in found]


def department_people(session: Session, issue: Issue) -> list[Person]:
    """Return the people who handle the issue: the person in charge, the assigned department's contact, its head."""
    department = session.get(Department, issue.department_id) if issue.department_id else None
    ids = [issue.assignee_id, *([department.contact_id, department.head_id] if department else ())]
    people = (session.get(Person, each) for each in dict.fromkeys(ids) if each)
    return [person for person in people if person is not None]


def allowed_moves(issue: Issue, roles: Iterable[Role]) -> list[IssueState]:
    """Return the states to which a person with these roles may move the issue now, in the order of `IssueState`."""
    held = set(roles)
    there = MOVES[IssueState(issue.state)]
    return [state for state in IssueState if there.get(state, set()) & held]


def need_role(session: Session, issue: Issue, person: Person | None, *wanted: Role) -> None:
    """Check that the person has one of the `wanted` roles; None is the clock, whose only role is `Role.CLOCK`.

    Raises NotAllowed, which names the people who have one.
    """
    held = roles_of(session, issue, person) if person is not None else {Role.CLOCK}
    if not held & set(wanted):
        raise NotAllowed("issue", _who_can(session, issue, set(wanted)))


def _who_can(session: Session, issue: Issue, wanted: set[Role]) -> tuple[str, ...]:
    people: list[Person] = []
    if Role.COMMITTEE in wanted:
        people += officers(session, issue.workspace_id) or committee_people(session, issue.workspace_id)
    if Role.DEPARTMENT in wanted:
        people += department_people(session, issue)
    if wanted == {Role.REPORTER}:
        people.append(session.get_one(Person, issue.reporter_id))
    return tuple(dict.fromkeys(person.slack_id for person in people))
