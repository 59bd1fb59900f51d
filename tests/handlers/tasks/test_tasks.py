"""`/cn tasks`, `status` and `assign` end to end, on the 53 sample tasks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

import pytest

from bot.practice.driver import Person, Slack
from bot.sample import FIELD
from handlers.text import say
from storage.db.database import Database
from storage.importing.plan import commit_plan, preview_plan
from storage.importing.sheets import read_sheet
from storage.organisation.people import person_of
from storage.organisation.workspaces import workspace_made_if_new
from storage.samples import SAMPLE_PLAN
from storage.tasks.progress import ProgressReport, Rating
from storage.tasks.tasks import task_coded
from tests.running import bot_on, practice
from tests.texts import issue_taken, korean, says


@pytest.fixture
def slack(database: Database, now: datetime) -> Iterator[Slack]:
    with database.writing() as session:
        city = workspace_made_if_new(session, "T0CITY").id
        commit_plan(session, city, preview_plan(session, city, read_sheet(SAMPLE_PLAN)), now, sample=True)
        task = task_coded(session, city, "B-09")
        task.end_year = 2024
        report = ProgressReport(workspace_id=city, task_id=task.id, year=2025, quarter=1, value=Decimal(300), at=now)
        report.rating, report.note, report.reduction = Rating.DELAYED, "자재 <수급>", Decimal("1.94")
        report.person_id = person_of(session, city, "U0OWNER").id
        session.add(report)
    with practice() as (server, slack), bot_on(server, database.engine.url.render_as_string(hide_password=False)):
        yield slack


@pytest.fixture
def secretary(slack: Slack) -> Person:
    return slack.person("U0SECRETARY")


def last(person: Person) -> str:
    return str(person.messages(FIELD)[-1])


def counted(title: str, count: int, page: int = 1, pages: int = 1) -> str:
    return korean("tasks.count", title=title, count=count, page=page, pages=pages)


def test_the_plan_is_paged_and_a_page_is_turned_in_place(slack: Slack, secretary: Person) -> None:
    every = korean("tasks.all")
    assert secretary.command(FIELD, "/cn", "tasks") == counted(every, 53)
    first = secretary.messages(FIELD)[-1]
    assert "B-01" in str(first)
    assert korean("task.sample") in str(first)
    secretary.click(first, "tasks.next")
    secretary.waits_for(lambda: counted(every, 53, 2, 4) in last(secretary))
    assert "B-01" not in last(secretary)
    secretary.click(secretary.messages(FIELD)[-1], "tasks.previous")
    secretary.waits_for(lambda: counted(every, 53, 1, 4) in last(secretary))
    assert len(secretary.messages(FIELD)) == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("과제 건축과", counted("건축과", 5)),
        ("tasks overdue", counted(korean("tasks.overdue"), 1)),
        ("tasks 지연", counted(korean("tasks.delayed"), 1)),
        ("tasks mine", korean("tasks.none", wanted="mine")),
        ("tasks 없는과", korean("tasks.none", wanted="없는과")),
    ],
)
def test_tasks_are_found_by_what_is_asked(secretary: Person, typed: str, words: str) -> None:
    assert secretary.command(FIELD, "/cn", typed) == words


def test_the_plan_at_a_glance_and_one_task(secretary: Person) -> None:
    glance = secretary.command(FIELD, "/cn", "현황")
    delayed, not_reported = korean("rating.delayed"), korean("rating.none")
    for words in (
        korean("status.title", count=53),
        f"• 건물 21: {delayed} 1 · {not_reported} 20 · 1.94/",
        f"• 수송 12: {not_reported} 12",
        korean("status.reduction", year=2025, target="1,359.45", achieved="1.94", percent=0),
        "• 건축과 5: ",
        f"{delayed} 1 · {not_reported} 52",
    ):
        assert words in glance
    one = secretary.command(FIELD, "/cn", "status b-09")
    assert "2025: 800㎡, 2026: 1,200㎡" in one
    figures, note = f"{delayed}, 300㎡, {korean('task.saved', tonnes='1.94')}", "자재 &lt;수급&gt;"
    assert korean("task.quarter", year=2025, quarter=1, figures=figures, note=note) in one
    assert secretary.command(FIELD, "/cn", "status Z-99") == korean("not_found.task", name="Z-99")


def test_the_plan_as_a_picture_comes_to_who_asked(slack: Slack, secretary: Person) -> None:
    secretary.command(FIELD, "/cn", "status")
    secretary.click(secretary.messages(FIELD)[-1], "status.picture")
    (message,) = secretary.waits_for(lambda: [each for each in secretary.direct_messages() if each.get("files")])
    assert slack.file(message["files"][0]["url_private"], "xoxb-practice").startswith(b"\x89PNG")
    assert says(message["text"], "chart.title", count=53)  # for people who cannot see the picture
    assert says(message["text"], "status.reduction", achieved="1.94")
    assert says(message["text"], "status.budget")


def test_what_a_task_went_through_is_told(secretary: Person) -> None:
    secretary.command(FIELD, "/cn", "assign B-09 @U0OWNER")
    assert says(secretary.command(FIELD, "/cn", "status B-09"), "change.assigned", what="- → U0OWNER")


def test_who_may_assigns_an_owner_and_others_read_who_can(slack: Slack, secretary: Person) -> None:
    officer, owner = slack.person("U0OFFICER"), slack.person("U0OWNER")
    refused = korean("not_allowed", who="<@U0SECRETARY>")
    assert officer.command(FIELD, "/cn", "assign B-09 @U0OWNER") == refused
    said = secretary.command(FIELD, "/cn", "지정 b-09 @U0OWNER")
    assert says(said, "assign.done", code="B-09", who="<@U0OWNER>")
    own = owner.command(FIELD, "/cn", "과제 내")
    assert own == counted(korean("tasks.mine"), 1)
    assert secretary.command(FIELD, "/cn", "assign B-09") == korean("assign.how")
    nobody = korean("assign.nobody", who="<@U0CNBOT>")
    assert secretary.command(FIELD, "/cn", "assign B-09 @U0CNBOT") == nobody


def test_a_mention_in_a_report_is_kept_as_a_name(slack: Slack) -> None:
    officer = slack.person("U0OFFICER")
    officer.command(FIELD, "/cn", "report @U0OWNER 님, 창호 결로")
    assert "@과제 담당자 님, 창호 결로" in officer.command(FIELD, "/cn", "issue 1")


def test_each_reads_their_own_language(slack: Slack) -> None:
    outsider = slack.person("U0OUTSIDER")
    assert "Windows" in outsider.command(FIELD, "/cn", "status B-09") or "window" in last(outsider)
    assert say("en", "status.title", count=53) in outsider.command(FIELD, "/cn", "status")


def test_bogo_asks_which_is_meant_and_with_a_sentence_is_an_issue(slack: Slack) -> None:
    officer = slack.person("U0OFFICER")
    which = korean("report.which")
    said = officer.command(FIELD, "/cn", "보고")
    assert said == which
    officer.click(officer.messages(FIELD)[-1], "issue.report")
    officer.waits_for(officer.views)
    said = officer.command(FIELD, "/cn", "보고 b-09")
    assert said == which
    officer.click(officer.messages(FIELD)[-1], "tasks.status")
    officer.waits_for(lambda: "2025: 800㎡" in str(officer.messages(FIELD)))
    said = officer.command(FIELD, "/cn", "보고 창호에 물이 샙니다")
    assert said == issue_taken(1)
