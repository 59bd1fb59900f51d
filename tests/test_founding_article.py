"""The founding article replayed end to end: the council of 9 May 2025, the steering group of 22 May, and July."""

from __future__ import annotations

import zipfile
from collections import Counter
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hwpx import validate_editor_open_safety
from sqlalchemy import select

from bot.practice.driver import Person, Slack
from bot.sample import COUNCIL, FIELD, STEERING
from storage.db.database import Database
from storage.organisation.departments import department_named, rename_department
from storage.organisation.workspaces import workspace_of
from storage.outbox.messages import Message, MessageState
from tests.conftest import NOW
from tests.running import go_to
from tests.texts import COUNCIL_NAME, STEERING_NAME, issue_taken, korean, korean_day, says

pytestmark = pytest.mark.early

SOLAR, SITE, BILL = "공영주차장 태양광 설치", "대상지를 고른다", "개정안을 입법예고한다"
DEPARTMENT, RENAMED = "도시정비과", "주택과"  # its name before and after the reorganisation of 1 July
# The outcome and the policy of each item; its action item, with department, owner and due date.
FIVE = {
    "ZEB 기준 강화와 인센티브": ("approved", "standard", "기준안을 만든다", "건축과", "U0OWNER", "2025-07-31"),
    "ZEB 시범사업": ("amended", "pilot", SITE, DEPARTMENT, "U0LEADER", "2025-07-18"),
    "녹색건축물 지원 조례 개정": ("approved", "ordinance", BILL, "건축과", "U0OWNER", "2025-08-29"),
    "노후 건축물 에너지 데이터 구축과 관리": (
        "conditional",
        "budget",
        "추경에 반영한다",
        "회계과",
        "U0HEAD",
        "2025-06-27",
    ),
    "홍보 강화": ("approved", "", "홍보 계획을 낸다", "기획홍보담당관", "U0OWNER", "2025-06-13"),
}
COUNCIL_DAY, STEERING_DAY = korean_day(5, 9), korean_day(5, 22)


def every(person: Person, channel: str, key: str, **known: object) -> list[dict[str, Any]]:
    """Return the bot's messages in that channel whose notification text has the sentence of that key."""
    return [each for each in person.messages(channel) if says(each["text"], key, **known) and "only" not in each]


def last_in(person: Person, channel: str, key: str, **known: object) -> dict[str, Any]:
    return dict(person.waits_for(lambda: every(person, channel, key, **known))[-1])


def agenda_of(person: Person, channel: str) -> dict[str, Any]:
    return last_in(person, channel, "line.agenda")


def results_of(person: Person, channel: str) -> dict[str, Any]:
    return last_in(person, channel, "results.heading")


def filled(person: Person, **fields: str) -> None:
    """Fill in and submit the form; a department is given by its name, as people choose it."""
    (form,) = person.waits_for(person.views)
    if "department" in fields:
        (select,) = [each["element"] for each in form["blocks"] if each.get("block_id") == "department"]
        values = {each["text"]["text"]: each["value"] for each in select["options"]}
        fields["department"] = values[fields["department"]]
    person.submit(form, **fields)
    person.waits_for(lambda: not person.views())


def put_on(person: Person, committee: str, number: int) -> None:
    listed, heading = private_agenda(person), korean("agenda.heading", committee=committee)
    place = next(n for n, block in enumerate(listed["blocks"]) if heading in str(block))
    buttons = [each for block in listed["blocks"][place:] for each in block.get("elements", ())]
    value = next(each["value"] for each in buttons if each.get("action_id") == "agenda.add")
    person.click(listed, "agenda.add", value)
    filled(person, issue=str(number), kind="deliberation")


def started(person: Person, channel: str) -> None:
    person.waits_for(lambda: "board.start" in str(agenda_of(person, channel)["blocks"]))
    person.click(agenda_of(person, channel), "board.start")
    person.waits_for(lambda: "board.more" in str(agenda_of(person, channel)["blocks"]))


def decided(person: Person, channel: str, place: str, **fields: str) -> None:
    """Decide the item at that place ("2/5"), then go on to the next item if there is one."""
    person.waits_for(lambda: f"({place})" in str(agenda_of(person, channel)["blocks"]))
    person.click(agenda_of(person, channel), "board.decide")
    filled(person, **fields)
    number, _, count = place.partition("/")
    if number != count:
        person.click(agenda_of(person, channel), "board.next")


