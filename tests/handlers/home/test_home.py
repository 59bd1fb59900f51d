"""App Home end to end: what each role sees, with few queries however large the plan is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import event, insert

from bot.practice.blocks_check import check_view
from bot.practice.driver import Person, Slack
from bot.sample import FIELD, enter_sample
from handlers.home.home import draw_home
from handlers.slack.requests import Request
from storage.db.database import Database
from storage.organisation.people import person_of
from storage.organisation.workspaces import workspace_made_if_new
from storage.tasks.milestones import Milestone
from storage.tasks.tasks import Task
from tests.running import go_to


def opened(person: Person, *words: str) -> dict[str, Any]:
    """Open the App Home and return it once it shows all of these words."""
    person.open_home()
    found = person.waits_for(lambda: person.home() if all(word in str(person.home()) for word in words) else None)
    return dict(found)


def test_an_owner_finds_what_is_due_and_enters_a_result_there(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    go_to(slack, 5, 20)
    home = opened(owner, "*B-02*", "대상지 선정", "다음 회의", "*건축과*")
    (entry,) = [block for block in home["blocks"] if "대상지 선정" in str(block.get("text", ""))]
    owner.click_in_view(home, "progress.open", entry["accessory"]["value"])
    (form,) = owner.waits_for(lambda: [view for view in owner.views() if view["callback_id"] == "progress.milestone"])
    owner.submit(form, note="골랐습니다")
    owner.waits_for(lambda: not owner.views())
    owner.open_home()
    owner.waits_for(lambda: "대상지 선정" not in str(owner.home()))


def test_a_meeting_is_answered_there_and_the_home_shows_it(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    home = opened(owner, "내 답: *미회신*")
    owner.click_in_view(home, "meeting.attending")
    owner.waits_for(lambda: "내 답: *참석*" in str(owner.home()))
    owner.waits_for(lambda: any("참석으로 기록" in str(view["blocks"]) for view in owner.views()))


def test_the_three_likeliest_are_a_tap_away(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    for action, words in (("home.tasks", "내 과제"), ("home.meetings", "내 답"), ("issue.report", "무엇이 문제")):
        owner.click_in_view(opened(owner, "현장 문제 접수"), action)
        (view,) = owner.waits_for(owner.views)
        assert words in str(view["blocks"])
        slack.do("close_view", user="U0OWNER", view_id=view["id"])


def test_the_secretary_sees_who_has_reported_and_what_waits(slack: Slack) -> None:
    go_to(slack, 7, 7)
    home = opened(slack.person("U0SECRETARY"), "2025년 2분기 추진실적", "49건 중 0건", "맡은 사람 없는")
    assert "• 건축과: " in str(home)
    assert "맡은 사람 없는" not in str(opened(slack.person("U0OWNER"), "내 할 일"))


def test_who_has_nothing_and_reads_english_finds_a_home_too(slack: Slack) -> None:
    assert "Nothing to look after now" in str(opened(slack.person("U0OUTSIDER"), "Mine"))


@pytest.mark.parametrize("count", [0, 53, 12_000])
def test_any_plan_fits_in_a_home_and_costs_the_same_queries(database: Database, count: int) -> None:
    now = datetime(2025, 7, 7, 1, tzinfo=UTC)
    with database.writing() as session:
        city = workspace_made_if_new(session, "T0CITY")
        enter_sample(session, city.id, now)
        owner, secretary = person_of(session, city.id, "U0OWNER"), person_of(session, city.id, "U0SECRETARY")
        if count:
            task = {"workspace_id": city.id, "title": "길다" * 100, "owner_id": owner.id, "version": 1}
            session.execute(insert(Task), [{**task, "code": f"X-{number}"} for number in range(count)])
            own = list(session.query(Task.id).where(Task.code.like("X-%")))
            late = {"workspace_id": city.id, "name": "단계", "due": date(2025, 7, 1), "result": "", "version": 1}
            session.execute(insert(Milestone), [{**late, "task_id": number} for (number,) in own])
    for person in (owner, secretary):
        with database.reading() as session:
            request = Request(session, session.merge(city), session.merge(person), now)
            queries: list[str] = []
            event.listen(database.engine, "before_cursor_execute", lambda *given, kept=queries: kept.append(given[2]))
            view = draw_home(request).form
        assert view is not None
        check_view(view)
        assert len(view["blocks"]) <= 100
        assert len(queries) <= 25, len(queries)


def test_each_role_has_what_it_looks_at_first(slack: Slack, database: Database) -> None:
    with database.writing() as session:
        workspace_made_if_new(session, "T0CITY").heads_confirm = True
    go_to(slack, 6, 20)
    slack.person("U0OWNER").command(FIELD, "/cn", "실적 B-06 12,000 정상추진")
    secretary, head = slack.person("U0SECRETARY"), slack.person("U0HEAD")
    secretary.click_in_view(opened(secretary, "49건 중 1건"), "home.round")
    secretary.waits_for(lambda: "모두에게 안내" in str(secretary.views()))
    slack.do("close_view", user="U0SECRETARY", view_id=secretary.views()[0]["id"])
    home = opened(head, "확인할 실적 1건")
    head.click_in_view(home, "home.tasks", "건축과")
    head.waits_for(lambda: "B-06" in str(head.views()))
    slack.do("close_view", user="U0HEAD", view_id=head.views()[0]["id"])
    head.click_in_view(home, "home.round", "confirm")
    (view,) = head.waits_for(head.views)
    head.click_in_view(view, "round.confirm")
    head.waits_for(lambda: "확인" in str(head.views()[0]["blocks"]) and "12,000" not in str(head.views()))
    head.open_home()
    head.waits_for(lambda: "확인할 실적" not in str(head.home()))
