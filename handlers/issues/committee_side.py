"""The committee's and the department's side of an issue: assign it, answer it, change its state."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.issues import forms
from handlers.issues.report import numbered
from handlers.issues.timeline import timeline_of
from handlers.meetings.meetings import next_of_each
from handlers.slack.payloads import Click, Submission
from handlers.slack.requests import Request, Response
from handlers.text.dates import say_day, today_of
from schedules.calendar import calendar_of
from schedules.rules.issues import closes_on
from storage.db.errors import Lacking
from storage.issues.issues import SETTLED, Issue, IssueState, Role, first_line, issue_numbered
from storage.issues.remarks import answer_reporters
from storage.issues.roles import allowed_moves, need_role, roles_of
from storage.issues.transitions import Move, assign_issue, is_reopening, move_issue, need_version
from storage.issues.urgency import committee_above, propose_urgent, send_up
from storage.meetings.agenda_editing import submit_issue
from storage.meetings.posted import show_agenda_again
from storage.organisation.committees import committee_receiving_issues
from storage.organisation.departments import department_names, department_with
from storage.organisation.people import Person, person_of


def ask_to_assign(request: Request, click: Click) -> Response:
    """[담당부서 지정]: open the form, or say that there are no departments. Raises NotFound, NotAllowed."""
    issue = numbered(request, click.value)
    need_role(request.session, issue, request.person, Role.COMMITTEE, Role.DEPARTMENT)
    every = department_names(request.session, request.workspace.id)
    if not every:
        return Response(request.say("issue.no_departments"))
    assignee = request.session.get(Person, issue.assignee_id) if issue.assignee_id else None
    who = assignee.slack_id if assignee is not None else ""
    return Response(form=forms.assign_form(request.language, issue.number, every, issue.department_id, who))


def assign_by_form(request: Request, form: Submission) -> Response:
    """Assign the issue to a department and perhaps a person; notify its people and the reporters.

    Raises NotFound, NotAllowed, MoveNotAllowed.
    """
    issue = numbered(request, form.carries)
    department = department_with(request.session, request.workspace.id, int(form.fields["department"]))
    who = form.fields.get("assignee")
    assignee = person_of(request.session, request.workspace.id, who) if who else None
    assign_issue(request.session, issue, department, assignee, request.person, request.now)
    return Response()


def more(request: Request, click: Click) -> Response:
    """⋯ on the card: open the form to change the state, merge or mark as urgent, or show the timeline."""
    what, _, number = click.value.partition(":")
    issue = numbered(request, number)
    match what:
        case "move":
            return Response(form=_moves(request, issue))
        case "merge":
            need_role(request.session, issue, request.person, Role.COMMITTEE)
            return Response(form=_move_form(request, issue, IssueState.MERGED))
        case "urgent":
            above = committee_above(request.session, request.person)
            name = above.name if above is not None else ""
            return Response(form=forms.urgent_form(request.language, issue.number, issue.urgent_because, may_send=name))
    return timeline_of(request, issue)


def _moves(request: Request, issue: Issue) -> dict[str, object]:
    moves = allowed_moves(issue, roles_of(request.session, issue, request.person))
    moves = [each for each in moves if each not in (IssueState.MERGED, IssueState.WITHDRAWN)]
    if not moves:
        need_role(request.session, issue, request.person, Role.COMMITTEE)
    return forms.moves_form(request.language, issue.number, issue.version, moves)


def choose_move(request: Request, click: Click) -> Response:
    """Replace the list of states by the form of the chosen one. Raises NotFound, Changed."""
    number, version, state = click.value.split(":")
    issue = numbered(request, number)
    need_version(request.session, issue, int(version))
    return Response(form=_move_form(request, issue, IssueState(state)))


def _move_form(request: Request, issue: Issue, to: IssueState) -> dict[str, object]:
    tomorrow = today_of(request.now, request.workspace.zone) + timedelta(days=1)
    return forms.move_form(
        request.language, issue.number, issue.version, to, reopening=is_reopening(issue, to), tomorrow=tomorrow
    )


def move_by_form(request: Request, form: Submission) -> Response:
    """Change the issue's state.

    Raises Changed if another person moved it meanwhile, Lacking with the missing field, NotAllowed, MoveNotAllowed.
    """
    number, version, state = form.carries.split(":")
    issue = numbered(request, number)
    need_version(request.session, issue, int(version))
    move_to(request, issue, IssueState(state), form.fields)
    return Response()


def move_to(request: Request, issue: Issue, to: IssueState, fields: dict[str, str]) -> None:
    """Change the issue's state with a form's values.

    Raises NotFound, NotAllowed, MoveNotAllowed, Lacking.
    """
    into = _issue_named(request, fields["into"]) if fields.get("into") else None
    move = Move(
        to=to,
        day=date.fromisoformat(fields["day"]) if fields.get("day") else None,
        reason=fields.get("reason", "").strip(),
        body=fields.get("body", "").strip(),
        into=into,
        closes_on=closes_on(calendar_of(request.workspace), request.now) if to in SETTLED else None,
    )
    move_issue(request.session, issue, move, request.person, request.now)


def _issue_named(request: Request, words: str) -> Issue:
    """Return the issue named by `12`, `#12` or `12번`. Raises Lacking if it is no number, NotFound."""
    digits = words.strip().lstrip("#").removesuffix("번").strip()
    if not digits.isdecimal():
        raise Lacking("into")
    return issue_numbered(request.session, request.workspace.id, int(digits[:9]))


def ask_to_answer(request: Request, click: Click) -> Response:
    """[답변]: open the form. Raises NotFound, NotAllowed."""
    issue = numbered(request, click.value)
    need_role(request.session, issue, request.person, Role.COMMITTEE, Role.DEPARTMENT)
    return Response(form=forms.answer_form(request.language, issue.number, first_line(issue)))


def answer_by_form(request: Request, form: Submission) -> Response:
    """Send an answer to every reporter, under their receipts. Raises NotFound, NotAllowed, EmptyText, TooLong."""
    issue = numbered(request, form.carries)
    text = form.fields.get("text", "")
    answer_reporters(request.session, issue, request.person, text, form.files, request.now)
    return Response()


def to_agenda(request: Request, click: Click) -> Response:
    """[안건 상정]: put the issue on the agenda of the committee's next meeting.

    A second press changes nothing. Raises NotFound, NotAllowed, Over.
    """
    issue = numbered(request, click.value)
    need_role(request.session, issue, request.person, Role.COMMITTEE)
    committee = committee_receiving_issues(request.session, request.workspace.id)
    meeting = next((each for each in next_of_each(request) if each.committee_id == committee.id), None)
    if meeting is None:
        return Response(request.say("meeting.no_cycle", committee=committee.name))
    submit_issue(request.session, meeting, issue, request.person, request.now)
    show_agenda_again(request.session, meeting)
    day = say_day(request.language, meeting.on)
    return Response(request.say("issue.on_agenda", number=issue.number, committee=committee.name, day=day))


def urgent_by_form(request: Request, form: Submission) -> Response:
    """Mark the issue as urgent with a reason; anyone may.

    Only the chair or the secretary may also refer it to the higher committee. Raises NotFound, NotAllowed, Lacking.
    """
    issue = numbered(request, form.carries)
    reason = form.fields.get("urgent_because", "")
    propose_urgent(request.session, issue, reason, request.person, request.now)
    if form.fields.get("send") == "yes":
        send_up(request.session, issue, request.person, request.now)
    return Response()
