"""A small city for tests of reactions: its reminders are stored as posted, and a reaction is handled without Slack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import reactions
from handlers.slack.payloads import Click, Emoji
from handlers.slack.requests import Request, Response
from storage.action_items.action_items import ActionItem, ActionSet, add_action
from storage.meetings.attendance import answers_to
from storage.meetings.meetings import Meeting
from storage.organisation.committees import Committee
from storage.organisation.people import Person, person_of
from storage.organisation.seats import Part, Seat, confirm_seat
from storage.organisation.workspaces import Workspace, workspace_made_if_new
from storage.outbox.messages import Message
from storage.outbox.notices import Notice, NoticeKind, NoticeState, Topic
from storage.outbox.planned import notify_together
from storage.tasks.milestones import Milestone
from storage.tasks.tasks import Task

NOW = datetime(2025, 5, 12, 0, 30, tzinfo=UTC)  # a Monday
TODAY, DUE, LATER = date(2025, 5, 12), date(2025, 5, 16), date(2025, 5, 20)
COUNCIL = "C0COUNCIL"
_numbers = count(1)


@dataclass(frozen=True)
class City:
    """U0OWNER has two tasks with a milestone each and an action item, and is a member of the council, as U0LEADER is.

    The council meets on `DUE`; the first milestone is due then too, the second on `LATER`.
    """

    session: Session
    workspace: Workspace
    owner: Person
    meeting: Meeting
    seat: Seat
    first: Milestone
    second: Milestone
    action: ActionItem

    def request(self, by: str = "U0OWNER") -> Request:
        """Return a request of that person's, now."""
        return Request(self.session, self.workspace, person_of(self.session, self.workspace.id, by), NOW)

    def posted(self, *topics: Topic, to: str = "U0OWNER") -> Message:
        """Store one posted message to that reader with these notices."""
        notify_together(self.session, self.workspace.id, topics, to, NOW)
        message = self.session.scalars(select(Message).order_by(Message.id.desc())).first()
        assert message is not None
        message.channel, message.ts, message.waiting = f"D{to}", f"{message.id}.0", False
        self.session.flush()
        return message

    def react(self, message: Message, name: str, by: str = "U0OWNER", *, given: bool = True) -> Response:
        """Add a reaction to the message, or remove it."""
        place = (str(message.channel), str(message.ts))
        return reactions.react(self.request(by), Emoji("T0CITY", by, *place, name, given, f"event:{next(_numbers)}"))

    def answer(self, by: str = "U0OWNER") -> str | None:
        """Return a member's answer about the meeting, or None."""
        there = answers_to(self.session, self.meeting).get(person_of(self.session, self.workspace.id, by).id)
        return there.coming if there is not None else None

    def planned(self) -> list[tuple[int, int, int]]:
        """Return (subject id, days before, repeat) of the notices that are planned."""
        query = select(Notice).where(Notice.state == NoticeState.PLANNED).order_by(Notice.id)
        return [(each.subject_id, each.days_before, each.repeat) for each in self.session.scalars(query)]


def click(action: str, value: str, by: str = "U0OWNER") -> Click:
    """Return a press of a button with that value."""
    return Click("T0CITY", by, action, value, f"click:{next(_numbers)}", {})


def about_milestone(milestone: Milestone, days_before: int = 4) -> Topic:
    """Return what a reminder of that milestone says."""
    return Topic(NoticeKind.DEADLINE, "milestone", milestone.id, milestone.due, days_before)


def about_meeting(meeting: Meeting, kind: NoticeKind = NoticeKind.MEETING, on: date = DUE) -> Topic:
    """Return what a notice of that meeting says."""
    return Topic(kind, "meeting", meeting.id, on, 4)


def actions_in(response: Response) -> Sequence[tuple[str, str]]:
    """Return (action, value) of each button in a response."""
    buttons = [each for block in response.blocks for each in [block.get("accessory"), *block.get("elements", ())]]
    return [(each["action_id"], each.get("value", "")) for each in buttons if each]


def city_in(session: Session) -> City:
    """Enter the city."""
    workspace = workspace_made_if_new(session, "T0CITY")
    city = workspace.id
    owner, leader = (person_of(session, city, slack_id) for slack_id in ("U0OWNER", "U0LEADER"))
    council = Committee(workspace_id=city, name="실무협의체", channel=COUNCIL, receives_issues=True)
    session.add(council)
    session.flush()
    for member in (owner, leader):
        confirm_seat(session, council, member, Part.MEMBER)
    tasks = [Task(workspace_id=city, code=code, title=code, owner_id=owner.id) for code in ("B-01", "B-02")]
    meeting = Meeting(workspace_id=city, committee_id=council.id, occurrence=DUE, on=DUE, at="14:00")
    session.add_all([*tasks, meeting])
    session.flush()
    first, second = (
        Milestone(workspace_id=city, task_id=task.id, name="선정", due=due)
        for task, due in zip(tasks, (DUE, LATER), strict=True)
    )
    session.add_all([first, second])
    session.flush()
    action = add_action(session, meeting, None, ActionSet("비용 조사", owner=owner, due=DUE), leader, NOW)
    seat = session.scalars(select(Seat).where(Seat.person_id == owner.id)).one()
    return City(session, workspace, owner, meeting, seat, first, second, action)
