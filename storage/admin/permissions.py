"""Permissions: each function returns the people who may, so that others can be told whom to ask."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.action_items.action_items import ActionItem
from storage.db.errors import NotAllowed
from storage.organisation.committees import Committee
from storage.organisation.departments import Department
from storage.organisation.people import Person, administrators
from storage.tasks.tasks import Task


def may_set_up(session: Session, workspace_id: int) -> list[Person]:
    """Return the city's administrators who have not left: they may change its settings."""
    return administrators(session, workspace_id)


def may_confirm_seats(session: Session, committee: Committee) -> list[Person]:
    """Return the committee's secretary and the administrators."""
    secretary = session.get(Person, committee.secretary_id) if committee.secretary_id else None
    named = [secretary] if secretary is not None else []
    return list(dict.fromkeys([*named, *administrators(session, committee.workspace_id)]))


def may_assign(session: Session, task: Task) -> list[Person]:
    """Return the department's head, the secretaries and chairs of all committees, and the administrators."""
    department = session.get(Department, task.department_id) if task.department_id else None
    committees = session.scalars(select(Committee).where(Committee.workspace_id == task.workspace_id))
    ids = [department.head_id] if department else []
    ids += [person_id for committee in committees for person_id in (committee.secretary_id, committee.chair_id)]
    named = session.scalars(select(Person).where(Person.id.in_([each for each in ids if each]))).all()
    return list(dict.fromkeys([*named, *administrators(session, task.workspace_id)]))


def may_hand_over(session: Session, workspace_id: int) -> list[Person]:
    """Return the people who may move responsibilities: all secretaries and the administrators."""
    secretaries = select(Person).join(Committee, Committee.secretary_id == Person.id)
    named = session.scalars(secretaries.where(Committee.workspace_id == workspace_id))
    return list(dict.fromkeys([*named, *administrators(session, workspace_id)]))


def need(person: Person, allowed: list[Person], action: str) -> None:
    """Raise NotAllowed, with the Slack ids of `allowed`, unless `person` is one of them."""
    if person.id not in {each.id for each in allowed}:
        raise NotAllowed(action, tuple(each.slack_id for each in allowed))


def may_report(session: Session, task: Task) -> list[Person]:
    """Return the task's owner, their deputy, the team leader, the department's head and contact, all secretaries.

    People who have left are not among them.
    """
    owner = session.get(Person, task.owner_id) if task.owner_id else None
    department = session.get(Department, task.department_id) if task.department_id else None
    secretaries = session.scalars(select(Committee.secretary_id).where(Committee.workspace_id == task.workspace_id))
    ids = [task.owner_id, owner.deputy_id if owner else None, task.team_leader_id]
    ids += [department.head_id, department.contact_id] if department else []
    wanted = [each for each in [*ids, *secretaries] if each]
    return list(session.scalars(select(Person).where(Person.id.in_(wanted), Person.gone.is_(False))))


def may_set_meetings(session: Session, committee: Committee) -> list[Person]:
    """Return the committee's secretary and the administrators."""
    return may_confirm_seats(session, committee)


def may_answer_action(session: Session, action: ActionItem) -> list[Person]:
    """Return the action item's owner, their deputy, the department's head and contact, all secretaries.

    People who have left are not among them.
    """
    owner = session.get(Person, action.owner_id) if action.owner_id else None
    department = session.get(Department, action.department_id) if action.department_id else None
    secretaries = session.scalars(select(Committee.secretary_id).where(Committee.workspace_id == action.workspace_id))
    ids = [action.owner_id, owner.deputy_id if owner else None]
    ids += [department.head_id, department.contact_id] if department else []
    wanted = [each for each in [*ids, *secretaries] if each]
    return list(session.scalars(select(Person).where(Person.id.in_(wanted), Person.gone.is_(False))))


def may_run_rounds(session: Session, workspace_id: int) -> list[Person]:
    """Return all secretaries and the administrators: they see who has reported, ask, close and reopen.

    People who have left are not among them.
    """
    committees = select(Committee.secretary_id).where(Committee.workspace_id == workspace_id)
    secretaries = session.scalars(select(Person).where(Person.id.in_(committees), Person.gone.is_(False)))
    return list(dict.fromkeys([*secretaries, *administrators(session, workspace_id)]))


def may_confirm_reports(session: Session, task: Task) -> list[Person]:
    """Return the head of the task's department and the head's deputy."""
    department = session.get(Department, task.department_id) if task.department_id else None
    head = session.get(Person, department.head_id) if department is not None and department.head_id else None
    ids = [head.id, head.deputy_id] if head is not None else []
    return list(session.scalars(select(Person).where(Person.id.in_([each for each in ids if each]))))
