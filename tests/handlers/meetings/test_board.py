"""A meeting end to end: the board, decisions, and what is carried over or referred to the higher committee."""

from __future__ import annotations

from typing import Any

from bot.practice.driver import Person, Slack
from bot.sample import COUNCIL, STEERING
from handlers.meetings import board
from handlers.slack.payloads import Click
from handlers.slack.requests import Request
from storage.db.database import Database
from storage.organisation.people import person_of
from storage.organisation.workspaces import workspace_of
from tests.conftest import NOW
from tests.handlers.meetings.test_agenda import add, agenda_in, agendas_in, privately, value_of
from tests.running import go_to


def board_of(person: Person, channel: str = COUNCIL) -> dict[str, Any]:
    (message,) = agendas_in(person, channel)
    return message


def start(slack: Slack, *titles: str) -> Person:
    """Start the council's meeting of 9 May with these items, all for decision; return its secretary."""
    secretary = slack.person("U0SECRETARY")
    for title in titles:
        add(secretary, title=title)
    go_to(slack, 5, 9)
    secretary.waits_for(lambda: agendas_in(secretary))
    secretary.click(board_of(secretary), "board.start")
    secretary.waits_for(lambda: "회의 중" in str(board_of(secretary)["blocks"]))
    return secretary


def more(person: Person, what: str) -> dict[str, Any]:
    seen = board_of(person)
    (menu,) = [each for block in seen["blocks"] for each in block.get("elements", ()) if each["type"] == "overflow"]
    value = next(option["value"] for option in menu["options"] if option["value"].startswith(what))
    person.click(seen, "board.more", value)
    (form,) = person.waits_for(person.views)
    return dict(form)


def decide(person: Person, channel: str = COUNCIL, **fields: str) -> None:
    person.click(board_of(person, channel), "board.decide")
    (form,) = person.waits_for(person.views)
    person.submit(form, **fields)
    person.waits_for(lambda: not person.views())


def go_on(person: Person, place: str) -> None:
    person.click(board_of(person), "board.next")
    person.waits_for(lambda: f"회의 중 ({place})" in str(board_of(person)["blocks"]))


def results_in(person: Person, channel: str = COUNCIL) -> dict[str, Any]:
    found = person.waits_for(lambda: [each for each in person.messages(channel) if "회의 결과 (" in each["text"]])
    (message,) = found
    return dict(message)


def end(person: Person, channel: str = COUNCIL) -> dict[str, Any]:
    person.click(board_of(person, channel), "board.end")
    return results_in(person, channel)


def test_one_item_at_a_time_and_the_next_when_the_secretary_says_so(slack: Slack) -> None:
    secretary = start(slack, "ZEB 기준 강화", "조례 개정")
    seen = str(board_of(secretary)["blocks"])
    assert "1. [심의] ZEB 기준 강화" in seen
    assert "조례 개정" not in seen
    decide(secretary, outcome="amended", words="인센티브를 먼저", remarks="비용 걱정", policy="standard")
    secretary.waits_for(lambda: "수정가결" in str(board_of(secretary)["blocks"]))
    assert "(1/2)" in str(board_of(secretary)["blocks"])
    go_on(secretary, "2/2")
    assert "board.end" in str(board_of(secretary)["blocks"])


def test_pressed_by_two_the_meeting_goes_on_once(database: Database, slack: Slack) -> None:
    secretary = start(slack, "하나", "둘", "셋")
    pressed = value_of(board_of(secretary), "board.next")
    go_on(secretary, "2/3")
    with database.writing() as session:  # the other person pressed the button on the older board
        city = workspace_of(session, "T0CITY")
        request = Request(session, city, person_of(session, city.id, "U0SECRETARY"), NOW)
        said = board.go_on(request, Click("T0CITY", "U0SECRETARY", "board.next", pressed, "click:other", {}))
    assert "이미 다음 안건" in said.text
    assert "(2/3)" in str(board_of(secretary)["blocks"])


