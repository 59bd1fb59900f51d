"""Rendering of a draft's card, from the draft as it is now."""

from __future__ import annotations

from handlers.blocks.drafts import DraftShown, draft_card
from handlers.blocks.issues import Alike
from handlers.rendered import Rendered, Rendering
from storage.drafts import Draft, DraftState
from storage.issue_lists import alike, open_issues_reported_by
from storage.issues import Issue, first_line
from storage.notices import Notice
from storage.people import Person
from storage.photos import photos_of_draft
from storage.tasks import Task

_LINE = 60  # characters


def draft(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render the card; an open draft also offers similar issues to add it to."""
    record = rendering.session.get_one(Draft, notices[0].subject_id)
    shown = _shown(rendering, record)
    key = "draft.title" if record.state == DraftState.OPEN else f"draft.{record.state}"
    return Rendered(rendering.say(key, number=shown.number or ""), draft_card(rendering.language, shown))


def _shown(rendering: Rendering, record: Draft) -> DraftShown:
    session = rendering.session
    task = session.get(Task, record.task_id) if record.task_id else None
    issue = session.get(Issue, record.issue_id) if record.issue_id else None
    own, others = _offers(rendering, record) if record.state == DraftState.OPEN else (None, [])
    return DraftShown(
        id=record.id,
        state=record.state,
        text=record.text,
        place=record.place,
        task=f"{task.code} {task.title}" if task is not None else "",
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
    return (_line(mine[0]) if mine else None), [_line(each) for each in theirs]


def _line(issue: Issue) -> Alike:
    return Alike(issue.number, first_line(issue)[:_LINE])
