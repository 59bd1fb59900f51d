"""What a reaction on the bot's messages does and what removing it undoes, read from the database without Slack."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import ORMExecuteState

from handlers.reactions import react
from handlers.slack.payloads import Emoji
from storage.db.database import Database
from storage.issues.drafts import Draft
from storage.meetings.attendance import Coming
from storage.meetings.meetings import Meeting
from storage.organisation.committees import Committee
from storage.organisation.seats import Part, confirm_seat
from storage.outbox.messages import Message
from storage.outbox.notices import NoticeKind, Topic
from storage.outbox.planned import notify_together
from storage.outbox.reactions import reactions_on
from storage.tasks.milestones import complete
from tests.handlers.reacting import (
    COUNCIL,
    DUE,
    LATER,
    NOW,
    TODAY,
    City,
    about_meeting,
    about_milestone,
    actions_in,
    city_in,
)
from tests.texts import korean


@pytest.fixture
def city(database: Database) -> Iterator[City]:
    with database.trying_out() as session:
        yield city_in(session)


@pytest.mark.parametrize(
    ("emojis", "coming"),
    [
        (("white_check_mark", "heavy_check_mark", "ballot_box_with_check"), Coming.ATTENDING),
        (("x", "negative_squared_cross_mark"), Coming.ABSENT),
        (("raising_hand", "man-raising-hand", "woman-raising-hand"), Coming.PROXY),
        (("eyes", "zzz", "sos", "tada"), None),
    ],
)
def test_each_emoji_answers_a_meeting_and_is_removed(
    city: City, emojis: tuple[str, ...], coming: Coming | None
) -> None:
    message = city.posted(about_meeting(city.meeting), to=COUNCIL)
    for emoji in emojis:
        response = city.react(message, emoji)
        assert (city.answer(), bool(response.text)) == (coming, coming is not None)
        assert city.react(message, emoji).text == ""  # Slack sends it again
        response = city.react(message, emoji, given=False)
        assert (city.answer(), bool(response.text)) == (None, coming is not None)
        assert city.react(message, emoji, given=False).text == ""


def test_an_emoji_without_a_meaning_is_not_stored(city: City) -> None:
    message = city.posted(about_milestone(city.first))
    city.react(message, "tada")
    assert reactions_on(city.session, city.workspace.id, message.id) == []
    city.react(message, "eyes")
    assert [each.at for each in reactions_on(city.session, city.workspace.id, message.id)] == [NOW]


@pytest.mark.parametrize(
    ("recipient", "emoji", "too_early"),
    [
        ("U0OWNER", "x", True),
        ("C0FIELD", "x", True),
        ("C0ELSEWHERE", "x", False),
        ("U0OWNER", "tada", False),
    ],
)
def test_a_reaction_before_the_messages_place_is_known_is_too_early(
    city: City, recipient: str, emoji: str, too_early: bool
) -> None:
    notify_together(city.session, city.workspace.id, [about_milestone(city.first)], recipient, NOW)
    message = city.session.scalars(select(Message)).one()
    message.tried_at = NOW
    city.session.flush()
    given = Emoji("T0CITY", "U0OWNER", "C0FIELD", "1.1", emoji, True, "event:1")
    assert react(city.request(), given).too_early is too_early


@pytest.mark.parametrize("emoji", ["white_check_mark", "x", "eyes", "zzz", "sos"])
@pytest.mark.parametrize("given", [True, False])
def test_a_reaction_on_another_kind_of_message_does_nothing(city: City, emoji: str, given: bool) -> None:
    message = city.posted(Topic(NoticeKind.RECEIPT, "issue", 1))
    if not given:
        city.react(message, emoji)
    response = city.react(message, emoji, given=given)
    assert (response.text, response.blocks) == ("", ())
    assert (city.answer(), city.first.done_at, city.planned()) == (None, None, [])


def test_a_check_mark_settles_the_only_line_or_asks_for_its_result(city: City) -> None:
    response = city.react(city.posted(about_milestone(city.first)), "white_check_mark")
    assert city.first.done_at == NOW
    assert actions_in(response) == [("progress.open", f"milestone:{city.first.id}")]
    response = city.react(city.posted(Topic(NoticeKind.ACTION, "action", city.action.id, DUE)), "white_check_mark")
    assert response.text == korean("action.needs_result")
    for kind in (NoticeKind.REPORT, NoticeKind.REPORT_OPENS, NoticeKind.REPORT_ASKED, NoticeKind.SENT_BACK):
        of = Topic(kind, "task", city.second.task_id, date(2025, 7, 5))
        response = city.react(city.posted(of), "white_check_mark")
        assert response.text == korean("reminder.needs_result")
        assert actions_in(response) == [("progress.open", f"report:{city.second.task_id}:2025-07-05")]
    assert city.react(city.posted(about_milestone(city.second)), "x").text == ""
    assert city.second.done_at is None


def test_a_check_mark_on_several_lines_asks_which_of_the_open_ones(city: City) -> None:
    message = city.posted(about_milestone(city.first), about_milestone(city.second))
    response = city.react(message, "white_check_mark")
    choices = [("reminder.done", f"milestone:{each.id}") for each in (city.first, city.second)]
    assert (response.text, actions_in(response)) == (korean("reminder.which"), choices)
    complete(city.session, city.first, city.owner, NOW)
    assert actions_in(city.react(message, "heavy_check_mark")) == choices[1:]
    assert city.second.done_at is None
    asked = Topic(NoticeKind.ATTENDANCE, "seat", city.seat.id, DUE, 3)
    response = city.react(city.posted(about_milestone(city.second), asked), "white_check_mark")
    assert [value.partition(":")[0] for _, value in actions_in(response)] == ["meeting", "milestone"]
    assert city.answer() is None


def test_a_cross_on_two_meetings_answers_the_first(city: City) -> None:
    other = Committee(workspace_id=city.workspace.id, name="추진단", channel="C0STEERING")
    city.session.add(other)
    city.session.flush()
    confirm_seat(city.session, other, city.owner, Part.MEMBER)
    second = Meeting(workspace_id=city.workspace.id, committee_id=other.id, occurrence=DUE, on=DUE, at="10:00")
    city.session.add(second)
    city.session.flush()
    city.react(city.posted(about_meeting(city.meeting), about_meeting(second)), "x")
    assert city.answer() == Coming.ABSENT


@pytest.mark.parametrize(
    ("kind", "on", "moved_to", "answers"),
    [
        (NoticeKind.MEETING, DUE, DUE, True),
        (NoticeKind.CHAIR, DUE, DUE, True),
        (NoticeKind.MOVED, DUE, DUE, True),
        (NoticeKind.MEETING, TODAY, TODAY, True),
        (NoticeKind.MEETING, DUE, LATER, False),
        (NoticeKind.MOVED, DUE, LATER, True),
        (NoticeKind.MEETING, TODAY - timedelta(1), TODAY - timedelta(1), False),
        (NoticeKind.MOVED, DUE, TODAY - timedelta(1), False),
        (NoticeKind.AGENDA, DUE, DUE, False),
        (NoticeKind.CALLED, DUE, DUE, False),
    ],
)
def test_a_notice_is_answered_while_it_is_about_that_meeting(
    city: City, kind: NoticeKind, on: date, moved_to: date, answers: bool
) -> None:
    city.meeting.on = moved_to
    city.react(city.posted(about_meeting(city.meeting, kind, on), to=COUNCIL), "x")
    assert (city.answer() is not None) is answers


def test_a_reaction_on_a_deleted_meeting_or_task_or_by_somebody_else_does_nothing(city: City) -> None:
    missing = 999
    for topic in (
        Topic(NoticeKind.MOVED, "meeting", missing, DUE),
        Topic(NoticeKind.REPORT, "task", missing, DUE),
        Topic(NoticeKind.DEADLINE, "milestone", missing, DUE),
    ):
        assert city.react(city.posted(topic), "white_check_mark").text == ""
    for topic in (
        about_meeting(city.meeting),
        about_milestone(city.first),
        Topic(NoticeKind.ACTION, "action", city.action.id, DUE),
        Topic(NoticeKind.REPORT, "task", city.first.task_id, DUE),
    ):
        message = city.posted(topic)
        for emoji in ("white_check_mark", "eyes", "zzz", "sos"):
            assert city.react(message, emoji, "U0OTHER").text == ""
    assert (city.answer("U0OTHER"), city.first.done_at, city.planned()) == (None, None, [])
    assert list(city.session.scalars(select(Draft))) == []


def test_a_message_whose_place_is_stored_while_it_is_looked_for_is_found(city: City) -> None:
    message = city.posted(about_meeting(city.meeting), to=COUNCIL)
    stored = message.ts
    looked: list[ORMExecuteState] = []

    def store_after_the_first_look(query: ORMExecuteState) -> None:
        if query.is_select and "messages" in str(query.statement):
            looked.append(query)
            if len(looked) == 2:
                message.ts = stored

    request = city.request("U0OWNER")
    reacted = Emoji("T0CITY", "U0OWNER", str(message.channel), str(stored), "x", given=True, key="event:between")
    message.ts = None
    city.session.flush()
    event.listen(city.session, "do_orm_execute", store_after_the_first_look)
    react(request, reacted)
    assert city.answer() == Coming.ABSENT