def test_two_at_one_item_the_second_hears_who_was_first(slack: Slack) -> None:
    secretary = start(slack, "하나")
    for _ in range(2):
        secretary.click(board_of(secretary), "board.decide")
    first, second = secretary.waits_for(lambda: secretary.views() if len(secretary.views()) == 2 else None)
    secretary.submit(first, outcome="approved")
    secretary.submit(second, outcome="rejected", words="아니요")
    (left,) = secretary.waits_for(lambda: [each for each in secretary.views() if each["errors"]])
    assert "<@U0SECRETARY>" in str(left["errors"])
    secretary.waits_for(lambda: "원안가결" in str(board_of(secretary)["blocks"]))


def test_a_decision_that_says_too_little_is_asked_about(slack: Slack) -> None:
    secretary = start(slack, "하나")
    secretary.click(board_of(secretary), "board.decide")
    (form,) = secretary.waits_for(secretary.views)
    secretary.submit(form, outcome="deferred")
    secretary.waits_for(lambda: "언제까지인지" in str(secretary.views()[0]["errors"]))
    secretary.submit(form, outcome="rejected")
    secretary.waits_for(lambda: "이유" in str(secretary.views()[0]["errors"]))


def test_who_is_there_is_corrected_at_the_door(slack: Slack) -> None:
    secretary = start(slack, "하나")
    assert "참석 0/2명" in str(board_of(secretary)["blocks"])
    form = more(secretary, "presence")
    (field,) = [block for block in form["blocks"] if block["type"] == "input"]
    options = field["element"]["options"]
    assert [each["text"]["text"] for each in options[:2]] == ["건축팀장 (위원)", "과제 담당자 (위원)"]
    secretary.submit(form, **{"present.0": options[0]["value"]})
    secretary.waits_for(lambda: "참석 1/2명" in str(board_of(secretary)["blocks"]))
    form = more(secretary, "presence")  # a latecomer
    secretary.submit(form, **{"present.0": ",".join(each["value"] for each in options[:2])})
    secretary.waits_for(lambda: "참석 2/2명" in str(board_of(secretary)["blocks"]))


def test_what_is_sent_up_stands_on_the_agenda_above_and_what_is_deferred_on_the_next(slack: Slack) -> None:
    secretary, head = start(slack, "ZEB 기준 강화", "홍보 강화", "미뤄진 것"), slack.person("U0HEAD")
    decide(secretary, outcome="sent_up", words="추진단에서 정하자", what="비용 조사", who="U0OWNER", by="2025-05-16")
    go_on(secretary, "2/3")
    decide(secretary, outcome="deferred", until="2025-07-01")
    go_on(secretary, "3/3")
    results = str(end(secretary)["blocks"])
    assert "ZEB 기준 강화 → *상위 회의 상정*" in results
    assert "→ 탄소중립추진단 2025. 5. 22.(목) 회의" in results
    assert "→ 탄소중립 실무협의체 2025. 7. 11.(금) 회의" in results
    assert "비용 조사 · " in results
    assert "2025. 5. 16.(금) · 추진 중" in results
    go_to(slack, 5, 12)
    head.waits_for(lambda: agendas_in(head, STEERING))
    above = agenda_in(head, STEERING)
    assert "1. [심의] ZEB 기준 강화 (탄소중립 실무협의체 2025. 5. 9.(금) 상정)" in above
    assert "홍보 강화" not in above
    later = str(privately(secretary)["blocks"])
    assert "홍보 강화 (2번째 상정, 2025. 5. 9.(금)부터)" in later
    assert "미뤄진 것 (2번째 상정, 2025. 5. 9.(금)부터)" in later


