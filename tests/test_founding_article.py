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

pytestmark = pytest.mark.early

SOLAR = "공영주차장 태양광 설치"
# The outcome and the policy of each item; its action item, with department, owner and due date.
FIVE = {
    "ZEB 기준 강화와 인센티브": ("approved", "standard", "기준안을 만든다", "건축과", "U0OWNER", "2025-07-31"),
    "ZEB 시범사업": ("amended", "pilot", "대상지를 고른다", "도시정비과", "U0LEADER", "2025-07-18"),
    "녹색건축물 지원 조례 개정": ("approved", "ordinance", "개정안을 입법예고한다", "건축과", "U0OWNER", "2025-08-29"),
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
OUTCOMES = {"approved": "원안가결", "amended": "수정가결", "conditional": "조건부가결"}
POLICIES = {"standard": "기준", "pilot": "시범사업", "ordinance": "조례", "budget": "예산"}


def last_in(person: Person, channel: str, words: str) -> dict[str, Any]:
    """Return the bot's newest message in that channel whose notification text contains these words."""

    def look() -> list[dict[str, Any]]:
        return [each for each in person.messages(channel) if words in each["text"] and "only" not in each]

    return dict(person.waits_for(look)[-1])


def agenda_of(person: Person, channel: str) -> dict[str, Any]:
    return last_in(person, channel, "회의 안건")


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
    listed = private_agenda(person)
    place = next(n for n, block in enumerate(listed["blocks"]) if f"{committee} 안건" in str(block))
    buttons = [each for block in listed["blocks"][place:] for each in block.get("elements", ())]
    value = next(each["value"] for each in buttons if each.get("action_id") == "agenda.add")
    person.click(listed, "agenda.add", value)
    filled(person, issue=str(number), kind="deliberation")


def started(person: Person, channel: str) -> None:
    person.waits_for(lambda: "board.start" in str(agenda_of(person, channel)["blocks"]))
    person.click(agenda_of(person, channel), "board.start")
    person.waits_for(lambda: "회의 중" in str(agenda_of(person, channel)["blocks"]))


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
    before = len([each for each in person.messages(channel) if "회의 결과 (" in each["text"]])
    person.click(agenda_of(person, channel), "board.end")
    person.waits_for(lambda: len([e for e in person.messages(channel) if "회의 결과 (" in e["text"]]) > before)
    return str(last_in(person, channel, "회의 결과 (")["blocks"])


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
    assert "세부과제 53개" in officer.command(FIELD, "/cn", "현황")
    go_to(slack, 5, 2)
    for number, title in enumerate(FIVE, 1):
        assert f"{number}번으로 접수" in officer.command(FIELD, "/cn", f"접수 {title}")
        put_on(secretary, "실무협의체", number)

    go_to(slack, 5, 9)
    leader.react(last_in(leader, COUNCIL, "회의: 2025. 5. 9."), "white_check_mark")
    leader.waits_for(lambda: "참석으로 기록" in str(leader.messages(COUNCIL)))
    listed = private_agenda(secretary)
    agenda = opened(paper(slack, secretary, listed, "papers.more", in_menu(listed, "agenda_paper")))
    assert all(title in agenda for title in ("실무협의체 안건서", *FIVE))
    started(secretary, COUNCIL)
    assert "참석 1/2명" in str(agenda_of(secretary, COUNCIL)["blocks"])
    for number, title in enumerate(FIVE, 1):
        remark = f"{title}: 추진단이 정해야 합니다"
        decided(secretary, COUNCIL, f"{number}/5", outcome="sent_up", words="추진단에 올린다", remarks=remark)
    results = ended(secretary, COUNCIL)
    assert results.count("→ 탄소중립추진단 2025. 5. 22.(목) 회의") == 5
    posted = last_in(secretary, COUNCIL, "회의 결과 (")
    minutes = opened(paper(slack, secretary, posted, "papers.minutes"))
    assert all(f"{title}: 추진단이 정해야 합니다" in minutes for title in FIVE)

    go_to(slack, 5, 12)
    above = str(agenda_of(head, STEERING)["blocks"])
    assert above.count("탄소중립 실무협의체 2025. 5. 9.(금) 상정") == 5
    officer.waits_for(lambda: "안건 상정: 탄소중립추진단 2025. 5. 22.(목)" in timeline(officer, 1))

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
    assert "지시사항" in results
    assert "조건부가결" in results

    told = owner.waits_for(lambda: [e for e in owner.direct_messages() if "회의에서 맡은 일 3건" in e["text"]])
    assert "개정안을 입법예고한다" in str(told)
    head.waits_for(lambda: "회의에서 맡은 일 2건" in str(head.direct_messages()))
    leader.waits_for(lambda: "회의에서 맡은 일 1건" in str(leader.direct_messages()))
    secretary.command(STEERING, "/cn", "정책")
    policies = str(privately_said(secretary, STEERING)["blocks"])
    assert "정책화한 결정 4건" in policies
    assert "조례 · 탄소중립추진단 2025. 5. 22.(목) 원안가결" in policies

    posted = last_in(secretary, STEERING, "회의 결과 (")
    minutes = opened(paper(slack, secretary, posted, "papers.minutes"))
    departments = {department for *_, department, _, _ in FIVE.values()}
    for said in ("탄소중립추진단 회의록", "초안", "2025. 5. 22.(목) 14:00", *FIVE, "조건부가결", *departments):
        assert said in minutes
    secretary.click(posted, "minutes.confirm")
    secretary.waits_for(lambda: "회의록: 확인함" in str(last_in(secretary, STEERING, "회의 결과 (")["blocks"]))

    go_to(slack, 6, 16)  # the publicity plan was due on the 13th
    owner.waits_for(lambda: "홍보 계획을 낸다" in str(owner.direct_messages()[-1]["blocks"]))

    officer.command(FIELD, "/cn", "propose")
    (form,) = officer.waits_for(officer.views)
    # A reorganisation between two meetings: earlier decisions keep the department's old name.
    with database.writing() as session:
        city = workspace_of(session, "T0CITY").id
        renamed = department_named(session, city, "도시정비과")
        rename_department(session, renamed, "주택과", date(2025, 7, 1), NOW, date(2025, 6, 16))
    new = {"proposal_title": SOLAR, "sector": "건물", "indicator": "설치 용량", "unit": "kW"}
    officer.submit(form, text="재생에너지를 늘립니다", **new)
    officer.waits_for(lambda: "6번" in str(officer.views()))
    put_on(secretary, "실무협의체", 6)
    go_to(slack, 7, 11)
    started(secretary, COUNCIL)
    reached(secretary, COUNCIL, SOLAR)
    secretary.click(agenda_of(secretary, COUNCIL), "board.decide")
    filled(secretary, outcome="sent_up", words="새 과제로 올린다")
    reached(secretary, COUNCIL, "board.end")
    assert "탄소중립추진단 2025. 7. 24.(목) 회의" in ended(secretary, COUNCIL)

    go_to(slack, 7, 24)
    started(secretary, STEERING)
    listed = private_agenda(secretary)  # the meeting in progress comes first
    one_page = opened(paper(slack, secretary, listed, "papers.more", in_menu(listed, "one_page")))
    assert SOLAR in one_page
    assert "0/6건 완료" in one_page
    agenda_paper = paper(slack, secretary, listed, "papers.more", in_menu(listed, "agenda_paper"))
    assert "추진현황 (2025년 2분기)" in text_of(agenda_paper)
    assert "감축 실적 / 목표(tCO2eq)" in text_of(agenda_paper)
    reached(secretary, STEERING, SOLAR)
    secretary.click(agenda_of(secretary, STEERING), "board.decide")
    filled(secretary, outcome="approved", words="새 과제로 한다")
    reached(secretary, STEERING, "board.end")
    ended(secretary, STEERING)
    assert "신규 과제 B-22로 등록" in timeline(officer, 6)
    assert SOLAR in officer.command(FIELD, "/cn", "현황 B-22")

    posted = last_in(secretary, STEERING, "회의 결과 (")
    assert SOLAR in opened(paper(slack, secretary, posted, "papers.minutes"))
    go_to(slack, 7, 31)
    for number, (outcome, policy, _, _, _, due) in enumerate(FIVE.values(), 1):
        every_hop_stands_in(timeline(officer, number), outcome, policy, due)
    of_may = next(each for each in secretary.messages(STEERING) if "회의 결과 (2025. 5. 22." in each["text"])
    may_minutes = opened(paper(slack, secretary, of_may, "papers.minutes"))
    assert "도시정비과" in may_minutes
    assert "주택과" not in may_minutes
    secretary.command(FIELD, "/cn", "조치 주택과")
    assert "대상지를 고른다 · 주택과" in str(privately_said(secretary, FIELD)["blocks"])
    every_message_was_sent_once(database, slack)


def every_hop_stands_in(shown: str, outcome: str, policy: str, due: str) -> None:
    """Check that the timeline shows every step: field, both committees, task, policy and stage."""
    day = date.fromisoformat(due)
    for entry in (
        "접수",
        "2025. 5. 9.(금) 회의: 상위 회의 상정",
        "안건 상정: 탄소중립추진단 2025. 5. 22.(목)",
        f"2025. 5. 22.(목) 회의: {OUTCOMES[outcome]}",
        f"추진 중: 2025. {day.month}. {day.day}.",
    ):
        assert entry in shown
    assert ("*정책화*" in shown) == bool(policy)
    assert ("조치 0/1건 완료" in shown) == bool(policy)
    assert not policy or f"정책화: {POLICIES[policy]}" in shown


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
    seen = str(agenda_of(person, channel)["blocks"])
    person.click(agenda_of(person, channel), "board.next")
    person.waits_for(lambda: str(agenda_of(person, channel)["blocks"]) != seen)


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
