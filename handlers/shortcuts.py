"""The app's entries in Slack's shortcut menus: global ones, and the one on a message."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.blocks import issue_forms as forms
from handlers.drafts import understand
from handlers.issue_shown import link_at
from handlers.issues import propose_form
from handlers.listening import Answer, Asked
from handlers.payloads import files_in
from handlers.written import Shortcut, typed_in
from storage.drafts import DraftState, add_words, start_draft
from storage.issues import TEXT_LIMIT
from storage.photos import keep_photos
from storage.tasks import Task


def from_message(asked: Asked, chosen: Shortcut) -> Answer:
    """[현장 문제로 등록] on a message: open the form with its words.

    Its photos and a link to it are kept in a draft until the form is submitted.
    """
    ts = str(chosen.message.get("ts") or "")
    text = typed_in(str(chosen.message.get("text") or ""))[:TEXT_LIMIT]
    draft = start_draft(asked.session, asked.person, chosen.channel, "", asked.now)
    draft.state, draft.source = DraftState.HELD, link_at(asked.workspace, chosen.channel, ts)
    if text.strip():
        add_words(draft, text, asked.now)
    keep_photos(asked.session, asked.person, files_in(chosen.message), asked.now, draft_id=draft.id)
    understood = understand(asked, text)
    task = asked.session.get(Task, understood.task_id) if understood.task_id else None
    shown = (task.code, f"{task.code} {task.title}") if task is not None else None
    return Answer(
        form=forms.report_form(
            asked.language, text=text, place=understood.place, task=shown, carries=f"draft:{draft.id}"
        )
    )


def report(asked: Asked, _chosen: Shortcut) -> Answer:
    """[현장 문제 등록] in the global menu: open an empty form."""
    return Answer(form=forms.report_form(asked.language))


def propose(asked: Asked, _chosen: Shortcut) -> Answer:
    """[신규 과제 제안] in the global menu: open the form for a proposal."""
    return Answer(form=propose_form(asked))


SHORTCUTS: Mapping[str, Callable[[Asked, Shortcut], Answer]] = {
    "issue_from_message": from_message,
    "issue_new": report,
    "proposal_new": propose,
}
