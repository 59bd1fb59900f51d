"""Reactions that are removed: what they had done is undone, or left if something else has happened since."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from storage.db.database import Database
from storage.issues.drafts import Draft, start_draft
from storage.meetings.attendance import Answer, Coming, answer_meeting, remove_answer
from storage.organisation.people import person_of
from storage.outbox.notices import Notice, NoticeKind, NoticeState
from storage.tasks.milestones import complete
from tests.handlers.reacting import (
    COUNCIL,
    NOW,
    TODAY,
    City,
    about_meeting,
    about_milestone,
    city_in,
)
from tests.texts import korean, korean_day


@pytest.fixture
def city(database: Database) -> Iterator[City]:
    with database.trying_out() as session:
        yield city_in(session)


def test_eyes_skip_the_next_step_until_they_are_removed(city: City) -> None:
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
    assert city.react(message, "zzz").text == korean("reminder.put_off", count=1, day=korean_day(5, 13))
    assert city.planned() == [(city.second.id, 4, 1)]
    city.react(channels, "zzz", given=False)
    city.react(message, "zzz", "U0LEADER")
    city.react(message, "zzz", "U0LEADER", given=False)
    assert city.planned() == [(city.second.id, 4, 1)]
    assert city.react(message, "zzz", given=False).text == ""
    assert city.planned() == []


@pytest.mark.parametrize(("dm_channel", "channel"), [("D0DIRECT", "D0DIRECT"), ("", "DU0OWNER")])
def test_sos_drafts_an_issue_about_the_most_urgent_task_and_is_removed(
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
    remove_answer(city.session, city.meeting, city.owner, city.owner, NOW)
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
