"""Unassigned tasks and departments: one form gives them an owner or a head."""

from __future__ import annotations

from handlers.blocks import orphans as looks
from handlers.listening import Answer, Asked
from handlers.payloads import Click, Submission
from storage.errors import NotFound
from storage.orphans import name_head, orphans_of
from storage.people import Department, Person, person_of
from storage.rights import may_assign, may_hand_over, need
from storage.tasks import assign, task_coded

_AT_ONCE = 10


def ask_who(asked: Asked, _click: Click) -> Answer:
    """[담당자·부서장 지정]: show the first unassigned tasks and departments in a form.

    The next ones follow after these are assigned. Raises NotAllowed.
    """
    need(asked.person, may_hand_over(asked.session, asked.workspace.id), "orphans")
    orphans = orphans_of(asked.session, asked.workspace.id, _AT_ONCE)
    if not orphans.count:
        return Answer(asked.say("orphans.none"))
    return Answer(form=looks.orphans_form(asked.language, orphans))


def named_by_form(asked: Asked, form: Submission) -> Answer:
    """Assign each named person; an empty field changes nothing. Raises NotAllowed, NotFound."""
    need(asked.person, may_hand_over(asked.session, asked.workspace.id), "orphans")
    for name, slack_id in form.fields.items():
        kind, _, subject = name.partition(":")
        if not slack_id:
            continue
        person = _there(asked, slack_id)
        if kind == "task":
            task = task_coded(asked.session, asked.workspace.id, subject)
            need(asked.person, may_assign(asked.session, task), "assign")
            assign(asked.session, task, person, asked.person, asked.now)
        elif kind == "department":
            name_head(asked.session, _department(asked, int(subject)), person, asked.person, asked.now)
    return Answer()


def _there(asked: Asked, slack_id: str) -> Person:
    person = person_of(asked.session, asked.workspace.id, slack_id)
    if person.gone or person.is_bot:
        raise NotFound("person", slack_id)
    return person


def _department(asked: Asked, department_id: int) -> Department:
    found = asked.session.get(Department, department_id)
    if found is None or found.workspace_id != asked.workspace.id:
        raise NotFound("department", department_id)
    return found
