"""A quarter's reporting round end to end: missing reports are requested, a head confirms, the secretary closes it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from bot.practice.driver import Person, Slack
from bot.sample import FIELD
from storage.db.database import Database
from storage.history import History
from tests.running import go_to
from tests.texts import korean, korean_day, says


@pytest.fixture
def slack(slack: Slack) -> Slack:
    go_to(slack, 6, 20)  # the second quarter's round opens
    return slack


def view_of(person: Person, words: str = "점검") -> dict[str, Any]:
    person.command(FIELD, "/cn", words)
    return dict(person.messages(FIELD)[-1])


def said_to(person: Person, words: str) -> None:
    person.waits_for(lambda: words in str(person.messages(FIELD)))


def reminders(person: Person) -> list[dict[str, Any]]:
    return [each for each in person.direct_messages() if says(each["text"], "reminder.title")]


def test_the_secretary_sees_live_who_has_not_and_others_read_who_can(slack: Slack) -> None:
    secretary, owner = slack.person("U0SECRETARY"), slack.person("U0OWNER")
    first = str(view_of(secretary)["blocks"])
    days = {"first": korean_day(6, 20), "last": korean_day(7, 5)}
    assert korean("round.title", year=2025, quarter=2, **days, state=korean("round.state.open")) in first
    codes = "B-01, B-02, B-03, B-04, B-06"
    assert lacking(0, codes) in first
    assert korean("round.person", who="<@U0OWNER>", codes=codes) in first
    owner.command(FIELD, "/cn", "실적 B-06 12,000 정상추진")
    secretary.click(secretary.messages(FIELD)[-1], "round.show")
    said_to(secretary, lacking(1, "B-01, B-02, B-03, B-04"))
    assert owner.command(FIELD, "/cn", "round") == korean("not_allowed", who="<@U0SECRETARY>")
    said = secretary.command(FIELD, "/cn", "round 다음")
    assert said == korean("round.how")
    assert "2024" in str(view_of(secretary, "round 2024-3")["blocks"])


def lacking(reported: int, codes: str) -> str:
    """Return the line of the sample city's department with five tasks."""
    return korean("round.department.missing", name="건축과", reported=reported, total=5, codes=codes)


def test_who_has_not_is_asked_once_a_day_in_the_next_reminder_and_it_is_logged(
    slack: Slack, database: Database
) -> None:
    secretary, owner = slack.person("U0SECRETARY"), slack.person("U0OWNER")
    owner.waits_for(lambda: reminders(owner))
    view = view_of(secretary)
    secretary.click(view, "round.ask", "2025:2:U0OWNER")
    said_to(secretary, korean("round.asked", count=1))
    secretary.click(view, "round.ask", "2025:2:U0OWNER")
    said_to(secretary, korean("round.asked_already"))
    assert len(reminders(owner)) == 1  # one reminder a day: the next waits until the next working morning
    owner.command(FIELD, "/cn", "실적 B-06 12,000 정상추진")
    go_to(slack, 6, 23)
    owner.waits_for(lambda: len(reminders(owner)) == 2)
    request = str(reminders(owner)[-1]["blocks"])
    assert korean("line.asked") in request
    assert "*B-01*" in request
    assert "*B-06*" not in request  # this task has been reported since
    with database.reading() as session:
        logged = session.scalars(select(History).where(History.action == "asked")).all()
    assert {row.after["who"] for row in logged} == {"U0OWNER"}
    assert len(logged) == 5


def test_a_closed_round_is_kept_as_it_was_and_reopened_with_a_reason(slack: Slack) -> None:
    secretary, owner = slack.person("U0SECRETARY"), slack.person("U0OWNER")
    owner.command(FIELD, "/cn", "실적 B-06 12,000 정상추진")
    secretary.click(view_of(secretary), "round.close")
    secretary.waits_for(lambda: says(str(secretary.messages(FIELD)), "round.closed", year=2025, quarter=2))
    said = owner.command(FIELD, "/cn", "실적 B-01 1 달성")
    assert korean("progress.late") in said
    one, two = (korean("round.department", name="건축과", reported=reported, total=5) for reported in (1, 2))
    assert one in str(view_of(secretary)["blocks"])
    secretary.click(secretary.messages(FIELD)[-1], "round.reopen")
    (form,) = secretary.waits_for(secretary.views)
    secretary.submit(form, reason=" ")
    secretary.waits_for(lambda: secretary.views()[0]["errors"])
    secretary.submit(form, reason="B-01을 더합니다")
    secretary.waits_for(lambda: korean("round.reopened") in str(secretary.views()))
    again = str(view_of(secretary)["blocks"])
    assert two in again
    assert says(again, "round.count", reported=2, late=1)


def test_a_quarter_whose_round_has_not_opened_is_neither_asked_for_nor_closed(slack: Slack) -> None:
    secretary = slack.person("U0SECRETARY")
    assert "round.close" in str(view_of(secretary)["blocks"])
    to_come = view_of(secretary, "점검 3분기")
    assert "round.close" not in str(to_come["blocks"])
    assert "round.ask" not in str(to_come["blocks"])


def test_a_head_confirms_or_sends_back_with_a_word_where_the_city_wants_that(slack: Slack) -> None:
    head, owner, secretary = slack.person("U0HEAD"), slack.person("U0OWNER"), slack.person("U0SECRETARY")
    secretary.command(FIELD, "/cn", "환경설정")
    secretary.click(secretary.messages(FIELD)[-1], "settings.city")
    (settings,) = secretary.waits_for(secretary.views)
    secretary.submit(settings, heads_confirm="yes")
    owner.waits_for(lambda: reminders(owner))
    owner.command(FIELD, "/cn", "실적 B-06 12,000 정상추진")
    owner.command(FIELD, "/cn", "실적 B-01 1 달성")
    view = view_of(head)
    assert korean("round.to_confirm", count=2) in str(view["blocks"])
    buttons = [each for block in view["blocks"] for each in block.get("elements", ())]
    confirms = [each["value"] for each in buttons if each["action_id"] == "round.confirm"]
    head.click(view, "round.confirm", confirms[0])
    said_to(head, korean("round.confirmed", code="B-01"))
    head.click(view, "round.send_back", confirms[1])
    (form,) = head.waits_for(head.views)
    head.submit(form, word="집행액을 적어 주세요")
    head.waits_for(lambda: korean("round.was_sent_back", code="B-06") in str(head.views()))
    go_to(slack, 6, 23)
    sent_back = korean("progress.sent_back", word="집행액을 적어 주세요")
    owner.waits_for(lambda: sent_back in str(reminders(owner)[-1]["blocks"]))
    owner.command(FIELD, "/cn", "실적 B-06 12,000 정상추진 집행 없음")
    owner.waits_for(lambda: "✓ *B-06*" in str(reminders(owner)[-1]["blocks"]))
    assert korean("round.to_confirm", count=1) in str(view_of(head)["blocks"])