def test_who_is_to_do_something_hears_it_and_answers_with_a_result(slack: Slack) -> None:
    secretary, owner = start(slack, "하나"), slack.person("U0OWNER")
    decide(secretary, outcome="approved", what="비용 조사", who="U0OWNER", by="2025-05-16")
    form = more(secretary, "directive")
    secretary.submit(form, what="모든 부서가 함께 하세요", who="U0OWNER")
    end(secretary)
    told = owner.waits_for(lambda: [each for each in owner.direct_messages() if "회의에서 맡은 일 2건" in each["text"]])
    owner.click(told[0], "action.open", value_of_action(told[0], "비용 조사"))
    (form,) = owner.waits_for(owner.views)
    owner.submit(form, result="")
    owner.waits_for(lambda: "결과를 적어" in str(owner.views()[0]["errors"]))
    owner.submit(form, result="세 곳을 견적했습니다")
    owner.waits_for(lambda: not owner.views())
    secretary.waits_for(lambda: "2025. 5. 16.(금) · 완료" in str(results_in(secretary)["blocks"]))
    secretary.command(COUNCIL, "/cn", "조치")
    listed = str(secretary.whispers(COUNCIL)[-1]["blocks"])
    assert "2건, 완료 1건" in listed
    assert "세 곳을 견적" in listed
    assert "지난 조치 이행률 1/2 (50%)" in str(privately(secretary)["blocks"])


def value_of_action(message: dict[str, Any], words: str) -> str:
    (block,) = [each for each in message["blocks"] if words in str(each.get("text", ""))]
    return str(block["accessory"]["value"])


def test_a_follow_up_is_brought_up_before_its_day_and_a_check_mark_asks_for_the_result(slack: Slack) -> None:
    secretary, owner, outsider = start(slack, "하나"), slack.person("U0OWNER"), slack.person("U0OFFICER")
    decide(secretary, outcome="approved", what="비용 조사", who="U0OWNER", by="2025-05-19")
    end(secretary)
    owner.waits_for(lambda: "맡은 일" in str(owner.direct_messages()))
    go_to(slack, 5, 12)
    (reminder,) = owner.waits_for(lambda: [each for each in reminders(owner) if "조치사항 · 비용 조사" in str(each)])
    assert "(D-7)" in str(reminder["blocks"])
    owner.react(reminder, "white_check_mark")
    owner.waits_for(lambda: "완료로 기록합니다" in str(owner.direct_messages()[-1]))
    owner.click(owner.direct_messages()[-1], "action.open")
    (form,) = owner.waits_for(owner.views)
    owner.submit(form, result="마쳤습니다")
    owner.waits_for(lambda: "✓ 조치사항" in str(reminders(owner)[-1]["blocks"]))
    assert "해당하는 조치사항이 없습니다" in outsider.command("C0FIELD", "/cn", "actions mine")


def reminders(person: Person) -> list[dict[str, Any]]:
    return [each for each in person.direct_messages() if "오늘 챙길 일" in each["text"] and "only" not in each]


def test_a_late_follow_up_stands_on_the_next_agenda(slack: Slack) -> None:
    secretary = start(slack, "하나")
    decide(secretary, outcome="approved", what="비용 조사", who="U0OWNER", by="2025-05-19")
    end(secretary)
    go_to(slack, 7, 1)
    leader = slack.person("U0LEADER")
    leader.waits_for(lambda: len(agendas_in(leader)) == 2)
    assert "기한이 지난 조치사항 1건" in str(agendas_in(leader)[-1]["blocks"])


def test_the_secretary_is_reminded_until_the_minutes_are_confirmed(slack: Slack) -> None:
    secretary = start(slack, "하나")
    end(secretary)
    go_to(slack, 5, 13)
    leader = slack.person("U0LEADER")
    assert not [each for each in reminders(secretary) if "회의록" in str(each)]
    go_to(slack, 5, 14)  # the third working day
    (reminder,) = secretary.waits_for(lambda: [each for each in reminders(secretary) if "회의록" in str(each)])
    leader.click(results_in(leader), "minutes.confirm")
    leader.waits_for(lambda: "<@U0SECRETARY>" in str(leader.whispers(COUNCIL)[-1:]))
    secretary.click(reminder, "minutes.confirm")
    secretary.waits_for(lambda: "회의록: 확인함" in str(results_in(secretary)["blocks"]))
    secretary.waits_for(lambda: "✓ *탄소중립 실무협의체*" in str(reminders(secretary)[-1]["blocks"]))


