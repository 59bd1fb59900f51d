"""Drafts made of free messages: the committee sees nothing until a draft is registered."""

from __future__ import annotations

import re

from handlers.blocks import issue_forms as forms
from handlers.field_side import write_back
from handlers.issue_shown import link_at
from handlers.issues import departments, hand_over, numbered, raised
from handlers.listening import Answer, Asked
from handlers.payloads import Click, Submission
from handlers.understanding import Guess, Known, guess, is_greeting, is_thanks
from handlers.written import Written
from storage.drafts import (
    SUBJECT,
    Draft,
    DraftState,
    add_words,
    draft_to_join,
    draft_with,
    edit_draft,
    end_draft,
    start_draft,
)
from storage.errors import NotAllowed
from storage.issues import Issue
from storage.messages import message_at
from storage.notices import NoticeKind, Place, notices_in, show_again, tell
from storage.people import Person, everybody
from storage.photos import keep_photos
from storage.raising import Told
from storage.reporters import add_reporter
from storage.tasks import Task, all_tasks, task_coded
from storage.telling import give_receipt

_PERSON = re.compile(r"@([UW][A-Z0-9]{4,})")


def hear(asked: Asked, written: Written) -> Answer:
    """Handle a direct message to the bot, or one that mentions it.

    A reply under a receipt goes to that issue. Thanks get no answer, a greeting gets the help; anything else becomes a
    draft or extends the open one.
    """
    about = _under_a_receipt(asked, written)
    text = _with_names(asked, written.text)
    if about is not None:
        write_back(asked, about, text, written.files)
        return Answer()
    if not written.files and (is_thanks(text) or not text):
        return Answer()
    if not written.files and is_greeting(text):
        return Answer(asked.say("draft.how"))
    _into_draft(asked, written, text)
    return Answer()


def _under_a_receipt(asked: Asked, written: Written) -> Issue | None:
    """Return the issue whose receipt the message replies to, or None."""
    if not written.is_direct or not written.thread:
        return None
    root = message_at(asked.session, asked.workspace.id, written.channel, written.thread)
    inside = notices_in(asked.session, asked.workspace.id, root.id) if root is not None else []
    found = next((each for each in inside if each.kind == NoticeKind.RECEIPT), None)
    return asked.session.get(Issue, found.subject_id) if found is not None else None


def _into_draft(asked: Asked, written: Written, text: str) -> None:
    thread = written.thread if written.is_direct else written.thread or written.ts
    draft = draft_to_join(asked.session, asked.person, written.channel, thread, asked.now)
    is_new = draft is None
    if draft is None:
        draft = start_draft(asked.session, asked.person, written.channel, thread, asked.now)
        draft.source = "" if written.is_direct else link_at(asked.workspace, written.channel, written.ts)
    add_words(draft, text, asked.now)
    keep_photos(asked.session, asked.person, written.files, asked.now, draft_id=draft.id)
    if not draft.edited:
        understood = understand(asked, draft.text)
        draft.place, draft.task_id = understood.place, understood.task_id
    asked.session.flush()
    if is_new:
        show_draft(asked, draft)
    else:
        show_again(asked.session, asked.workspace.id, SUBJECT, draft.id)


def show_draft(asked: Asked, draft: Draft) -> None:
    """Post the draft's card where the message was written."""
    place = Place(channel=draft.channel, ts=draft.thread or None)
    args = (asked.session, asked.workspace.id, NoticeKind.DRAFT, SUBJECT, draft.id, asked.person.slack_id, asked.now)
    tell(*args, place=place)


def understand(asked: Asked, text: str) -> Guess:
    """Guess a place and a task from the text; each may be missing."""
    names = dict(departments(asked))
    tasks = all_tasks(asked.session, asked.workspace.id)
    return guess(text, (Known(t.id, t.code, t.title, names.get(t.department_id or 0, "")) for t in tasks))


def _with_names(asked: Asked, text: str) -> str:
    """Replace each @U123 by @ and the person's name; an unknown person keeps the id."""
    if not _PERSON.search(text):
        return text
    names = {person.slack_id: person.name for person in everybody(asked.session, asked.workspace.id)}
    return _PERSON.sub(lambda found: f"@{names.get(found[1]) or found[1]}", text)


def register(asked: Asked, click: Click) -> Answer:
    """[등록]: create an issue from the draft. Raises Over, NotAllowed."""
    draft = _own(asked, click.value)
    text = draft.text or asked.say("draft.only_photos")
    source = draft.source if draft.source.startswith("http") else ""
    issue, said = raised(asked, text, Told(place=draft.place, task_id=draft.task_id, source=source))
    hand_over(asked, draft, issue, DraftState.REGISTERED)
    return Answer(said)


def ask_to_edit(asked: Asked, click: Click) -> Answer:
    """[수정]: open the form with the text, the place and the task. Raises Over, NotAllowed."""
    draft = _own(asked, click.value)
    task = asked.session.get(Task, draft.task_id) if draft.task_id else None
    shown = (task.code, f"{task.code} {task.title}") if task is not None else None
    return Answer(
        form=forms.draft_form(asked.language, text=draft.text, place=draft.place, task=shown, carries=str(draft.id))
    )


def edit_by_form(asked: Asked, form: Submission) -> Answer:
    """Change the draft; later messages no longer replace its place and task.

    Raises Over, NotAllowed, EmptyText, TooLong.
    """
    draft = _own(asked, form.carries)
    task = task_coded(asked.session, asked.workspace.id, form.fields["task"]) if form.fields.get("task") else None
    edit_draft(draft, form.fields.get("text", ""), form.fields.get("place", ""), task.id if task else None)
    asked.session.flush()
    show_again(asked.session, asked.workspace.id, SUBJECT, draft.id)
    return Answer()


def cancel(asked: Asked, click: Click) -> Answer:
    """[취소]: cancel the draft. Raises Over, NotAllowed."""
    drop(asked, _own(asked, click.value))
    return Answer()


def drop(asked: Asked, draft: Draft) -> None:
    """End the draft as cancelled and queue an update of its card; permission is not checked."""
    end_draft(asked.session, draft, DraftState.CANCELLED)
    show_again(asked.session, asked.workspace.id, SUBJECT, draft.id)


def more(asked: Asked, click: Click) -> Answer:
    """⋯ on a draft: edit, cancel or register it. Raises Over, NotAllowed."""
    what, _, number = click.value.partition(":")
    click = Click(click.team, click.user, click.action, number, click.key, click.fields)
    return {"edit": ask_to_edit, "cancel": cancel, "register": register}[what](asked, click)


def add(asked: Asked, click: Click) -> Answer:
    """[12번에 답변], [12번에 추가]: add the draft to an existing issue.

    Anyone who adds to another person's issue is notified about it from then on. Raises NotFound, Over, NotAllowed.
    """
    number, _, to = click.value.partition(":")
    draft, issue = _own(asked, number), numbered(asked, to)
    if add_reporter(asked.session, issue, asked.person, asked.now):
        give_receipt(asked.session, issue, asked.person, asked.now)
    write_back(asked, issue, draft.text, ())
    hand_over(asked, draft, issue, DraftState.ADDED)
    return Answer(asked.say("draft.added", number=issue.number))


def _own(asked: Asked, number: str) -> Draft:
    """Return the open draft of this person. Raises Over if it is settled, NotAllowed for anybody else."""
    draft = draft_with(asked.session, asked.workspace.id, int(number))
    if draft.person_id != asked.person.id:
        raise NotAllowed("draft", (asked.session.get_one(Person, draft.person_id).slack_id,))
    return draft
