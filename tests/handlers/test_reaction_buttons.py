"""The buttons beside reactions: [나중에 알림] on a reminder, [완료] on the question which line a ✅ meant."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from handlers.reactions import pick, put_off
from storage.db.database import Database
from storage.db.errors import NotFound
from storage.meetings.attendance import Coming
from storage.outbox.notices import Notice, NoticeState
from storage.tasks.milestones import complete
from tests.handlers.reacting import COUNCIL, City, about_meeting, about_milestone, city_in, click
from tests.texts import korean


@pytest.fixture
def city(database: Database) -> Iterator[City]:
    with database.trying_out() as session:
        yield city_in(session)


@pytest.mark.parametrize(
    ("when", "day", "at"),
    [
        ("tomorrow", "2025. 5. 13.(화)", "2025-05-13T00:00:00+00:00"),
        ("next_week", "2025. 5. 19.(월)", "2025-05-19T00:00:00+00:00"),
    ],
)
def test_a_reminder_is_put_off_to_a_morning_for_its_reader(city: City, when: str, day: str, at: str) -> None:
    message = city.posted(about_milestone(city.first), about_milestone(city.second))
    response = put_off(city.request(), click("reminder.later", f"{when}:{message.id}"))
    assert response.text == korean("reminder.put_off", count=2, day=day)
    snoozed = city.session.scalars(select(Notice.due_at).where(Notice.state == NoticeState.PLANNED))
    assert [each.isoformat() for each in snoozed] == [at, at]
    with pytest.raises(NotFound):
        put_off(city.request("U0LEADER"), click("reminder.later", f"{when}:{message.id}"))


@pytest.mark.parametrize("when", ["tomorrow", "next_week"])
def test_a_reminder_without_an_open_line_is_not_put_off(city: City, when: str) -> None:
    message = city.posted(about_milestone(city.first))
    complete(city.session, city.first, city.owner, city.request().now)
    response = put_off(city.request(), click("reminder.later", f"{when}:{message.id}"))
    assert (response.text, city.planned()) == (korean("reminder.nothing_open"), [])


def test_the_picked_milestone_is_done_by_people_who_may_report(city: City) -> None:
    value = f"milestone:{city.second.id}"
    with pytest.raises(NotFound) as caught:
        pick(city.request("U0LEADER"), click("reminder.done", value))
    assert (caught.value.kind, caught.value.name, city.second.done_at) == ("milestone", value, None)
    assert pick(city.request(), click("reminder.done", value)).text == korean("reminder.done")
    assert (city.first.done_at, city.second.done_by_id) == (None, city.owner.id)


def test_the_picked_meeting_is_attended_by_its_members(city: City) -> None:
    city.posted(about_meeting(city.meeting), to=COUNCIL)
    value = f"meeting:{city.meeting.id}"
    with pytest.raises(NotFound) as caught:
        pick(city.request("U0OTHER"), click("reminder.done", value))
    assert (caught.value.kind, caught.value.name) == ("meeting", value)
    assert pick(city.request(), click("reminder.done", value)).text
    assert city.answer() == Coming.ATTENDING


def test_a_picked_line_that_needs_more_opens_its_form(city: City) -> None:
    for value, form in (
        (f"action:{city.action.id}", "action.result"),
        (f"report:{city.first.task_id}:2025-07-05", "progress.report"),
    ):
        response = pick(city.request(), click("reminder.done", value))
        assert response.form is not None
        assert response.form["callback_id"] == form


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("milestone:999", "milestone"),
        ("meeting:999", "meeting"),
        ("action:999", "action_item"),
        ("minutes:999", "meeting"),
        ("ballot:999", "ballot"),
        ("report:999:2025-07-05", "task"),
    ],
)
def test_a_picked_line_of_a_deleted_record_is_not_found(city: City, value: str, kind: str) -> None:
    with pytest.raises(NotFound) as caught:
        pick(city.request(), click("reminder.done", value))
    assert caught.value.kind == kind
