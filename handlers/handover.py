"""`/cn handover @old @new`: show everything the person is responsible for, then hand all of it over at once."""

from __future__ import annotations

from sqlalchemy.orm import Session

from handlers.blocks import handover as looks
from handlers.blocks.parts import escaped
from handlers.listening import Answer, Asked
from handlers.payloads import Click, Command
from storage.action_items import ActionItem
from storage.base import Base
from storage.committees import Committee
from storage.errors import HandoverRefused
from storage.handovers import check_handover, hand_over, held_by
from storage.issues import Issue
from storage.notices import show_again
from storage.people import Department, Person, everybody
from storage.rights import may_hand_over, need
from storage.seats import Seat
from storage.tasks import Task

_TITLE = 60  # characters


def handover(asked: Asked, command: Command) -> Answer:
    """`/cn handover @old @new`: show what would be handed over, with [모두 인계].

    Raises NotAllowed, HandoverRefused.
    """
    need(asked.person, may_hand_over(asked.session, asked.workspace.id), "handover")
    if len(command.mentioned) != 2:
        return Answer(asked.say("handover.how"))
    old, new = (_known(asked, slack_id) for slack_id in command.mentioned)
    check_handover(old, new)
    held = {
        name: [_called(asked.session, record) for record in records]
        for name, records in held_by(asked.session, old).items()
    }
    if not held:
        return Answer(asked.say("handover.nothing", old=f"<@{old.slack_id}>"))
    title = asked.say("handover.title", old=f"<@{old.slack_id}>", new=f"<@{new.slack_id}>")
    return Answer(title, blocks=looks.to_read(asked.language, title, held, f"{old.slack_id}:{new.slack_id}"))


def do_it(asked: Asked, click: Click) -> Answer:
    """[모두 인계]: hand over what the person holds now, which may be more than was shown.

    Raises NotAllowed, HandoverRefused.
    """
    need(asked.person, may_hand_over(asked.session, asked.workspace.id), "handover")
    old, new = (_known(asked, slack_id) for slack_id in click.value.split(":"))
    issues = [record.id for record in held_by(asked.session, old).get("handles", ()) if isinstance(record, Issue)]
    count = hand_over(asked.session, old, new, asked.person, asked.now)
    for number in issues:  # cards name the person in charge
        show_again(asked.session, asked.workspace.id, "issue", number)
    done = asked.say("handover.done", old=f"<@{old.slack_id}>", new=f"<@{new.slack_id}>", count=count)
    return Answer(done, replaces=True)


def _known(asked: Asked, slack_id: str) -> Person:
    """Return a person in the database. Raises HandoverRefused if they are unknown."""
    found = next((each for each in everybody(asked.session, asked.workspace.id) if each.slack_id == slack_id), None)
    if found is None:
        raise HandoverRefused("new")
    return found


def _called(session: Session, record: Base) -> str:
    """Return the name of a responsibility as people know it, escaped."""
    match record:
        case Task():
            return f"{escaped(record.code)} {escaped(record.title[:_TITLE])}"
        case Department() | Committee():
            return escaped(record.name)
        case Person():
            return f"<@{record.slack_id}>"
        case Issue():
            return f"#{record.number} {escaped(record.text[:_TITLE])}"
        case ActionItem():
            return escaped(record.what[:_TITLE])
        case Seat():
            return escaped(session.get_one(Committee, record.committee_id).name)
        case _:
            raise TypeError(f"no name for {type(record).__name__}")
