"""Issues and proposals from their reporters: report, edit and withdraw them."""

from __future__ import annotations

from sqlalchemy import select

from handlers.blocks import issue_forms as forms
from handlers.blocks import issues as looks
from handlers.blocks.parts import INPUT_LIMIT, taken
from handlers.listening import Answer, Asked
from handlers.payloads import Click, Command, Submission
from handlers.understanding import codes_in
from storage.drafts import SUBJECT as DRAFT
from storage.drafts import Draft, DraftState, draft_with, end_draft
from storage.errors import Lacking
from storage.issue_moves import Move, edit_text, may_edit, move_issue
from storage.issues import SUBJECT, Issue, IssueKind, IssueState, Urgency, issue_numbered
from storage.notices import show_again
from storage.people import Department
from storage.photos import FileSent, keep_photos, photos_of_draft
from storage.raising import Told, raise_issue
from storage.tasks import all_tasks, task_coded, tasks_coded
from storage.telling import announce, hop_made, show_photos

# Prefix of a form's metadata if its text came from a draft.
_DRAFT = "draft:"


def report(asked: Asked, command: Command) -> Answer:
    """`/cn report`: create an issue from the text; without text, open the form."""
    if not command.rest:
        return Answer(form=forms.report_form(asked.language))
    return Answer(raised(asked, command.rest, Told(task_id=_task_coded_in(asked, command.rest)))[1])


def ask_which(asked: Asked, command: Command) -> Answer:
    """`/cn 보고`: create an issue from a sentence.

    Alone or with a task's code it is ambiguous: ask whether a progress report or an issue is meant.
    """
    code = command.rest.upper()
    known = next((each for each in all_tasks(asked.session, asked.workspace.id) if each.code == code), None)
    if command.rest and known is None:
        return Answer(raised(asked, command.rest, Told(task_id=_task_coded_in(asked, command.rest)))[1])
    return Answer(asked.say("report.which"), blocks=looks.which_report(asked.language, known.code if known else ""))


def _task_coded_in(asked: Asked, text: str) -> int | None:
    """Return the id of the task whose code is in the text; None without a code or with several."""
    codes = codes_in(text)
    found = tasks_coded(asked.session, asked.workspace.id, codes) if codes else []
    return found[0].id if len(found) == 1 else None


def open_report_form(asked: Asked, _click: Click) -> Answer:
    """[현장 문제 등록]: open the form."""
    return Answer(form=forms.report_form(asked.language))


def ask_who_called(asked: Asked, click: Click) -> Answer:
    """[전화 접수] in the form: replace it by a form with the same values and fields for the caller."""
    code = click.fields.get("task", "")
    task = (code, code) if code else None
    form = forms.report_form(
        asked.language,
        text=click.fields.get("text", ""),
        place=click.fields.get("place", ""),
        task=task,
        carries="" if click.value == "-" else click.value,
        by_phone=True,
    )
    return Answer(form=form)


def report_by_form(asked: Asked, form: Submission) -> Answer:
    """Create an issue and show its confirmation; settle the draft that the form was opened from.

    Raises Lacking for an urgent issue without a reason, NotFound, EmptyText, TooLong.
    """
    fields = form.fields
    task = task_coded(asked.session, asked.workspace.id, fields["task"]) if fields.get("task") else None
    urgency = Urgency(fields.get("urgency") or Urgency.NORMAL)
    if urgency == Urgency.URGENT and not fields.get("urgent_because", "").strip():
        raise Lacking("urgent_because")
    told = Told(
        place=fields.get("place", ""),
        task_id=task.id if task else None,
        urgency=urgency,
        urgent_because=fields.get("urgent_because", "") if urgency == Urgency.URGENT else "",
        caller=fields.get("caller", ""),
        caller_contact=fields.get("caller_contact", ""),
        source=_source(asked, form.carries),
    )
    issue, said = raised(asked, fields.get("text", ""), told, form.files)
    if form.carries.startswith(_DRAFT):
        draft = draft_with(asked.session, asked.workspace.id, int(form.carries.removeprefix(_DRAFT)))
        hand_over(asked, draft, issue, DraftState.REGISTERED)
    return Answer(said, taken(said, asked.say("form.report"), asked.say("button.close")))


def _source(asked: Asked, carries: str) -> str:
    if not carries.startswith(_DRAFT):
        return ""
    source = draft_with(asked.session, asked.workspace.id, int(carries.removeprefix(_DRAFT))).source
    return source if source.startswith("http") else ""


