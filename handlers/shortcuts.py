"""The app's entries in Slack's shortcut menus: global ones, and the one on a message."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.issues import forms
from handlers.issues.drafts import understand
from handlers.issues.report import propose_form
from handlers.slack.links import link_at
from handlers.slack.messages import Shortcut, typed_in
from handlers.slack.payloads import files_in
from handlers.slack.requests import Request, Response
from handlers.text.titles import coded_title
from storage.issues.drafts import DraftState, add_words, start_draft
from storage.issues.photos import AttachedTo, keep_photos
from storage.parsing.text import TEXT_LIMIT
from storage.tasks.tasks import Task


def from_message(request: Request, chosen: Shortcut) -> Response:
    """[현장 문제로 등록] on a message: open the form with its words.

    Its photos and a link to it are kept in a draft until the form is submitted.
    """
    ts = str(chosen.message.get("ts") or "")
    text = typed_in(str(chosen.message.get("text") or ""))[:TEXT_LIMIT]
    draft = start_draft(request.session, request.person, chosen.channel, "", request.now)
    draft.state, draft.source = DraftState.HELD, link_at(request.workspace, chosen.channel, ts)
    if text.strip():
        add_words(draft, text, request.now)
    keep_photos(request.session, AttachedTo(draft_id=draft.id), request.person, files_in(chosen.message), request.now)
    understood = understand(request, text)
    task = request.session.get(Task, understood.task_id) if understood.task_id else None
    shown = (task.code, coded_title(request.language, task)) if task is not None else None
    return Response(
        form=forms.report_form(
            request.language, text=text, place=understood.place, task=shown, carries=f"draft:{draft.id}"
        )
    )


def report(request: Request, _chosen: Shortcut) -> Response:
    """[현장 문제 등록] in the global menu: open an empty form."""
    return Response(form=forms.report_form(request.language))


def propose(request: Request, _chosen: Shortcut) -> Response:
    """[신규 과제 제안] in the global menu: open the form for a proposal."""
    return Response(form=propose_form(request))


SHORTCUTS: Mapping[str, Callable[[Request, Shortcut], Response]] = {
    "issue_from_message": from_message,
    "issue_new": report,
    "proposal_new": propose,
}