def ended(person: Person, channel: str) -> str:
    person.waits_for(lambda: "board.end" in str(agenda_of(person, channel)["blocks"]))
    before = len(every(person, channel, "results.heading"))
    person.click(agenda_of(person, channel), "board.end")
    person.waits_for(lambda: len(every(person, channel, "results.heading")) > before)
    return str(results_of(person, channel)["blocks"])


def timeline(person: Person, number: int) -> str:
    person.command(FIELD, "/cn", f"issue {number}")
    return str(privately_said(person, FIELD)["blocks"])


def paper(slack: Slack, person: Person, message: dict[str, Any], action: str, value: str = "") -> bytes:
    """Return the file that arrives by direct message after the click."""

    def files() -> list[dict[str, Any]]:
        return [file for each in person.direct_messages() for file in each.get("files", ())]

    before = len(files())
    person.click(message, action, value)
    person.waits_for(lambda: len(files()) > before)
    return slack.file(files()[-1]["url_private"], "xoxb-practice")


def opened(content: bytes) -> str:
    """Return the text of the paper, which an office program can open."""
    assert validate_editor_open_safety(content).reopen_ok
    return text_of(content)


def text_of(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return package.read("Contents/section0.xml").decode()


@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.long)], indirect=True)
def test_from_the_first_council_to_the_end_of_july(database: Database, slack: Slack) -> None:
    officer, secretary, owner = slack.person("U0OFFICER"), slack.person("U0SECRETARY"), slack.person("U0OWNER")
    head, leader = slack.person("U0HEAD"), slack.person("U0LEADER")
    status = officer.command(FIELD, "/cn", "현황")
    assert korean("status.title", count=53) in status
    go_to(slack, 5, 2)
    for number, title in enumerate(FIVE, 1):
        said = officer.command(FIELD, "/cn", f"접수 {title}")
        assert said == issue_taken(number)
        put_on(secretary, COUNCIL_NAME, number)

    go_to(slack, 5, 9)
    leader.react(last_in(leader, COUNCIL, "line.meeting", day=COUNCIL_DAY), "white_check_mark")
    recorded = {"committee": COUNCIL_NAME, "day": COUNCIL_DAY, "coming": korean("coming.attending")}
    leader.waits_for(lambda: korean("meeting.recorded", **recorded) in str(leader.messages(COUNCIL)))
    listed = private_agenda(secretary)
    agenda = opened(paper(slack, secretary, listed, "papers.more", in_menu(listed, "agenda_paper")))
    assert all(title in agenda for title in (korean("paper.agenda", committee=COUNCIL_NAME), *FIVE))
    started(secretary, COUNCIL)
    assert korean("board.presence", present=1, members=2) in str(agenda_of(secretary, COUNCIL)["blocks"])
    remarks = [f"{title}: 추진단이 정해야 합니다" for title in FIVE]
    for number, remark in enumerate(remarks, 1):
        decided(secretary, COUNCIL, f"{number}/5", outcome="sent_up", words="추진단에 올린다", remarks=remark)
    results = ended(secretary, COUNCIL)
    assert results.count(korean("results.goes", committee=STEERING_NAME, day=STEERING_DAY)) == 5
    posted = results_of(secretary, COUNCIL)
    minutes = opened(paper(slack, secretary, posted, "papers.minutes"))
    assert all(remark in minutes for remark in remarks)

    go_to(slack, 5, 12)
    above = str(agenda_of(head, STEERING)["blocks"])
    assert above.count(korean("agenda.from_below", committee=COUNCIL_NAME, day=COUNCIL_DAY)) == 5
    officer.waits_for(lambda: referred() in timeline(officer, 1))

    go_to(slack, 5, 22)
    started(secretary, STEERING)
    listed = private_agenda(secretary)
    one_page = opened(paper(slack, secretary, listed, "papers.more", in_menu(listed, "one_page")))
    assert all(title in one_page for title in FIVE)
    for number, (outcome, policy, what, department, who, due) in enumerate(FIVE.values(), 1):
        follow_up = {"what": what, "department": department, "who": who, "by": due}
        decided(secretary, STEERING, f"{number}/5", outcome=outcome, policy=policy, words="그대로 한다", **follow_up)
    board = agenda_of(secretary, STEERING)
    secretary.click(board, "board.more", in_menu(board, "directive"))
    filled(secretary, what="모든 부서가 제 일을 탄소중립에 맞추고 함께 일할 것", who="U0HEAD")
    results = ended(secretary, STEERING)
    assert korean("results.directives") in results
    assert korean("outcome.conditional") in results

    told = owner.waits_for(lambda: every(owner, owner.own_channel, "action.assigned", count=3))
    assert BILL in str(told)
    head.waits_for(lambda: every(head, head.own_channel, "action.assigned", count=2))
    leader.waits_for(lambda: every(leader, leader.own_channel, "action.assigned", count=1))
    secretary.command(STEERING, "/cn", "정책")
    policies = str(privately_said(secretary, STEERING)["blocks"])
    assert korean("policy.title", count=4) in policies
    approved = {"committee": STEERING_NAME, "day": STEERING_DAY, "outcome": korean("outcome.approved")}
    assert says(policies, "policy.line", policy=korean("policy.ordinance"), **approved)

    posted = results_of(secretary, STEERING)
    minutes = opened(paper(slack, secretary, posted, "papers.minutes"))
    departments = {department for *_, department, _, _ in FIVE.values()}
    title, draft = korean("paper.minutes", committee=STEERING_NAME), korean("paper.draft")
    for said in (title, draft, f"{STEERING_DAY} 14:00", *FIVE, korean("outcome.conditional"), *departments):
        assert said in minutes
    secretary.click(posted, "minutes.confirm")
    secretary.waits_for(lambda: korean("minutes.is_confirmed") in str(results_of(secretary, STEERING)["blocks"]))

    go_to(slack, 6, 16)  # the publicity plan was due on the 13th
    owner.waits_for(lambda: "홍보 계획을 낸다" in str(owner.direct_messages()[-1]["blocks"]))

    officer.command(FIELD, "/cn", "propose")
    (form,) = officer.waits_for(officer.views)
    # A reorganisation between two meetings: earlier decisions keep the department's old name.
    with database.writing() as session:
        city = workspace_of(session, "T0CITY").id
        renamed = department_named(session, city, DEPARTMENT)
        rename_department(session, renamed, RENAMED, date(2025, 7, 1), NOW, date(2025, 6, 16))
    new = {"proposal_title": SOLAR, "sector": "건물", "indicator": "설치 용량", "unit": "kW"}
    officer.submit(form, text="재생에너지를 늘립니다", **new)
    officer.waits_for(lambda: issue_taken(6) in str(officer.views()))
    put_on(secretary, COUNCIL_NAME, 6)
    go_to(slack, 7, 11)
    started(secretary, COUNCIL)
    reached(secretary, COUNCIL, SOLAR)
    secretary.click(agenda_of(secretary, COUNCIL), "board.decide")
    filled(secretary, outcome="sent_up", words="새 과제로 올린다")
    reached(secretary, COUNCIL, "board.end")
    assert korean("results.goes", committee=STEERING_NAME, day=korean_day(7, 24)) in ended(secretary, COUNCIL)

    go_to(slack, 7, 24)
    started(secretary, STEERING)
    listed = private_agenda(secretary)  # the meeting in progress comes first
    one_page = opened(paper(slack, secretary, listed, "papers.more", in_menu(listed, "one_page")))
    assert SOLAR in one_page
    assert korean("paper.rate", done=0, count=6) in one_page
    agenda_paper = paper(slack, secretary, listed, "papers.more", in_menu(listed, "agenda_paper"))
    assert korean("paper.status", year=2025, quarter=2) in text_of(agenda_paper)
    assert korean("paper.saved") in text_of(agenda_paper)
    reached(secretary, STEERING, SOLAR)
    secretary.click(agenda_of(secretary, STEERING), "board.decide")
    filled(secretary, outcome="approved", words="새 과제로 한다")
    reached(secretary, STEERING, "board.end")
    ended(secretary, STEERING)
    assert korean("history.became_task", code="B-22") in timeline(officer, 6)
    task = officer.command(FIELD, "/cn", "현황 B-22")
    assert SOLAR in task

    posted = results_of(secretary, STEERING)
    assert SOLAR in opened(paper(slack, secretary, posted, "papers.minutes"))
    go_to(slack, 7, 31)
    for number, (outcome, policy, _, _, _, due) in enumerate(FIVE.values(), 1):
        every_entry_is_in(timeline(officer, number), outcome, policy, due)
    (of_may,) = every(secretary, STEERING, "results.heading", day=STEERING_DAY)
    may_minutes = opened(paper(slack, secretary, of_may, "papers.minutes"))
    assert DEPARTMENT in may_minutes
    assert RENAMED not in may_minutes
    secretary.command(FIELD, "/cn", f"조치 {RENAMED}")
    actions = str(privately_said(secretary, FIELD)["blocks"])
    assert says(actions, "action.line", what=SITE, who=f"{RENAMED} <@U0LEADER>")
    every_message_was_sent_once(database, slack)


