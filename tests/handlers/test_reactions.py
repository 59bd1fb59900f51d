"""What a reaction on the bot's messages does and what removing it undoes, read from the database without Slack."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from handlers.reactions import react
from handlers.slack.payloads import Emoji
from storage.db.database import Database
from storage.issues.drafts import Draft, start_draft
from storage.issues.reactions import reactions_on
from storage.meetings.attendance import Answer, Coming, answer_meeting, take_answer_back
from storage.meetings.meetings import Meeting
from storage.organisation.committees import Committee
from storage.organisation.people import person_of
from storage.organisation.seats import Part, confirm_seat
from storage.outbox.messages import Message
from storage.outbox.notices import Notice, NoticeKind, NoticeState, Topic
from storage.outbox.planned import notify_together
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
def test_each_emoji_answers_a_meeting_and_is_taken_back(
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


def test_eyes_skip_the_next_step_until_they_are_taken_back(city: City) -> None:
    message = city.posted(about_milestone(city.first, 7), about_milestone(city.second, 7))
    for milestone in (city.first, city.second):
        steps = {"subject": "milestone", "subject_id": milestone.id, "kind": NoticeKind.DEADLINE, "due_at": NOW}
        next_step = Notice(workspace_id=city.workspace.id, recipient="U0OWNER", **steps)
        next_step.due_date, next_step.days_before = milestone.due, 1
        city.session.add(next_step)
    city.session.flush()
    assert city.react(message, "eyes").text == korean("reminder.on_it")
    assert city.planned() == []
    skipped = select(Notice.reason).where(Notice.state == NoticeState.CANCELLED)
    assert list(city.session.scalars(skipped)) == ["on_it", "on_it"]
    assert city.react(message, "eyes", given=False).text == ""
    assert list(city.session.scalars(skipped)) == ["settled", "settled"]


def test_zzz_snoozes_the_readers_own_open_lines_until_the_next_working_day(city: City) -> None:
    channels = city.posted(about_meeting(city.meeting), to=COUNCIL)
    assert city.react(channels, "zzz").text == ""
    complete(city.session, city.first, city.owner, NOW)
    message = city.posted(about_milestone(city.first), about_milestone(city.second))
    assert city.react(message, "zzz").text == korean("reminder.put_off", count=1, day="2025. 5. 13.(화)")
    assert city.planned() == [(city.second.id, 4, 1)]
    city.react(channels, "zzz", given=False)
    city.react(message, "zzz", "U0LEADER")
    city.react(message, "zzz", "U0LEADER", given=False)
    assert city.planned() == [(city.second.id, 4, 1)]
    assert city.react(message, "zzz", given=False).text == ""
    assert city.planned() == []


@pytest.mark.parametrize(("dm_channel", "channel"), [("D0DIRECT", "D0DIRECT"), ("", "DU0OWNER")])
def test_sos_drafts_an_issue_about_the_most_urgent_task_and_is_taken_back(
    city: City, dm_channel: str, channel: str
) -> None:
    city.owner.dm_channel = dm_channel
    message = city.posted(about_milestone(city.second), about_milestone(city.first))
    city.react(message, "sos")
    draft = city.session.scalars(select(Draft)).one()
    assert (draft.task_id, draft.person_id) == (city.first.task_id, city.owner.id)
    assert (draft.channel, draft.thread) == (channel, "")
    assert (draft.source, draft.edited, draft.state) == (f"reminder:{message.id}", True, "open")
    assert draft.text == korean("draft.help", code="B-01", title="B-01")
    card = city.session.scalars(select(Notice).where(Notice.kind == NoticeKind.DRAFT)).one()
    assert (card.subject_id, card.recipient) == (draft.id, "U0OWNER")
    assert city.react(message, "sos", given=False).text == ""
    assert draft.state == "cancelled"


def test_sos_drafts_nothing_where_a_draft_is_open_already_or_all_is_done(city: City) -> None:
    message = city.posted(about_milestone(city.first))
    start_draft(city.session, city.owner, "D0", "", NOW).source = f"reminder:{message.id}"
    city.session.flush()
    assert city.react(message, "sos").text == ""
    complete(city.session, city.second, city.owner, NOW)
    done = city.posted(about_milestone(city.second))
    city.react(done, "sos")
    city.react(done, "sos", given=False)
    assert [each.state for each in city.session.scalars(select(Draft))] == ["open"]


def test_the_last_of_several_answers_counts_again_when_the_latest_is_removed(city: City) -> None:
    message = city.posted(about_meeting(city.meeting), to=COUNCIL)
    for emoji in ("x", "raising_hand", "eyes", "white_check_mark"):
        city.react(message, emoji)
    city.react(message, "x", "U0LEADER")
    city.react(message, "heavy_check_mark")
    assert city.react(message, "white_check_mark", given=False).text == ""  # the other check mark remains
    assert city.answer() == Coming.ATTENDING
    city.react(message, "heavy_check_mark", given=False)
    assert (city.answer(), city.answer("U0LEADER")) == (Coming.PROXY, Coming.ABSENT)
    city.react(message, "x", given=False)  # an answer that does not count
    assert city.answer() == Coming.PROXY
    city.react(message, "raising_hand", given=False)
    assert (city.answer(), city.answer("U0LEADER")) == (None, Coming.ABSENT)


def test_a_removed_reaction_leaves_an_answer_that_was_given_otherwise(city: City) -> None:
    message = city.posted(about_meeting(city.meeting), to=COUNCIL)
    city.react(message, "x")
    answer_meeting(city.session, city.meeting, city.owner, Answer(Coming.ATTENDING), city.owner, NOW, TODAY)
    assert city.react(message, "x", given=False).text == ""
    assert city.answer() == Coming.ATTENDING
    city.react(message, "x")
    take_answer_back(city.session, city.meeting, city.owner, city.owner, NOW)
    assert city.react(message, "x", given=False).text == ""
    assert city.answer() is None


def test_a_removed_check_mark_reopens_the_only_milestone_unless_a_result_or_another_person_settled_it(
    city: City,
) -> None:
    message = city.posted(about_milestone(city.first))
    city.react(message, "white_check_mark")
    assert city.react(message, "white_check_mark", given=False).text == korean("reminder.reopened")
    assert city.first.done_at is None
    leader = person_of(city.session, city.workspace.id, "U0LEADER")
    for by, result in ((city.owner, "골랐습니다"), (leader, "")):
        city.react(message, "white_check_mark")
        city.first.done_by_id, city.first.result = by.id, result
        assert city.react(message, "white_check_mark", given=False).text == ""
        assert city.first.done_at == NOW
    complete(city.session, city.second, city.owner, NOW)
    both = city.posted(about_milestone(city.second, 1), about_milestone(city.first, 1))
    city.react(both, "white_check_mark")
    city.react(both, "white_check_mark", given=False)
    assert city.second.done_at == NOW