def test_a_correction_afterwards_takes_back_what_went_up(slack: Slack) -> None:
    secretary, head = start(slack, "ZEB 기준 강화"), slack.person("U0HEAD")
    decide(secretary, outcome="sent_up")
    results = end(secretary)
    go_to(slack, 5, 12)
    head.waits_for(lambda: "ZEB 기준 강화" in agenda_in(head, STEERING) if agendas_in(head, STEERING) else None)
    secretary.click(results, "results.correct")
    (form,) = secretary.waits_for(secretary.views)
    (options,) = [block["element"]["options"] for block in form["blocks"] if block.get("block_id") == "item"]
    secretary.submit(form, item=options[0]["value"])
    (form,) = secretary.waits_for(lambda: [each for each in secretary.views() if "결정 사항" in str(each["blocks"])])
    secretary.submit(form, outcome="approved", words="협의체에서 정했다", policy="ordinance")
    secretary.waits_for(lambda: "원안가결" in str(results_in(secretary)["blocks"]))
    head.waits_for(lambda: "ZEB 기준 강화" not in agenda_in(head, STEERING))
    secretary.command(COUNCIL, "/cn", "정책")
    listed = str(secretary.whispers(COUNCIL)[-1]["blocks"])
    assert "ZEB 기준 강화" in listed
    assert "조례 · 탄소중립 실무협의체 2025. 5. 9.(금) 원안가결" in listed


def test_a_meeting_is_not_started_before_its_day(slack: Slack) -> None:
    secretary = slack.person("U0SECRETARY")
    go_to(slack, 4, 29)
    secretary.waits_for(lambda: agendas_in(secretary))
    secretary.click(board_of(secretary), "board.start")
    secretary.waits_for(lambda: "아직 회의 날이 아닙니다" in str(secretary.whispers(COUNCIL)[-1:]))


def test_a_meeting_with_nothing_on_its_agenda_is_held_and_ended(slack: Slack) -> None:
    secretary = start(slack)
    assert "아직 안건이 없습니다" in str(board_of(secretary)["blocks"])
    assert "안건 0건" in str(end(secretary)["blocks"])


def test_a_date_is_read_as_people_type_it_and_echoed_before_it_counts(slack: Slack) -> None:
    secretary = start(slack, "하나")
    secretary.click(board_of(secretary), "board.decide")
    (form,) = secretary.waits_for(secretary.views)
    secretary.submit(form, outcome="approved", what="비용 조사", who="U0OWNER", by="언젠가")
    secretary.waits_for(lambda: "날짜로 읽지 못했습니다" in str(secretary.views()[0]["errors"].get("by")))
    secretary.submit(form, outcome="approved", words="그대로", what="비용 조사", who="U0OWNER", by="다음주 금")
    (form,) = secretary.waits_for(lambda: [each for each in secretary.views() if "2025. 5. 16.(금)" in str(each)])
    assert "비용 조사" not in str(board_of(secretary)["blocks"])
    secretary.submit(form, by="7월 말")  # a changed date is shown again, the other fields stay
    (form,) = secretary.waits_for(lambda: [each for each in secretary.views() if "2025. 7. 31.(목)" in str(each)])
    secretary.submit(form)
    secretary.waits_for(lambda: not secretary.views())
    secretary.waits_for(lambda: "비용 조사" in str(board_of(secretary)["blocks"]))
    seen = str(board_of(secretary)["blocks"])
    assert "2025. 7. 31.(목) · 추진 중" in seen
    assert "원안가결" in seen
    assert "그대로" in seen


