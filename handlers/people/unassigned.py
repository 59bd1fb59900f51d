"""Unassigned tasks and departments: one form gives them an owner or a head."""

from __future__ import annotations

from handlers.people import unassigned_blocks
from handlers.slack.payloads import Click, Submission
from handlers.slack.requests import Request, Response
from storage.admin.permissions import may_assign, may_hand_over, need
from storage.admin.unassigned import name_head, unassigned_in
from storage.db.errors import NotFound
from storage.organisation.departments import Department
from storage.organisation.people import Person, person_of
from storage.tasks.tasks import assign, task_coded

_AT_ONCE = 10


def ask_who(request: Request, _click: Click) -> Response:
    """[담당자·부서장 지정]: show the first unassigned tasks and departments in a form.

    The next ones follow after these are assigned. Raises NotAllowed.
    """
    need(request.person, may_hand_over(request.session, request.workspace.id), "orphans")
    unassigned = unassigned_in(request.session, request.workspace.id, _AT_ONCE)
    if not unassigned.count:
        return Response(request.say("unassigned.none"))
    return Response(form=unassigned_blocks.unassigned_form(request.language, unassigned))


def named_by_form(request: Request, form: Submission) -> Response:
    """Assign each named person; an empty field changes nothing. Raises NotAllowed, NotFound."""
    need(request.person, may_hand_over(request.session, request.workspace.id), "orphans")
    for name, slack_id in form.fields.items():
        kind, _, subject = name.partition(":")
        if not slack_id:
            continue
        person = _there(request, slack_id)
        if kind == "task":
            task = task_coded(request.session, request.workspace.id, subject)
            need(request.person, may_assign(request.session, task), "assign")
            assign(request.session, task, person, request.person, request.now)
        elif kind == "department":
            name_head(request.session, _department(request, int(subject)), person, request.person, request.now)
    return Response()


def _there(request: Request, slack_id: str) -> Person:
    person = person_of(request.session, request.workspace.id, slack_id)
    if person.gone or person.is_bot:
        raise NotFound("person", slack_id)
    return person


def _department(request: Request, department_id: int) -> Department:
    found = request.session.get(Department, department_id)
    if found is None or found.workspace_id != request.workspace.id:
        raise NotFound("department", department_id)
    return found
