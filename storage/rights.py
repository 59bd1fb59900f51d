"""Who may do what: each answers with the people who may, so that others can be told whom to ask."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.committees import Committee
from storage.errors import NotAllowed
from storage.people import Department, Person, administrators
from storage.tasks import Task


def may_set_up(session: Session, workspace_id: int) -> list[Person]:
    return administrators(session, workspace_id)


def may_confirm_seats(session: Session, committee: Committee) -> list[Person]:
    """The committee's secretary, the administrators."""
    secretary = session.get(Person, committee.secretary_id) if committee.secretary_id else None
    named = [secretary] if secretary is not None else []
    return list(dict.fromkeys([*named, *administrators(session, committee.workspace_id)]))


def may_assign(session: Session, task: Task) -> list[Person]:
    """The department's head, the committees' secretaries and chairs, the administrators."""
    department = session.get(Department, task.department_id) if task.department_id else None
    committees = session.scalars(select(Committee).where(Committee.workspace_id == task.workspace_id))
    ids = [department.head_id] if department else []
    ids += [person_id for committee in committees for person_id in (committee.secretary_id, committee.chair_id)]
    named = session.scalars(select(Person).where(Person.id.in_([each for each in ids if each]))).all()
    return list(dict.fromkeys([*named, *administrators(session, task.workspace_id)]))


def need(person: Person, allowed: list[Person], action: str) -> None:
    """Raises NotAllowed, which carries who may."""
    if person.id not in {each.id for each in allowed}:
        raise NotAllowed(action, tuple(each.slack_id for each in allowed))
