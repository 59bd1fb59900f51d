"""Drafts made of free messages: the committee sees nothing until a draft is registered."""

from __future__ import annotations

import re

from handlers.issues import forms
from handlers.issues.blocks import Alike
from handlers.issues.draft_blocks import DraftView, draft_card
from handlers.issues.report import numbered, receipt_line, source_of
from handlers.issues.understanding import Guess, Known, guess, is_greeting, is_thanks
from handlers.slack.links import link_at
from handlers.slack.messages import Written
from handlers.slack.outgoing import Rendered, Rendering
from handlers.slack.payloads import Click, Submission
from handlers.slack.requests import Request, Response
from handlers.text.titles import coded_title
from storage.db.errors import NotAllowed
from storage.issues import create
from storage.issues.drafts import (
    SUBJECT,
    Draft,
    DraftState,
    add_to_issue,
    add_words,
    draft_to_join,
    draft_with,
    edit_draft,
    end_draft,
    settle_draft,
    start_draft,
)
from storage.issues.issues import Issue, first_line
from storage.issues.lists import alike, open_issues_reported_by
from storage.issues.photos import AttachedTo, keep_photos, photos_of_draft
from storage.issues.remarks import write_back
from storage.organisation.departments import department_names
from storage.organisation.people import Person, everybody
from storage.outbox.lookups import notices_in
from storage.outbox.messages import message_at
from storage.outbox.notices import Notice, NoticeKind, Place, Topic, notify, show_again
from storage.tasks.tasks import Task, all_tasks, task_coded

_PERSON = re.compile(r"@([UW][A-Z0-9]{4,})")


def hear(request: Request, written: Written) -> Response:
    """Handle a direct message to the bot, or one that mentions it.

    A reply under a receipt goes to that issue. Thanks get no answer, a greeting gets the help; anything else becomes a
    draft or extends the open one.
    """
    about = _under_a_receipt(request, written)
    text = _with_names(request, written.text)
    if about is not None:
        write_back(request.session, about, request.person, text, written.files, request.now)
        return Response()
    if not written.files and (is_thanks(text) or not text):
        return Response()
    if not written.files and is_greeting(text):
        return Response(request.say("draft.how"))
    _into_draft(request, written, text)
    return Response()


def _under_a_receipt(request: Request, written: Written) -> Issue | None:
    """Return the issue whose receipt the message replies to, or None."""
    if not written.is_direct or not written.thread:
        return None
    root = message_at(request.session, request.workspace.id, written.channel, written.thread)
    inside = notices_in(request.session, request.workspace.id, root.id) if root is not None else []
    found = next((each for each in inside if each.kind == NoticeKind.RECEIPT), None)
    return request.session.get(Issue, found.subject_id) if found is not None else None


def _into_draft(request: Request, written: Written, text: str) -> None:
    thread = written.thread if written.is_direct else written.thread or written.ts
    draft = draft_to_join(request.session, request.person, written.channel, thread, request.now)
    is_new = draft is None
    if draft is None:
        draft = start_draft(request.session, request.person, written.channel, thread, request.now)
        draft.source = "" if written.is_direct else link_at(request.workspace, written.channel, written.ts)
    add_words(draft, text, request.now)
    keep_photos(request.session, AttachedTo(draft_id=draft.id), request.person, written.files, request.now)
    if not draft.edited:
        understood = understand(request, draft.text)
        draft.place, draft.task_id = understood.place, understood.task_id
    request.session.flush()
    if is_new:
        show_draft(request, draft)
    else:
        show_again(request.session, request.workspace.id, SUBJECT, draft.id)


def show_draft(request: Request, draft: Draft) -> None:
    """Post the draft's card where the message was written."""
    place = Place(channel=draft.channel, ts=draft.thread or None)
    topic = Topic(NoticeKind.DRAFT, SUBJECT, draft.id)
    notify(request.session, request.workspace.id, topic, request.person.slack_id, request.now, place)


def understand(request: Request, text: str) -> Guess:
    """Guess a place and a task from the text; each may be missing."""
    names = department_names(request.session, request.workspace.id)
    tasks = all_tasks(request.session, request.workspace.id)
    return guess(text, (Known(t.id, t.code, t.title, names.get(t.department_id or 0, "")) for t in tasks))


def _with_names(request: Request, text: str) -> str:
    """Replace each @U123 by @ and the person's name; an unknown person keeps the id."""
    if not _PERSON.search(text):
        return text
    names = {person.slack_id: person.name for person in everybody(request.session, request.workspace.id)}
    return _PERSON.sub(lambda found: f"@{names.get(found[1]) or found[1]}", text)


