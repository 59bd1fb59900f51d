"""Messages to task owners about a meeting's decisions: one for each owner when the meeting is over."""

from __future__ import annotations

from sqlalchemy.orm import Session

from handlers.meetings.agenda import item_view
from handlers.meetings.blocks.agenda import line
from handlers.meetings.view import committee_of
from handlers.slack.blocks import escaped, section, sections, shortened
from handlers.slack.outgoing import Rendered, Rendering
from handlers.slack.requests import Request
from handlers.text.dates import say_day
from storage.meetings.agenda import SUBJECT, About, AgendaItem, agenda_of, item_with
from storage.meetings.meetings import Meeting
from storage.organisation.people import Person
from storage.outbox.notices import Notice, NoticeKind, Topic
from storage.outbox.planned import notify_together
from storage.tasks.tasks import Task, all_tasks

_WORDS = 300


def notify_owners(request: Request, there: Meeting) -> None:
    """Notify each task owner once about all decided items of the meeting that concern their tasks."""
    by_owner: dict[int, list[int]] = {}
    for item in agenda_of(request.session, there):
        for owner_id in _owners(request.session, item) if item.outcome else ():
            by_owner.setdefault(owner_id, []).append(item.id)
    for owner_id, items in by_owner.items():
        owner = request.session.get_one(Person, owner_id)
        topics = [Topic(NoticeKind.TASK_DISCUSSED, SUBJECT, each) for each in items]
        notify_together(request.session, request.workspace.id, topics, owner.slack_id, request.now)


def _owners(session: Session, item: AgendaItem) -> set[int]:
    """Return the owner ids of the item's task, or of every task that a ratings item lists."""
    if item.task_id is not None:
        owners = {session.get_one(Task, item.task_id).owner_id}
    elif item.about == About.RATINGS:
        listed = set(item.title.split(","))
        owners = {each.owner_id for each in all_tasks(session, item.workspace_id) if each.code in listed}
    else:
        owners = set()
    return {each for each in owners if each is not None}


def task_discussed(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render the message to a task owner: each item's line and the beginning of its decision."""
    session, language = rendering.session, rendering.language
    items = [item_with(session, rendering.workspace.id, each.subject_id) for each in notices]
    there = session.get_one(Meeting, items[0].meeting_id)
    numbers = {each.id: number for number, each in enumerate(agenda_of(session, there), 1)}
    values = {"committee": escaped(committee_of(session, there).name), "day": say_day(language, there.on)}
    title = rendering.say("task.discussed", count=len(items), **values)
    said = []
    for item in items:
        words = f"\n{escaped(shortened(item.decision, _WORDS))}" if item.decision else ""
        said.append(line(language, item_view(session, language, item, numbers.get(item.id, 0))) + words)
    return Rendered(title, [section(f"*{title}*"), *sections(said)])
