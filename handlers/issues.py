"""Raising an issue, looking at it, mending it, taking it back."""

from __future__ import annotations

from sqlalchemy.orm import Session

from handlers.blocks import issues as looks
from handlers.blocks.parts import INPUT_LIMIT, escaped, taken
from handlers.listening import Answer, Asked
from handlers.payloads import Click, Command, Submission
from storage.committees import committee_receiving_issues
from storage.issue_moves import Move, edit_text, may_edit, move_issue
from storage.issues import SUBJECT, Issue, IssueState, Urgency, issue_numbered
from storage.notices import NoticeKind, show_again, tell
from storage.people import Person
from storage.raising import Told, raise_issue
from storage.tasks import Task, all_tasks, task_coded
from storage.workspaces import Workspace


def report(asked: Asked, command: Command) -> Answer:
    """`/cn report`: with words an issue at once, without any the form."""
    if not command.rest:
        return Answer(form=looks.report_form(asked.language))
    return _entered(asked, command.rest)


def ask_which(asked: Asked, command: Command) -> Answer:
    """`/cn 보고`: alone or with a task's code it may mean either; with a sentence it is an issue."""
    code = command.rest.upper()
    known = next((each for each in all_tasks(asked.session, asked.workspace.id) if each.code == code), None)
    if command.rest and known is None:
        return _entered(asked, command.rest)
    return Answer(asked.say("report.which"), blocks=looks.which_report(asked.language, known.code if known else ""))


def open_report_form(asked: Asked, _click: Click) -> Answer:
    return Answer(form=looks.report_form(asked.language))


def report_by_form(asked: Asked, form: Submission) -> Answer:
    task = task_coded(asked.session, asked.workspace.id, form.fields["task"]) if form.fields.get("task") else None
    answer = _entered(
        asked,
        form.fields.get("text", ""),
        place=form.fields.get("place", ""),
        task=task,
        urgency=Urgency(form.fields.get("urgency") or Urgency.NORMAL),
    )
    return Answer(answer.text, taken(answer.text, asked.say("form.report"), asked.say("button.close")))


def look(asked: Asked, command: Command) -> Answer:
    """What the books say of one issue."""
    digits = command.rest.lstrip("#").removesuffix("번").strip()
    if not digits.isdecimal():
        return Answer(asked.say("issue.number_needed"))
    issue = issue_numbered(asked.session, asked.workspace.id, int(digits[:9]))
    seen = shown(asked.session, asked.workspace, issue)
    return Answer(
        "\n".join(
            [f"*{looks.heading(asked.language, seen)}*", escaped(issue.text), *looks.facts(asked.language, seen)]
        ),
    )


def ask_to_edit(asked: Asked, click: Click) -> Answer:
    """[수정] on the receipt: the form with the words as they stand."""
    issue = issue_numbered(asked.session, asked.workspace.id, int(click.value))
    may_edit(asked.session, issue, asked.person)
    if len(issue.text) > INPUT_LIMIT:
        return Answer(asked.say("issue.too_long_to_edit", limit=INPUT_LIMIT))
    return Answer(form=looks.edit_form(asked.language, issue.number, issue.text))


def edit_by_form(asked: Asked, form: Submission) -> Answer:
    issue = issue_numbered(asked.session, asked.workspace.id, int(form.carries))
    edit_text(asked.session, issue, asked.person, form.fields.get("text", ""), asked.now)
    show_again(asked.session, asked.workspace.id, SUBJECT, issue.id)
    return Answer()


def take_back(asked: Asked, click: Click) -> Answer:
    """[철회] on the receipt."""
    issue = issue_numbered(asked.session, asked.workspace.id, int(click.value))
    move_issue(asked.session, issue, Move(IssueState.WITHDRAWN), asked.person, asked.now)
    show_again(asked.session, asked.workspace.id, SUBJECT, issue.id)
    return Answer(asked.say("issue.withdrawn", number=issue.number))


def shown(session: Session, workspace: Workspace, issue: Issue, link: str = "") -> looks.IssueShown:
    task = session.get(Task, issue.task_id) if issue.task_id else None
    return looks.IssueShown(
        number=issue.number,
        kind=issue.kind,
        state=issue.state,
        urgency=issue.urgency,
        text=issue.text,
        place=issue.place,
        task=f"{task.code} {task.title}" if task else "",
        reporter=session.get_one(Person, issue.reporter_id).slack_id,
        reported_at=issue.reported_at,
        zone=workspace.zone,
        link=link,
    )


def _entered(
    asked: Asked, text: str, *, place: str = "", task: Task | None = None, urgency: Urgency = Urgency.NORMAL
) -> Answer:
    """In the books; its card goes to the receiving committee's channel, its receipt to the reporter."""
    committee = committee_receiving_issues(asked.session, asked.workspace.id)
    issue = raise_issue(
        asked.session,
        asked.person,
        text,
        asked.now,
        Told(place=place, task_id=task.id if task else None, urgency=urgency),
    )
    for kind, recipient in ((NoticeKind.CARD, committee.cards_channel), (NoticeKind.RECEIPT, asked.person.slack_id)):
        tell(asked.session, asked.workspace.id, kind, SUBJECT, issue.id, recipient, asked.now)
    return Answer(asked.say("report.done", number=issue.number, committee=committee.name))
