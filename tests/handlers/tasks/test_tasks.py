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


def test_the_plan_is_paged_and_a_page_is_turned_in_place(slack: Slack, secretary: Person) -> None:
    assert "*모든 과제* 53개" in secretary.command(FIELD, "/cn", "tasks")
    first = secretary.messages(FIELD)[-1]
    assert "B-01" in str(first)
    assert "표본 데이터" in str(first)
    secretary.click(first, "tasks.next")
    secretary.waits_for(lambda: "2/4쪽" in last(secretary))
    assert "B-01" not in last(secretary)
    secretary.click(secretary.messages(FIELD)[-1], "tasks.previous")
    secretary.waits_for(lambda: "1/4쪽" in last(secretary))
    assert len(secretary.messages(FIELD)) == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("과제 건축과", "*건축과* 5개"),
        ("tasks overdue", "*기한 경과 과제* 1개"),
        ("tasks 지연", "*지연·미달성 과제* 1개"),
        ("tasks mine", "맞는 과제가 없습니다"),
        ("tasks 없는과", "`없는과`에 맞는 과제가 없습니다"),
    ],
)
def test_tasks_are_found_by_what_is_asked(secretary: Person, typed: str, words: str) -> None:
    assert words in secretary.command(FIELD, "/cn", typed)


def test_the_plan_at_a_glance_and_one_task(secretary: Person) -> None:
    glance = secretary.command(FIELD, "/cn", "현황")
    assert "*세부과제 53개*" in glance
    assert "• 건물 21: 지연 1 · 미보고 20 · 1.94/" in glance
    assert "• 수송 12: 미보고 12" in glance
    assert "2025년 감축량: 목표 1,359.45tCO2eq 중 1.94tCO2eq" in glance
    assert "• 건축과 5: " in glance
    assert "지연 1 · 미보고 52" in glance
    one = secretary.command(FIELD, "/cn", "status b-09")
    assert "2025: 800㎡, 2026: 1,200㎡" in one
    assert "2025년 1분기: 지연, 300㎡, 감축 1.94tCO2eq 자재 &lt;수급&gt;" in one
    assert "`Z-99` 과제가 없습니다" in secretary.command(FIELD, "/cn", "status Z-99")


def test_the_plan_as_a_picture_comes_to_who_asked(slack: Slack, secretary: Person) -> None:
    secretary.command(FIELD, "/cn", "status")
    secretary.click(secretary.messages(FIELD)[-1], "status.picture")
    (message,) = secretary.waits_for(lambda: [each for each in secretary.direct_messages() if each.get("files")])
    assert slack.file(message["files"][0]["url_private"], "xoxb-practice").startswith(b"\x89PNG")
    assert "세부과제 53개" in message["text"]  # for people who cannot see the picture
    assert "중 1.94tCO2eq" in message["text"]
    assert "예산 집행" in message["text"]


def test_what_a_task_went_through_is_told(secretary: Person) -> None:
    secretary.command(FIELD, "/cn", "assign B-09 @U0OWNER")
    assert "담당자 - → U0OWNER" in secretary.command(FIELD, "/cn", "status B-09")


def test_who_may_assigns_an_owner_and_others_read_who_can(slack: Slack, secretary: Person) -> None:
    officer, owner = slack.person("U0OFFICER"), slack.person("U0OWNER")
    assert "이 일은 <@U0SECRETARY>님이" in officer.command(FIELD, "/cn", "assign B-09 @U0OWNER")
    assert "담당자는 이제 <@U0OWNER>" in secretary.command(FIELD, "/cn", "지정 b-09 @U0OWNER")
    assert "*내 과제* 1개" in owner.command(FIELD, "/cn", "과제 내")
    assert "과제 번호와 사람을" in secretary.command(FIELD, "/cn", "assign B-09")
    assert "맡을 수 없습니다" in secretary.command(FIELD, "/cn", "assign B-09 @U0CNBOT")


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
    assert "두 가지" in officer.command(FIELD, "/cn", "보고")
    officer.click(officer.messages(FIELD)[-1], "issue.report")
    officer.waits_for(officer.views)
    assert "두 가지" in officer.command(FIELD, "/cn", "보고 b-09")
    officer.click(officer.messages(FIELD)[-1], "tasks.status")
    officer.waits_for(lambda: "2025: 800㎡" in str(officer.messages(FIELD)))
    assert "1번으로 접수" in officer.command(FIELD, "/cn", "보고 창호에 물이 샙니다")
