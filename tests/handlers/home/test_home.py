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
from tests.texts import COUNCIL_NAME, korean, korean_day, says


def opened(person: Person, *words: str) -> dict[str, Any]:
    """Open the App Home and return it once it shows all of these words."""
    person.open_home()
    found = person.waits_for(lambda: person.home() if all(word in str(person.home()) for word in words) else None)
    return dict(found)


def test_an_owner_finds_what_is_due_and_enters_a_result_there(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    go_to(slack, 5, 20)
    site = "대상지 선정"
    home = opened(owner, "*B-02*", site, korean("home.next"), "*건축과*")
    (entry,) = [block for block in home["blocks"] if site in str(block.get("text", ""))]
    owner.click_in_view(home, "progress.open", entry["accessory"]["value"])
    (form,) = owner.waits_for(lambda: [view for view in owner.views() if view["callback_id"] == "progress.milestone"])
    owner.submit(form, note="골랐습니다")
    owner.waits_for(lambda: not owner.views())
    owner.open_home()
    owner.waits_for(lambda: site not in str(owner.home()))


def test_a_meeting_is_answered_there_and_the_home_shows_it(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    attending = korean("coming.attending")
    home = opened(owner, korean("meeting.mine", coming=korean("coming.none")))
    owner.click_in_view(home, "meeting.attending")
    owner.waits_for(lambda: korean("meeting.mine", coming=attending) in str(owner.home()))
    recorded = korean("meeting.recorded", committee=COUNCIL_NAME, day=korean_day(5, 9), coming=attending)
    owner.waits_for(lambda: any(recorded in str(view["blocks"]) for view in owner.views()))


def test_the_three_likeliest_are_a_tap_away(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    shown = {"home.tasks": "tasks.mine", "home.meetings": "meeting.mine", "issue.report": "field.text"}
    for action, key in shown.items():
        owner.click_in_view(opened(owner, korean("home.report")), action)
        (view,) = owner.waits_for(owner.views)
        assert says(str(view["blocks"]), key)
        slack.do("close_view", user="U0OWNER", view_id=view["id"])


def test_the_secretary_sees_who_has_reported_and_what_waits(slack: Slack) -> None:
    go_to(slack, 7, 7)
    secretary, owner = slack.person("U0SECRETARY"), slack.person("U0OWNER")
    of_round = korean("home.round", year=2025, quarter=2, owed=49, given=0, due=korean_day(7, 5))
    home = opened(secretary, of_round)
    assert says(str(home), "home.waits")
    assert says(str(home), "home.round_of", name="건축과")
    own = str(opened(owner, "*B-01*"))
    assert not says(own, "home.waits")


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
    of_round = korean("home.round", year=2025, quarter=2, owed=49, given=1, due=korean_day(7, 5))
    secretary.click_in_view(opened(secretary, of_round), "home.round")
    secretary.waits_for(lambda: korean("button.ask_all") in str(secretary.views()))
    slack.do("close_view", user="U0SECRETARY", view_id=secretary.views()[0]["id"])
    home = opened(head, korean("home.to_confirm", count=1))
    head.click_in_view(home, "home.tasks", "건축과")
    head.waits_for(lambda: "B-06" in str(head.views()))
    slack.do("close_view", user="U0HEAD", view_id=head.views()[0]["id"])
    head.click_in_view(home, "home.round", "confirm")
    (view,) = head.waits_for(head.views)
    head.click_in_view(view, "round.confirm")
    confirmed = korean("round.confirmed", code="B-06")
    head.waits_for(lambda: confirmed in str(head.views()[0]["blocks"]) and "12,000" not in str(head.views()))
    head.open_home()
    head.waits_for(lambda: not says(str(head.home()), "home.to_confirm"))
