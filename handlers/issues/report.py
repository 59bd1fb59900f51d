"""Issues and proposals from their reporters: report, edit and withdraw them."""

from __future__ import annotations

from sqlalchemy import select

from handlers.issues import blocks as issue_blocks
from handlers.issues import forms
from handlers.issues.understanding import codes_in
from handlers.slack.blocks import INPUT_LIMIT, taken
from handlers.slack.payloads import Click, Command, Submission
from handlers.slack.requests import Request, Response
from storage.db.errors import Lacking
from storage.issues.announcements import notify_of_new_issue, publish_entry, show_photos
from storage.issues.create import IssueDetails, create_issue
from storage.issues.drafts import SUBJECT as DRAFT
from storage.issues.drafts import Draft, DraftState, draft_with, end_draft
from storage.issues.issues import SUBJECT, Issue, IssueKind, IssueState, Urgency, issue_numbered
from storage.issues.photos import FileSent, keep_photos, photos_of_draft
from storage.issues.transitions import Move, edit_text, may_edit, move_issue
from storage.organisation.departments import Department
from storage.outbox.notices import show_again
from storage.tasks.tasks import all_tasks, task_coded, tasks_coded

# Prefix of a form's metadata if its text came from a draft.
_DRAFT = "draft:"


def report(request: Request, command: Command) -> Response:
    """`/cn report`: create an issue from the text; without text, open the form."""
    if not command.rest:
        return Response(form=forms.report_form(request.language))
    return Response(registered(request, command.rest, IssueDetails(task_id=_task_coded_in(request, command.rest)))[1])


def ask_which(request: Request, command: Command) -> Response:
    """`/cn 보고`: create an issue from a sentence.

    Alone or with a task's code it is ambiguous: ask whether a progress report or an issue is meant.
    """
    code = command.rest.upper()
    known = next((each for each in all_tasks(request.session, request.workspace.id) if each.code == code), None)
    if command.rest and known is None:
        return Response(
            registered(request, command.rest, IssueDetails(task_id=_task_coded_in(request, command.rest)))[1]
        )
    return Response(
        request.say("report.which"), blocks=issue_blocks.which_report(request.language, known.code if known else "")
    )


def _task_coded_in(request: Request, text: str) -> int | None:
    """Return the id of the task whose code is in the text; None without a code or with several."""
    codes = codes_in(text)
    found = tasks_coded(request.session, request.workspace.id, codes) if codes else []
    return found[0].id if len(found) == 1 else None


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
    urgency = Urgency(fields.get("urgency") or Urgency.NORMAL)
    if urgency == Urgency.URGENT and not fields.get("urgent_because", "").strip():
        raise Lacking("urgent_because")
    details = IssueDetails(
        place=fields.get("place", ""),
        task_id=task.id if task else None,
        urgency=urgency,
        urgent_because=fields.get("urgent_because", "") if urgency == Urgency.URGENT else "",
        caller=fields.get("caller", ""),
        caller_contact=fields.get("caller_contact", ""),
        source=_source(request, form.carries),
    )
    issue, said = registered(request, fields.get("text", ""), details, form.files)
    if form.carries.startswith(_DRAFT):
        draft = draft_with(request.session, request.workspace.id, int(form.carries.removeprefix(_DRAFT)))
        hand_over(request, draft, issue, DraftState.REGISTERED)
    return Response(said, taken(said, request.say("form.report"), request.say("button.close")))


def _source(request: Request, carries: str) -> str:
    if not carries.startswith(_DRAFT):
        return ""
    source = draft_with(request.session, request.workspace.id, int(carries.removeprefix(_DRAFT))).source
    return source if source.startswith("http") else ""


def hand_over(request: Request, draft: Draft, issue: Issue, state: DraftState) -> None:
    """Settle a draft as `state` and attach its photos to the issue."""
    photos = photos_of_draft(request.session, request.workspace.id, draft.id)
    add_photos(request, issue, tuple(FileSent(each.slack_file, each.name, each.url, each.size) for each in photos))
    end_draft(request.session, draft, state, issue.id)
    show_again(request.session, request.workspace.id, DRAFT, draft.id)


def propose(request: Request, _command: Command) -> Response:
    """`/cn propose`: open the form for proposing a new task."""
    return Response(form=propose_form(request))


def propose_form(request: Request) -> dict[str, object]:
    """Build the proposal form with the sectors of the city's tasks and its departments."""
    sectors = sorted({task.sector for task in all_tasks(request.session, request.workspace.id) if task.sector})
    return forms.propose_form(request.language, sectors, departments(request))


def propose_by_form(request: Request, form: Submission) -> Response:
    """Create a proposal and show its confirmation. Raises Lacking without a title, EmptyText, TooLong."""
    fields = form.fields
    if not fields.get("proposal_title", "").strip():
        raise Lacking("proposal_title")
    details = IssueDetails(
        kind=IssueKind.PROPOSAL,
        title=fields["proposal_title"],
        sector=fields.get("sector", ""),
        indicator=fields.get("indicator", ""),
        unit=fields.get("unit", ""),
        department_id=int(fields["department"]) if fields.get("department") else None,
    )
    _, said = registered(request, fields.get("text", ""), details)
    return Response(said, taken(said, request.say("form.propose"), request.say("button.close")))


def registered(
    request: Request, text: str, details: IssueDetails, files: tuple[FileSent, ...] = ()
) -> tuple[Issue, str]:
    """Create an issue with its card, receipt and photos; return the issue and the answer to the reporter.

    Raises EmptyText, TooLong, NotFound if no committee receives issues.
    """
    issue = create_issue(request.session, request.person, text, request.now, details)
    committee = notify_of_new_issue(request.session, issue, request.person, request.now)
    if files:
        add_photos(request, issue, files)
    return issue, request.say("report.done", number=issue.number, committee=committee.name)


def add_photos(request: Request, issue: Issue, files: tuple[FileSent, ...], *, from_field: bool = True) -> None:
    """Attach photos to the issue and post them under its card; with `from_field` False, under each receipt."""
    kept = keep_photos(request.session, request.person, files, request.now, issue_id=issue.id, from_field=from_field)
    show_photos(request.session, issue, kept, request.person, request.now)


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
    show_again(request.session, request.workspace.id, SUBJECT, issue.id)
    return Response()


def take_back(request: Request, click: Click) -> Response:
    """[철회] on the receipt: withdraw the issue. Raises NotFound, NotAllowed, MoveNotAllowed."""
    issue = numbered(request, click.value)
    entry = move_issue(request.session, issue, Move(IssueState.WITHDRAWN), request.person, request.now)
    publish_entry(request.session, issue, entry, request.person, request.now)
    return Response(request.say("issue.withdrawn", number=issue.number))


def numbered(request: Request, number: str) -> Issue:
    """Return the city's issue with this number. Raises NotFound."""
    return issue_numbered(request.session, request.workspace.id, int(number[:9]))


def departments(request: Request) -> list[tuple[int, str]]:
    """Return (id, name) of the city's departments, sorted by name."""
    query = select(Department).where(Department.workspace_id == request.workspace.id).order_by(Department.name)
    return [(each.id, each.name) for each in request.session.scalars(query)]
