"""The committee's and the department's side of an issue: assign it, answer it, change its state."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.agenda import show_agenda_again
from handlers.blocks import issue_forms as forms
from handlers.issues import add_photos, departments, numbered
from handlers.listening import Answer, Asked
from handlers.meetings import next_of_each
from handlers.passport import passport_of, rows_of
from handlers.payloads import Click, Submission
from handlers.text.dates import say_day, today_of
from schedules.calendar import calendar_of
from storage.arranging import put_on_agenda
from storage.committees import Committee, committee_receiving_issues
from storage.errors import Lacking, NotAllowed, NotFound
from storage.history import note
from storage.issue_moves import (
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
from storage.issues import OPEN, SETTLED, SUBJECT, Issue, IssueState, Role, first_line, issue_numbered
from storage.meetings import Meeting
from storage.notices import NoticeKind, tell
from storage.people import Department, Person, person_of
from storage.remarks import add_remark
from storage.reporters import add_reporter, reporters_of
from storage.telling import give_receipt, hop_made, pass_on, tell_handlers

# A settled issue closes automatically if its reporter does not object within this time.
_CLOSES_AFTER = 10  # working days


def ask_to_assign(asked: Asked, click: Click) -> Answer:
    """[담당부서 지정]: open the form, or say that there are no departments. Raises NotFound, NotAllowed."""
    issue = numbered(asked, click.value)
    need_role(asked.session, issue, asked.person, Role.COMMITTEE, Role.DEPARTMENT)
    every = departments(asked)
    if not every:
        return Answer(asked.say("issue.no_departments"))
    assignee = asked.session.get(Person, issue.assignee_id) if issue.assignee_id else None
    who = assignee.slack_id if assignee is not None else ""
    return Answer(form=forms.assign_form(asked.language, issue.number, every, issue.department_id, who))


def assign_by_form(asked: Asked, form: Submission) -> Answer:
    """Assign the issue to a department and perhaps a person; notify its people and the reporters.

    Raises NotFound, NotAllowed, MoveNotAllowed.
    """
    issue = numbered(asked, form.carries)
    department = asked.session.get(Department, int(form.fields["department"]))
    if department is None or department.workspace_id != asked.workspace.id:
        raise NotFound("department", form.fields["department"])
    who = form.fields.get("assignee")
    assignee = person_of(asked.session, asked.workspace.id, who) if who else None
    hop = assign_issue(asked.session, issue, department, assignee, asked.person, asked.now)
    tell_handlers(asked.session, issue, asked.now)
    hop_made(asked.session, issue, hop, asked.person, asked.now)
    return Answer()


def more(asked: Asked, click: Click) -> Answer:
    """⋯ on the card: open the form to change the state, merge or mark as urgent, or show the timeline."""
    what, _, number = click.value.partition(":")
    issue = numbered(asked, number)
    match what:
        case "move":
            return Answer(form=_moves(asked, issue))
        case "merge":
            need_role(asked.session, issue, asked.person, Role.COMMITTEE)
            return Answer(form=_move_form(asked, issue, IssueState.MERGED))
        case "urgent":
            above = _may_send_to(asked)
            name = above.name if above is not None else ""
            return Answer(form=forms.urgent_form(asked.language, issue.number, issue.urgent_because, may_send=name))
    return passport_of(asked, issue)


def _moves(asked: Asked, issue: Issue) -> dict[str, object]:
    moves = allowed_moves(issue, roles_of(asked.session, issue, asked.person))
    moves = [each for each in moves if each not in (IssueState.MERGED, IssueState.WITHDRAWN)]
    if not moves:
        need_role(asked.session, issue, asked.person, Role.COMMITTEE)
    return forms.moves_form(asked.language, issue.number, issue.version, moves)


def choose_move(asked: Asked, click: Click) -> Answer:
    """Replace the list of states by the form of the chosen one. Raises NotFound, Changed."""
    number, version, state = click.value.split(":")
    issue = numbered(asked, number)
    need_version(asked.session, issue, int(version))
    return Answer(form=_move_form(asked, issue, IssueState(state)))


def _move_form(asked: Asked, issue: Issue, to: IssueState) -> dict[str, object]:
    tomorrow = today_of(asked.now, asked.workspace.zone) + timedelta(days=1)
    return forms.move_form(
        asked.language, issue.number, issue.version, to, reopening=is_reopening(issue, to), tomorrow=tomorrow
    )


def is_reopening(issue: Issue, to: IssueState) -> bool:
    """Return whether the move to `to` reopens a settled issue."""
    return to == IssueState.UNDER_REVIEW and issue.state not in OPEN


def move_by_form(asked: Asked, form: Submission) -> Answer:
    """Change the issue's state.

    Raises Changed if another person moved it meanwhile, Lacking with the missing field, NotAllowed, MoveNotAllowed.
    """
    number, version, state = form.carries.split(":")
    issue = numbered(asked, number)
    need_version(asked.session, issue, int(version))
    move_to(asked, issue, IssueState(state), form.fields)
    return Answer()


def move_to(asked: Asked, issue: Issue, to: IssueState, fields: dict[str, str]) -> None:
    """Change the issue's state with a form's values and notify its reporters; a merge adds them to the other.

    Raises NotFound, NotAllowed, MoveNotAllowed, Lacking.
    """
    into = _issue_named(asked, fields["into"]) if fields.get("into") else None
    move = Move(
        to=to,
        day=date.fromisoformat(fields["day"]) if fields.get("day") else None,
        reason=fields.get("reason", "").strip(),
        body=fields.get("body", "").strip(),
        into=into,
        closes_on=closes_on(asked) if to in SETTLED else None,
    )
    hop = move_issue(asked.session, issue, move, asked.person, asked.now)
    hop_made(asked.session, issue, hop, asked.person, asked.now)
    if into is not None:
        join(asked, issue, into)


def closes_on(asked: Asked) -> date:
    """Return the date on which an issue settled now closes automatically."""
    return calendar_of(asked.workspace).days.after(today_of(asked.now, asked.workspace.zone), _CLOSES_AFTER)


def join(asked: Asked, issue: Issue, into: Issue) -> None:
    """Merge an issue into another. Its reporters are notified about the other issue from then on."""
    for _, person in reporters_of(asked.session, issue):
        if add_reporter(asked.session, into, person, asked.now):
            give_receipt(asked.session, into, person, asked.now)
    after = {"number": issue.number}
    args = (asked.session, asked.workspace.id, SUBJECT, into.id, "joined", asked.now)
    hop = note(*args, by=asked.person.id, after=after)
    hop_made(asked.session, into, hop, asked.person, asked.now)


def _issue_named(asked: Asked, words: str) -> Issue:
    """Return the issue named by `12`, `#12` or `12번`. Raises Lacking if it is no number, NotFound."""
    digits = words.strip().lstrip("#").removesuffix("번").strip()
    if not digits.isdecimal():
        raise Lacking("into")
    return issue_numbered(asked.session, asked.workspace.id, int(digits[:9]))


def ask_to_answer(asked: Asked, click: Click) -> Answer:
    """[답변]: open the form. Raises NotFound, NotAllowed."""
    issue = numbered(asked, click.value)
    need_role(asked.session, issue, asked.person, Role.COMMITTEE, Role.DEPARTMENT)
    return Answer(form=forms.answer_form(asked.language, issue.number, first_line(issue)))


def answer_by_form(asked: Asked, form: Submission) -> Answer:
    """Send an answer to every reporter, under their receipts. Raises NotFound, NotAllowed, EmptyText, TooLong."""
    issue = numbered(asked, form.carries)
    need_role(asked.session, issue, asked.person, Role.COMMITTEE, Role.DEPARTMENT)
    text = form.fields.get("text", "")
    remark = add_remark(asked.session, issue, asked.person, text, asked.now, from_field=False)
    pass_on(asked.session, issue, remark, asked.person, asked.now)
    add_photos(asked, issue, form.files, from_field=False)
    return Answer()


def to_agenda(asked: Asked, click: Click) -> Answer:
    """[안건 상정]: put the issue on the agenda of the committee's next meeting.

    A second press changes nothing. Raises NotFound, NotAllowed, Over.
    """
    issue = numbered(asked, click.value)
    need_role(asked.session, issue, asked.person, Role.COMMITTEE)
    committee = committee_receiving_issues(asked.session, asked.workspace.id)
    meeting = next((each for each in next_of_each(asked) if each.committee_id == committee.id), None)
    if meeting is None:
        return Answer(asked.say("meeting.no_cycle", committee=committee.name))
    put_on_agenda(asked.session, meeting, issue, asked.person, asked.now)
    show_agenda_again(asked.session, meeting)
    day = say_day(asked.language, meeting.on)
    if not _is_told_of(asked, issue, meeting):
        after = {"committee": committee.name, "day": meeting.on.isoformat(), "meeting": meeting.id}
        args = (asked.session, asked.workspace.id, SUBJECT, issue.id, "on_agenda", asked.now)
        hop_made(asked.session, issue, note(*args, by=asked.person.id, after=after), asked.person, asked.now)
    return Answer(asked.say("issue.on_agenda", number=issue.number, committee=committee.name, day=day))


def _is_told_of(asked: Asked, issue: Issue, meeting: Meeting) -> bool:
    """Return whether the reporters were already notified that the issue is on that meeting's agenda."""
    hops = rows_of(asked, issue)
    return any(hop.action == "on_agenda" and hop.after.get("meeting") == meeting.id for hop in hops)