def hand_over(asked: Asked, draft: Draft, issue: Issue, state: DraftState) -> None:
    """Settle a draft as `state` and attach its photos to the issue."""
    photos = photos_of_draft(asked.session, asked.workspace.id, draft.id)
    add_photos(asked, issue, tuple(FileSent(each.slack_file, each.name, each.url, each.size) for each in photos))
    end_draft(asked.session, draft, state, issue.id)
    show_again(asked.session, asked.workspace.id, DRAFT, draft.id)


def propose(asked: Asked, _command: Command) -> Answer:
    """`/cn propose`: open the form for proposing a new task."""
    return Answer(form=propose_form(asked))


def propose_form(asked: Asked) -> dict[str, object]:
    """Build the proposal form with the sectors of the city's tasks and its departments."""
    sectors = sorted({task.sector for task in all_tasks(asked.session, asked.workspace.id) if task.sector})
    return forms.propose_form(asked.language, sectors, departments(asked))


def propose_by_form(asked: Asked, form: Submission) -> Answer:
    """Create a proposal and show its confirmation. Raises Lacking without a title, EmptyText, TooLong."""
    fields = form.fields
    if not fields.get("proposal_title", "").strip():
        raise Lacking("proposal_title")
    told = Told(
        kind=IssueKind.PROPOSAL,
        title=fields["proposal_title"],
        sector=fields.get("sector", ""),
        indicator=fields.get("indicator", ""),
        unit=fields.get("unit", ""),
        department_id=int(fields["department"]) if fields.get("department") else None,
    )
    _, said = raised(asked, fields.get("text", ""), told)
    return Answer(said, taken(said, asked.say("form.propose"), asked.say("button.close")))


def raised(asked: Asked, text: str, told: Told, files: tuple[FileSent, ...] = ()) -> tuple[Issue, str]:
    """Create an issue with its card, receipt and photos; return the issue and the answer to the reporter.

    Raises EmptyText, TooLong, NotFound if no committee receives issues.
    """
    issue = raise_issue(asked.session, asked.person, text, asked.now, told)
    committee = announce(asked.session, issue, asked.person, asked.now)
    if files:
        add_photos(asked, issue, files)
    return issue, asked.say("report.done", number=issue.number, committee=committee.name)


def add_photos(asked: Asked, issue: Issue, files: tuple[FileSent, ...], *, from_field: bool = True) -> None:
    """Attach photos to the issue and post them under its card; with `from_field` False, under each receipt."""
    kept = keep_photos(asked.session, asked.person, files, asked.now, issue_id=issue.id, from_field=from_field)
    show_photos(asked.session, issue, kept, asked.person, asked.now)


def ask_to_edit(asked: Asked, click: Click) -> Answer:
    """[수정] on the receipt: open the form with the present text, or say that it is too long for a form.

    Raises NotFound, NotAllowed, MoveNotAllowed.
    """
    issue = numbered(asked, click.value)
    may_edit(asked.session, issue, asked.person)
    if len(issue.text) > INPUT_LIMIT:
        return Answer(asked.say("issue.too_long_to_edit", limit=INPUT_LIMIT))
    return Answer(form=forms.edit_form(asked.language, issue.number, issue.text))


def edit_by_form(asked: Asked, form: Submission) -> Answer:
    """Replace the issue's text. Raises NotFound, NotAllowed, MoveNotAllowed, EmptyText, TooLong."""
    issue = numbered(asked, form.carries)
    edit_text(asked.session, issue, asked.person, form.fields.get("text", ""), asked.now)
    show_again(asked.session, asked.workspace.id, SUBJECT, issue.id)
    return Answer()


def take_back(asked: Asked, click: Click) -> Answer:
    """[철회] on the receipt: withdraw the issue. Raises NotFound, NotAllowed, MoveNotAllowed."""
    issue = numbered(asked, click.value)
    hop = move_issue(asked.session, issue, Move(IssueState.WITHDRAWN), asked.person, asked.now)
    hop_made(asked.session, issue, hop, asked.person, asked.now)
    return Answer(asked.say("issue.withdrawn", number=issue.number))


def numbered(asked: Asked, number: str) -> Issue:
    """Return the city's issue with this number. Raises NotFound."""
    return issue_numbered(asked.session, asked.workspace.id, int(number[:9]))


def departments(asked: Asked) -> list[tuple[int, str]]:
    """Return (id, name) of the city's departments, sorted by name."""
    query = select(Department).where(Department.workspace_id == asked.workspace.id).order_by(Department.name)
    return [(each.id, each.name) for each in asked.session.scalars(query)]
