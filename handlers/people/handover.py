"""`/cn handover @old @new`: show everything the person is responsible for, then hand all of it over at once."""

from __future__ import annotations

from handlers.people import handover_blocks
from handlers.slack.blocks import escaped
from handlers.slack.payloads import Click, Command
from handlers.slack.requests import Request, Response
from handlers.text.titles import task_title
from storage.action_items.action_items import ActionItem
from storage.admin.handovers import check_handover, hand_over, held_by
from storage.admin.permissions import may_hand_over, need
from storage.db.base import Base
from storage.db.errors import HandoverRefused
from storage.issues.issues import Issue
from storage.organisation.committees import Committee
from storage.organisation.departments import Department
from storage.organisation.people import Person, known_person
from storage.organisation.seats import Seat
from storage.outbox.notices import show_again
from storage.tasks.tasks import Task

_TITLE = 60  # characters


def handover(request: Request, command: Command) -> Response:
    """`/cn handover @old @new`: show what would be handed over, with [모두 인계].

    Raises NotAllowed, HandoverRefused.
    """
    need(request.person, may_hand_over(request.session, request.workspace.id), "handover")
    if len(command.mentioned) != 2:
        return Response(request.say("handover.how"))
    old, new = (_known(request, slack_id) for slack_id in command.mentioned)
    check_handover(old, new)
    held = {
        name: [_called(request, record) for record in records]
        for name, records in held_by(request.session, old).items()
    }
    if not held:
        return Response(request.say("handover.nothing", old=f"<@{old.slack_id}>"))
    title = request.say("handover.title", old=f"<@{old.slack_id}>", new=f"<@{new.slack_id}>")
    return Response(
        title, blocks=handover_blocks.to_read(request.language, title, held, f"{old.slack_id}:{new.slack_id}")
    )


def do_it(request: Request, click: Click) -> Response:
    """[모두 인계]: hand over what the person holds now, which may be more than was shown.

    Raises NotAllowed, HandoverRefused.
    """
    need(request.person, may_hand_over(request.session, request.workspace.id), "handover")
    old, new = (_known(request, slack_id) for slack_id in click.value.split(":"))
    issues = [record.id for record in held_by(request.session, old).get("handles", ()) if isinstance(record, Issue)]
    count = hand_over(request.session, old, new, request.person, request.now)
    for number in issues:  # cards name the person in charge
        show_again(request.session, request.workspace.id, "issue", number)
    done = request.say("handover.done", old=f"<@{old.slack_id}>", new=f"<@{new.slack_id}>", count=count)
    return Response(done, replaces=True)


def _known(request: Request, slack_id: str) -> Person:
    """Return a person in the database. Raises HandoverRefused if they are unknown."""
    found = known_person(request.session, request.workspace.id, slack_id)
    if found is None:
        raise HandoverRefused("new")
    return found


def _called(request: Request, record: Base) -> str:
    """Return the name of a responsibility as its reader knows it, escaped."""
    match record:
        case Task():
            return f"{escaped(record.code)} {escaped(task_title(request.language, record)[:_TITLE])}"
        case Department() | Committee():
            return escaped(record.name)
        case Person():
            return f"<@{record.slack_id}>"
        case Issue():
            return f"#{record.number} {escaped(record.text[:_TITLE])}"
        case ActionItem():
            return escaped(record.what[:_TITLE])
        case Seat():
            return escaped(request.session.get_one(Committee, record.committee_id).name)
        case _:
            raise TypeError(f"no name for {type(record).__name__}")