def register(request: Request, click: Click) -> Response:
    """[등록]: create an issue from the draft. Raises Over, NotAllowed."""
    draft = _own(request, click.value)
    text = draft.text or request.say("draft.only_photos")
    details = create.IssueDetails(place=draft.place, task_id=draft.task_id, source=source_of(draft))
    registered = create.register(request.session, request.person, text, request.now, details)
    args = (request.session, draft, registered.issue, DraftState.REGISTERED, request.person, request.now)
    settle_draft(*args)
    return Response(receipt_line(request, registered))


def ask_to_edit(request: Request, click: Click) -> Response:
    """[수정]: open the form with the text, the place and the task. Raises Over, NotAllowed."""
    draft = _own(request, click.value)
    task = request.session.get(Task, draft.task_id) if draft.task_id else None
    shown = (task.code, coded_title(request.language, task)) if task is not None else None
    return Response(
        form=forms.draft_form(
            request.language,
            text=draft.text,
            place=draft.place,
            task=shown,
            carries=str(draft.id),
        )
    )


def edit_by_form(request: Request, form: Submission) -> Response:
    """Change the draft; later messages no longer replace its place and task.

    Raises Over, NotAllowed, EmptyText, TooLong.
    """
    draft = _own(request, form.carries)
    task = task_coded(request.session, request.workspace.id, form.fields["task"]) if form.fields.get("task") else None
    edit_draft(draft, form.fields.get("text", ""), form.fields.get("place", ""), task.id if task else None)
    request.session.flush()
    show_again(request.session, request.workspace.id, SUBJECT, draft.id)
    return Response()


def cancel(request: Request, click: Click) -> Response:
    """[취소]: cancel the draft. Raises Over, NotAllowed."""
    end_draft(request.session, _own(request, click.value), DraftState.CANCELLED)
    return Response()


def more(request: Request, click: Click) -> Response:
    """⋯ on a draft: edit, cancel or register it. Raises Over, NotAllowed."""
    what, _, number = click.value.partition(":")
    click = Click(click.team, click.user, click.action, number, click.key, click.fields)
    return {"edit": ask_to_edit, "cancel": cancel, "register": register}[what](request, click)


def add(request: Request, click: Click) -> Response:
    """[12번에 답변], [12번에 추가]: add the draft to an existing issue.

    Anyone who adds to another person's issue is notified about it from then on. Raises NotFound, Over, NotAllowed.
    """
    number, _, to = click.value.partition(":")
    draft, issue = _own(request, number), numbered(request, to)
    add_to_issue(request.session, draft, issue, request.person, request.now)
    return Response(request.say("draft.added", number=issue.number))


def _own(request: Request, number: str) -> Draft:
    """Return the open draft of this person. Raises Over if it is settled, NotAllowed for anybody else."""
    draft = draft_with(request.session, request.workspace.id, int(number))
    if draft.person_id != request.person.id:
        raise NotAllowed("draft", (request.session.get_one(Person, draft.person_id).slack_id,))
    return draft


_LINE = 60  # characters


def draft_card_message(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render the card; an open draft also offers similar issues to add it to."""
    record = rendering.session.get_one(Draft, notices[0].subject_id)
    view = _card_view(rendering, record)
    key = "draft.title" if record.state == DraftState.OPEN else f"draft.{record.state}"
    return Rendered(rendering.say(key, number=view.number or ""), draft_card(rendering.language, view))


def _card_view(rendering: Rendering, record: Draft) -> DraftView:
    session = rendering.session
    task = session.get(Task, record.task_id) if record.task_id else None
    issue = session.get(Issue, record.issue_id) if record.issue_id else None
    own, others = _offers(rendering, record) if record.state == DraftState.OPEN else (None, [])
    return DraftView(
        id=record.id,
        state=record.state,
        text=record.text,
        place=record.place,
        task=coded_title(rendering.language, task) if task is not None else "",
        photos=len(photos_of_draft(session, record.workspace_id, record.id)),
        number=issue.number if issue is not None else None,
        own=own,
        alike=others,
    )


def _offers(rendering: Rendering, record: Draft) -> tuple[Alike | None, list[Alike]]:
    """Return the person's newest open issue, or None, and other people's issues similar to the draft."""
    person = rendering.session.get_one(Person, record.person_id)
    mine = open_issues_reported_by(rendering.session, person)
    found = alike(rendering.session, record.workspace_id, record.text, record.place, record.task_id, rendering.now)
    theirs = [each for each in found if each not in mine]
    return (_alike_line(mine[0]) if mine else None), [_alike_line(each) for each in theirs]


def _alike_line(issue: Issue) -> Alike:
    return Alike(issue.number, first_line(issue)[:_LINE])