def urgent_by_form(asked: Asked, form: Submission) -> Answer:
    """Mark the issue as urgent with a reason; anyone may.

    Only the chair or the secretary may also refer it to the higher committee. Raises NotFound, NotAllowed, Lacking.
    """
    issue = numbered(asked, form.carries)
    reason = form.fields.get("urgent_because", "")
    hop = propose_urgent(asked.session, issue, reason, asked.person, asked.now)
    hop_made(asked.session, issue, hop, asked.person, asked.now)
    if form.fields.get("send") == "yes":
        _send_up(asked, issue)
    return Answer()


def _send_up(asked: Asked, issue: Issue) -> None:
    """Refer the urgent issue to the higher committee's channel. Raises NotAllowed."""
    above = _may_send_to(asked)
    if above is None:
        raise NotAllowed("urgent", tuple(each.slack_id for each in officers(asked.session, asked.workspace.id)))
    args = (asked.session, asked.workspace.id, SUBJECT, issue.id, "sent_up", asked.now)
    hop = note(*args, by=asked.person.id, after={"committee": above.name})
    asked.session.flush()
    tell(
        asked.session,
        asked.workspace.id,
        NoticeKind.URGENT,
        SUBJECT,
        issue.id,
        above.channel,
        asked.now,
        round=hop.id,
    )
    hop_made(asked.session, issue, hop, asked.person, asked.now)


def _may_send_to(asked: Asked) -> Committee | None:
    """Return the committee above the one that receives issues, or None.

    It is None for anybody but the chair and the secretary of the committee that receives issues.
    """
    committee = committee_receiving_issues(asked.session, asked.workspace.id)
    if asked.person.id not in (committee.chair_id, committee.secretary_id) or committee.reports_to_id is None:
        return None
    return asked.session.get(Committee, committee.reports_to_id)