def every_entry_is_in(shown: str, outcome: str, policy: str, due: str) -> None:
    """Check that the timeline shows every step: field, both committees, task, policy and stage."""
    day = date.fromisoformat(due)
    for entry in (
        korean("history.reported"),
        decided_as("sent_up", COUNCIL_NAME, COUNCIL_DAY),
        referred(),
        decided_as(outcome, STEERING_NAME, STEERING_DAY),
        korean("history.moved.in_progress", day=korean_day(day.month, day.day)),
    ):
        assert entry in shown
    assert (f"*{korean('stage.policy')}*" in shown) == bool(policy)
    assert (korean("policy.progress", done=0, count=1) in shown) == bool(policy)
    assert not policy or korean("history.policy", policy=korean(f"policy.{policy}")) in shown


def referred() -> str:
    """Return the timeline's entry of an item that was put on the steering group's agenda."""
    return korean("history.on_agenda", committee=STEERING_NAME, day=STEERING_DAY)


def decided_as(outcome: str, committee: str, day: str) -> str:
    return korean("history.decided", committee=committee, day=day, outcome=korean(f"outcome.{outcome}"))


def private_agenda(person: Person) -> dict[str, Any]:
    person.command(STEERING, "/cn", "안건")
    return privately_said(person, STEERING)


