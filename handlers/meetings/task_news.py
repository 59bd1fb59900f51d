"""Messages to task owners about a meeting's decisions: one for each owner when the meeting is over."""

from __future__ import annotations

from handlers.meetings.agenda import item_view
from handlers.meetings.blocks.agenda import line
from handlers.meetings.view import committee_of
from handlers.slack.blocks import escaped, section, sections, shortened
from handlers.slack.outgoing import Rendered, Rendering
from handlers.text.dates import say_day
from storage.meetings.agenda import agenda_of, item_with
from storage.meetings.meetings import Meeting
from storage.outbox.notices import Notice

_WORDS = 300


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
