"""The committee's and the department's side of an issue: assign it, answer it, change its state."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.issues import forms
from handlers.issues.report import add_photos, departments, numbered
from handlers.issues.timeline import rows_of, timeline_of
from handlers.meetings.agenda import show_agenda_again
from handlers.meetings.meetings import next_of_each
from handlers.slack.payloads import Click, Submission
from handlers.slack.requests import Request, Response
from handlers.text.dates import say_day, today_of
from schedules.calendar import calendar_of
from storage.db.errors import Lacking, NotAllowed, NotFound
from storage.history import note
from storage.issues.announcements import give_receipt, notify_handlers, pass_on, publish_entry
from storage.issues.issues import OPEN, SETTLED, SUBJECT, Issue, IssueState, Role, first_line, issue_numbered
from storage.issues.remarks import add_remark
from storage.issues.reporters import add_reporter, reporters_of
from storage.issues.transitions import (
    Move,
    allowed_moves,
    assign_issue,
    move_issue,
    need_role,
    need_version,
    officers,
    propose_urgent,
    roles_of,
)
from storage.meetings.agenda_editing import put_on_agenda
from storage.meetings.meetings import Meeting
from storage.organisation.committees import Committee, committee_receiving_issues
from storage.organisation.departments import Department
from storage.organisation.people import Person, person_of
from storage.outbox.notices import NoticeKind, notify

# A settled issue closes automatically if its reporter does not object within this time.
_CLOSES_AFTER = 10  # working days


def ask_to_assign(request: Request, click: Click) -> Response:
    """[담당부서 지정]: open the form, or say that there are no departments. Raises NotFound, NotAllowed."""
    issue = numbered(request, click.value)
    need_role(request.session, issue, request.person, Role.COMMITTEE, Role.DEPARTMENT)
    every = departments(request)
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
    department = request.session.get(Department, int(form.fields["department"]))
    if department is None or department.workspace_id != request.workspace.id:
        raise NotFound("department", form.fields["department"])
    who = form.fields.get("assignee")
    assignee = person_of(request.session, request.workspace.id, who) if who else None
    entry = assign_issue(request.session, issue, department, assignee, request.person, request.now)
    notify_handlers(request.session, issue, request.now)
    publish_entry(request.session, issue, entry, request.person, request.now)
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
            above = _may_send_to(request)
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


def is_reopening(issue: Issue, to: IssueState) -> bool:
    """Return whether the move to `to` reopens a settled issue."""
    return to == IssueState.UNDER_REVIEW and issue.state not in OPEN


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
    """Change the issue's state with a form's values and notify its reporters; a merge adds them to the other.

    Raises NotFound, NotAllowed, MoveNotAllowed, Lacking.
    """
    into = _issue_named(request, fields["into"]) if fields.get("into") else None
    move = Move(
        to=to,
        day=date.fromisoformat(fields["day"]) if fields.get("day") else None,
        reason=fields.get("reason", "").strip(),
        body=fields.get("body", "").strip(),
        into=into,
        closes_on=closes_on(request) if to in SETTLED else None,
    )
    entry = move_issue(request.session, issue, move, request.person, request.now)
    publish_entry(request.session, issue, entry, request.person, request.now)
    if into is not None:
        join(request, issue, into)


def closes_on(request: Request) -> date:
    """Return the date on which an issue settled now closes automatically."""
    return calendar_of(request.workspace).days.after(today_of(request.now, request.workspace.zone), _CLOSES_AFTER)


def join(request: Request, issue: Issue, into: Issue) -> None:
    """Merge an issue into another. Its reporters are notified about the other issue from then on."""
    for _, person in reporters_of(request.session, issue):
        if add_reporter(request.session, into, person, request.now):
            give_receipt(request.session, into, person, request.now)
    after = {"number": issue.number}
    args = (request.session, request.workspace.id, SUBJECT, into.id, "joined", request.now)
    entry = note(*args, by=request.person.id, after=after)
    publish_entry(request.session, into, entry, request.person, request.now)


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
    need_role(request.session, issue, request.person, Role.COMMITTEE, Role.DEPARTMENT)
    text = form.fields.get("text", "")
    remark = add_remark(request.session, issue, request.person, text, request.now, from_field=False)
    pass_on(request.session, issue, remark, request.person, request.now)
    add_photos(request, issue, form.files, from_field=False)
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
    put_on_agenda(request.session, meeting, issue, request.person, request.now)
    show_agenda_again(request.session, meeting)
    day = say_day(request.language, meeting.on)
    if not _is_notified_of(request, issue, meeting):
        after = {"committee": committee.name, "day": meeting.on.isoformat(), "meeting": meeting.id}
        args = (request.session, request.workspace.id, SUBJECT, issue.id, "on_agenda", request.now)
        publish_entry(
            request.session, issue, note(*args, by=request.person.id, after=after), request.person, request.now
        )
    return Response(request.say("issue.on_agenda", number=issue.number, committee=committee.name, day=day))


def _is_notified_of(request: Request, issue: Issue, meeting: Meeting) -> bool:
    """Return whether the reporters were already notified that the issue is on that meeting's agenda."""
    entries = rows_of(request, issue)
    return any(entry.action == "on_agenda" and entry.after.get("meeting") == meeting.id for entry in entries)


def urgent_by_form(request: Request, form: Submission) -> Response:
    """Mark the issue as urgent with a reason; anyone may.

    Only the chair or the secretary may also refer it to the higher committee. Raises NotFound, NotAllowed, Lacking.
    """
    issue = numbered(request, form.carries)
    reason = form.fields.get("urgent_because", "")
    entry = propose_urgent(request.session, issue, reason, request.person, request.now)
    publish_entry(request.session, issue, entry, request.person, request.now)
    if form.fields.get("send") == "yes":
        _send_up(request, issue)
    return Response()


def _send_up(request: Request, issue: Issue) -> None:
    """Refer the urgent issue to the higher committee's channel. Raises NotAllowed."""
    above = _may_send_to(request)
    if above is None:
        raise NotAllowed("urgent", tuple(each.slack_id for each in officers(request.session, request.workspace.id)))
    args = (request.session, request.workspace.id, SUBJECT, issue.id, "sent_up", request.now)
    entry = note(*args, by=request.person.id, after={"committee": above.name})
    request.session.flush()
    notify(
        request.session,
        request.workspace.id,
        NoticeKind.URGENT,
        SUBJECT,
        issue.id,
        above.channel,
        request.now,
        round=entry.id,
    )
    publish_entry(request.session, issue, entry, request.person, request.now)


def _may_send_to(request: Request) -> Committee | None:
    """Return the committee above the one that receives issues, or None.

    It is None for anybody but the chair and the secretary of the committee that receives issues.
    """
    committee = committee_receiving_issues(request.session, request.workspace.id)
    if request.person.id not in (committee.chair_id, committee.secretary_id) or committee.reports_to_id is None:
        return None
    return request.session.get(Committee, committee.reports_to_id)