def privately_said(person: Person, channel: str) -> dict[str, Any]:
    """Return the newest message in that channel that only this person sees; others may have come after it."""
    return [each for each in person.messages(channel) if each.get("only") == person.user][-1]


def in_menu(message: dict[str, Any], which: str) -> str:
    """Return the value of the first choice of that kind in a ⋯ menu."""
    menus = [each for block in message["blocks"] for each in block.get("elements", ()) if each["type"] == "overflow"]
    values = [option["value"] for menu in menus for option in menu["options"]]
    return str(next(value for value in values if value.startswith(which)))


def reached(person: Person, channel: str, words: str) -> None:
    """Go on from item to item until the board shows these words."""
    while words not in str(agenda_of(person, channel)["blocks"]):
        went_on(person, channel)


def went_on(person: Person, channel: str) -> None:
    place = agenda_of(person, channel)["blocks"][0]  # the first line counts the items: what was just decided may follow
    person.click(agenda_of(person, channel), "board.next")
    person.waits_for(lambda: agenda_of(person, channel)["blocks"][0] != place)


def every_message_was_sent_once(database: Database, slack: Slack) -> None:
    """Check that each stored message is on Slack once, and that Slack holds no other messages of the bot."""
    assert set(in_the_database(database).values()) == {1}
    # Wait until the messages just posted have been recorded.
    slack.person("U0OFFICER").waits_for(lambda: on_slack(slack) <= set(in_the_database(database)))


def in_the_database(database: Database) -> Counter[tuple[str | None, str]]:
    with database.reading() as session:
        rows = session.scalars(select(Message).where(Message.state == MessageState.OPEN)).all()
        return Counter((row.channel, row.ts) for row in rows if row.ts is not None)


def on_slack(slack: Slack) -> set[tuple[str, str]]:
    people = ("U0OFFICER", "U0OWNER", "U0LEADER", "U0HEAD", "U0SECRETARY", "U0CHAIR", "U0ASSISTANT")
    return {
        (each["channel"], each["ts"])
        for user in people
        for place in slack.sees(user)["conversations"]
        for each in place["messages"]
        if each.get("user") == "U0CNBOT" and "only" not in each
    }