def test_a_date_before_the_next_meeting_and_none_at_all(slack: Slack) -> None:
    secretary = start(slack, "하나")
    form = more(secretary, "follow_up")
    secretary.submit(form, what="자료 준비", by="D-3")
    (form,) = secretary.waits_for(lambda: [each for each in secretary.views() if "2025. 7. 8.(화)" in str(each)])
    secretary.submit(form)
    secretary.waits_for(lambda: "자료 준비 · 담당 없음 · 2025. 7. 8.(화)" in str(board_of(secretary)["blocks"]))
    form = more(secretary, "follow_up")
    secretary.submit(form, what="늘 챙기기", by="수시")
    (form,) = secretary.waits_for(lambda: [each for each in secretary.views() if "기한 없음" in str(each)])
    secretary.submit(form)
    secretary.waits_for(lambda: "늘 챙기기 · 담당 없음 · 기한 없음" in str(board_of(secretary)["blocks"]))


def test_the_secretary_above_gets_a_brief_and_releases_to_each_head_their_own_part(slack: Slack) -> None:
    officer, secretary, head = slack.person("U0OFFICER"), slack.person("U0SECRETARY"), slack.person("U0HEAD")
    officer.command("C0FIELD", "/cn", "report B-09 창호 결로")
    add(secretary, issue="1")
    start(slack, "부서가 없는 안건")
    decide(secretary, outcome="sent_up", what="늦을 일", who="U0OWNER", by="2025-05-09")
    go_on(secretary, "2/2")
    decide(secretary, outcome="sent_up")
    end(secretary)
    go_to(slack, 5, 12)
    brief = secretary.waits_for(lambda: [e for e in secretary.direct_messages() if "회의 준비" in e["text"]])[-1]
    assert "정할 것 2건" in str(brief["blocks"])
    assert [e for e in head.direct_messages() if "회의 준비" in e["text"]] == []
    secretary.click(brief, "brief.release")
    secretary.waits_for(lambda: "부서장 1명에게" in str(secretary.direct_messages()))
    (part,) = head.waits_for(lambda: [e for e in head.direct_messages() if "회의 준비" in e["text"]])
    assert "늦을 일" in str(part["blocks"])
    assert "부서가 없는 안건" not in str(part["blocks"])
    secretary.click(brief, "brief.release")
    secretary.waits_for(lambda: "부서장 0명에게" in str(secretary.direct_messages()))


def test_a_tasks_owner_hears_what_was_said_of_it_and_the_letter_is_there_to_paste(slack: Slack) -> None:
    secretary, owner = slack.person("U0SECRETARY"), slack.person("U0OWNER")
    add(secretary, task="B-02")
    listed = privately(secretary)
    menus = [each for block in listed["blocks"] for each in block.get("elements", ()) if each["type"] == "overflow"]
    letter = next(each["value"] for each in menus[0]["options"] if each["value"].startswith("letter"))
    secretary.click(listed, "papers.more", letter)
    secretary.waits_for(lambda: "제목  탄소중립 실무협의체 회의 개최 알림" in str(secretary.messages(COUNCIL)))
    said = str(secretary.messages(COUNCIL)[-1]["blocks"])
    for words in (
        "개최하니 참석하여 주시기 바랍니다",
        "  가. 일시: 2025. 5. 9.(금) 14:00",
        "  라. 안건: 1건",
        "안건서 1부.  끝.",
    ):
        assert words in said
    start(slack)
    decide(secretary, outcome="amended", words="목표를 다시 정한다")
    end(secretary)
    told = owner.waits_for(lambda: [e for e in owner.direct_messages() if "내 과제를 다룬 안건 1건" in e["text"]])
    assert "수정가결" in str(told[0]["blocks"])
    assert "목표를 다시 정한다" in str(told[0]["blocks"])
