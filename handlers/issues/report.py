"""Issues and proposals from their reporters: report, edit and withdraw them."""

from __future__ import annotations

from handlers.issues import blocks as issue_blocks
from handlers.issues import forms
from handlers.slack.blocks import INPUT_LIMIT, taken
from handlers.slack.payloads import Click, Command, Submission
from handlers.slack.requests import Request, Response
from storage.issues.create import IssueDetails, Registered, register
from storage.issues.drafts import Draft, DraftState, draft_with, settle_draft
from storage.issues.issues import Issue, IssueKind, IssueState, Urgency, issue_numbered
from storage.issues.transitions import Move, edit_text, may_edit, move_issue
from storage.organisation.departments import department_names
from storage.tasks.tasks import all_tasks, task_coded, task_named_in

# Prefix of a form's metadata if its text came from a draft.
_DRAFT = "draft:"


def report(request: Request, command: Command) -> Response:
    """`/cn report`: create an issue from the text; without text, open the form."""
    if not command.rest:
        return Response(form=forms.report_form(request.language))
    return _report_line(request, command.rest)


def ask_which(request: Request, command: Command) -> Response:
    """`/cn 보고`: create an issue from a sentence.

    Alone or with a task's code it is ambiguous: ask whether a progress report or an issue is meant.
    """
    code = command.rest.upper()
    known = next((each for each in all_tasks(request.session, request.workspace.id) if each.code == code), None)
    if command.rest and known is None:
        return _report_line(request, command.rest)
    return Response(
        request.say("report.which"), blocks=issue_blocks.which_report(request.language, known.code if known else "")
    )


def _report_line(request: Request, text: str) -> Response:
    task = task_named_in(request.session, request.workspace.id, text)
    details = IssueDetails(task_id=task.id if task is not None else None)
    return Response(receipt_line(request, register(request.session, request.person, text, request.now, details)))


def receipt_line(request: Request, registered: Registered) -> str:
    """Return the answer to the reporter of a new issue."""
    return request.say("report.done", number=registered.issue.number, committee=registered.committee.name)


def open_report_form(request: Request, _click: Click) -> Response:
    """[현장 문제 등록]: open the form."""
    return Response(form=forms.report_form(request.language))


def ask_who_called(request: Request, click: Click) -> Response:
    """[전화 접수] in the form: replace it by a form with the same values and fields for the caller."""
    code = click.fields.get("task", "")
    task = (code, code) if code else None
    form = forms.report_form(
        request.language,
        text=click.fields.get("text", ""),
        place=click.fields.get("place", ""),
        task=task,
        carries="" if click.value == "-" else click.value,
        by_phone=True,
    )
    return Response(form=form)


def report_by_form(request: Request, form: Submission) -> Response:
    """Create an issue and show its confirmation; settle the draft that the form was opened from.

    Raises Lacking for an urgent issue without a reason, NotFound, EmptyText, TooLong.
    """
    fields = form.fields
    task = task_coded(request.session, request.workspace.id, fields["task"]) if fields.get("task") else None
    draft = _draft_behind(request, form)
    details = IssueDetails(
        place=fields.get("place", ""),
        task_id=task.id if task else None,
        urgency=Urgency(fields.get("urgency") or Urgency.NORMAL),
        urgent_because=fields.get("urgent_because", ""),
        caller=fields.get("caller", ""),
        caller_contact=fields.get("caller_contact", ""),
        source=source_of(draft) if draft is not None else "",
    )
    registered = register(request.session, request.person, fields.get("text", ""), request.now, details, form.files)
    if draft is not None:
        args = (request.session, draft, registered.issue, DraftState.REGISTERED, request.person, request.now)
        settle_draft(*args)
    said = receipt_line(request, registered)
    return Response(said, taken(said, request.say("form.report"), request.say("button.close")))


def _draft_behind(request: Request, form: Submission) -> Draft | None:
    """Return the draft that the form was opened from, or None. Raises Over if it is settled."""
    if not form.carries.startswith(_DRAFT):
        return None
    return draft_with(request.session, request.workspace.id, int(form.carries.removeprefix(_DRAFT)))


def source_of(draft: Draft) -> str:
    """Return the link to the draft's original message; "" for a draft from a direct message or a reminder."""
    return draft.source if draft.source.startswith("http") else ""


def propose(request: Request, _command: Command) -> Response:
    """`/cn propose`: open the form for proposing a new task."""
    return Response(form=propose_form(request))


def propose_form(request: Request) -> dict[str, object]:
    """Build the proposal form with the sectors of the city's tasks and its departments."""
    sectors = sorted({task.sector for task in all_tasks(request.session, request.workspace.id) if task.sector})
    return forms.propose_form(request.language, sectors, department_names(request.session, request.workspace.id))


def propose_by_form(request: Request, form: Submission) -> Response:
    """Create a proposal and show its confirmation. Raises Lacking without a title, EmptyText, TooLong."""
    fields = form.fields
    details = IssueDetails(
        kind=IssueKind.PROPOSAL,
        title=fields.get("proposal_title", ""),
        sector=fields.get("sector", ""),
        indicator=fields.get("indicator", ""),
        unit=fields.get("unit", ""),
        department_id=int(fields["department"]) if fields.get("department") else None,
    )
    said = receipt_line(
        request, register(request.session, request.person, fields.get("text", ""), request.now, details)
    )
    return Response(said, taken(said, request.say("form.propose"), request.say("button.close")))


def ask_to_edit(request: Request, click: Click) -> Response:
    """[수정] on the receipt: open the form with the present text, or say that it is too long for a form.

    Raises NotFound, NotAllowed, MoveNotAllowed.
    """
    issue = numbered(request, click.value)
    may_edit(request.session, issue, request.person)
    if len(issue.text) > INPUT_LIMIT:
        return Response(request.say("issue.too_long_to_edit", limit=INPUT_LIMIT))
    return Response(form=forms.edit_form(request.language, issue.number, issue.text))


def edit_by_form(request: Request, form: Submission) -> Response:
    """Replace the issue's text. Raises NotFound, NotAllowed, MoveNotAllowed, EmptyText, TooLong."""
    issue = numbered(request, form.carries)
    edit_text(request.session, issue, request.person, form.fields.get("text", ""), request.now)
    return Response()


def withdraw(request: Request, click: Click) -> Response:
    """[철회] on the receipt: withdraw the issue. Raises NotFound, NotAllowed, MoveNotAllowed."""
    issue = numbered(request, click.value)
    move_issue(request.session, issue, Move(IssueState.WITHDRAWN), request.person, request.now)
    return Response(request.say("issue.withdrawn", number=issue.number))


def numbered(request: Request, number: str) -> Issue:
    """Return the city's issue with this number. Raises NotFound."""
    return issue_numbered(request.session, request.workspace.id, int(number[:9]))
