"""Messages to task owners about a meeting's decisions: one for each owner when the meeting is over."""

from __future__ import annotations

from sqlalchemy.orm import Session

from handlers.agenda import shown_item
from handlers.blocks.agenda import line
from handlers.blocks.parts import escaped, section, sections, shortened
from handlers.listening import Asked
from handlers.meeting_shown import committee_of
from handlers.rendered import Rendered, Rendering
from handlers.text.dates import say_day
from storage.agenda import SUBJECT, About, AgendaItem, agenda_of, item_with
from storage.meetings import Meeting
from storage.notices import Notice, NoticeKind
from storage.people import Person
from storage.planned import carry_new
from storage.tasks import Task, all_tasks

_WORDS = 300


def tell_owners(asked: Asked, there: Meeting) -> None:
    """Notify each task owner once about all decided items of the meeting that concern their tasks."""
    by_owner: dict[int, list[int]] = {}
    for item in agenda_of(asked.session, there):
        for owner_id in _owners(asked.session, item) if item.outcome else ():
            by_owner.setdefault(owner_id, []).append(item.id)
    for owner_id, items in by_owner.items():
        owner = asked.session.get_one(Person, owner_id)
        city = asked.workspace.id
        carry_new(asked.session, city, NoticeKind.TASK_DISCUSSED, SUBJECT, items, owner.slack_id, asked.now)


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
        said.append(line(language, shown_item(session, language, item, numbers.get(item.id, 0))) + words)
    return Rendered(title, [section(f"*{title}*"), *sections(said)])
