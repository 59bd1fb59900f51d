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
from tests.handlers.meetings.test_agenda import add, agenda_in, agendas_in, item_line, privately, value_of
from tests.running import go_to
from tests.texts import COUNCIL_NAME, STEERING_NAME, korean, korean_day, says


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
    secretary.waits_for(lambda: "board.more" in str(board_of(secretary)["blocks"]))
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


def go_on(person: Person, place: int, count: int) -> None:
    person.click(board_of(person), "board.next")
    heading = korean("board.heading", committee=COUNCIL_NAME, place=place, count=count)
    person.waits_for(lambda: heading in str(board_of(person)["blocks"]))


def outcome_on_board(outcome: str) -> str:
    return korean("board.outcome", outcome=korean(f"outcome.{outcome}"))


def presence_on_board(present: int) -> str:
    return korean("board.presence", present=present, members=2)


def results_in(person: Person, channel: str = COUNCIL) -> dict[str, Any]:
    found = person.waits_for(
        lambda: [each for each in person.messages(channel) if says(each["text"], "results.heading")]
    )
    (message,) = found
    return dict(message)


def end(person: Person, channel: str = COUNCIL) -> dict[str, Any]:
    person.click(board_of(person, channel), "board.end")
    return results_in(person, channel)


def test_one_item_at_a_time_and_the_next_when_the_secretary_says_so(slack: Slack) -> None:
    first, second = "ZEB 기준 강화", "조례 개정"
    secretary = start(slack, first, second)
    seen = str(board_of(secretary)["blocks"])
    assert item_line(1, "deliberation", first) in seen
    assert second not in seen
    decide(secretary, outcome="amended", words="인센티브를 먼저", remarks="비용 걱정", policy="standard")
    secretary.waits_for(lambda: outcome_on_board("amended") in str(board_of(secretary)["blocks"]))
    assert "(1/2)" in str(board_of(secretary)["blocks"])
    go_on(secretary, 2, 2)
    assert "board.end" in str(board_of(secretary)["blocks"])


def test_pressed_by_two_the_meeting_goes_on_once(database: Database, slack: Slack) -> None:
    secretary = start(slack, "하나", "둘", "셋")
    pressed = value_of(board_of(secretary), "board.next")
    go_on(secretary, 2, 3)
    with database.writing() as session:  # the other person pressed the button on the older board
        city = workspace_of(session, "T0CITY")
        request = Request(session, city, person_of(session, city.id, "U0SECRETARY"), NOW)
        said = board.go_on(request, Click("T0CITY", "U0SECRETARY", "board.next", pressed, "click:other", {}))
    assert said.text == korean("board.moved_on")
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
    secretary.waits_for(lambda: outcome_on_board("approved") in str(board_of(secretary)["blocks"]))


def test_a_decision_that_says_too_little_is_asked_about(slack: Slack) -> None:
    secretary = start(slack, "하나")
    secretary.click(board_of(secretary), "board.decide")
    (form,) = secretary.waits_for(secretary.views)
    secretary.submit(form, outcome="deferred")
    secretary.waits_for(lambda: korean("decision.wrong.date") in str(secretary.views()[0]["errors"]))
    secretary.submit(form, outcome="rejected")
    secretary.waits_for(lambda: korean("decision.wrong.reason") in str(secretary.views()[0]["errors"]))


def test_who_is_there_is_corrected_at_the_door(slack: Slack) -> None:
    secretary = start(slack, "하나")
    assert presence_on_board(0) in str(board_of(secretary)["blocks"])
    form = more(secretary, "presence")
    (field,) = [block for block in form["blocks"] if block["type"] == "input"]
    options = field["element"]["options"]
    members = [f"{name} ({korean('part.member')})" for name in ("건축팀장", "과제 담당자")]
    assert [each["text"]["text"] for each in options[:2]] == members
    secretary.submit(form, **{"present.0": options[0]["value"]})
    secretary.waits_for(lambda: presence_on_board(1) in str(board_of(secretary)["blocks"]))
    form = more(secretary, "presence")  # a latecomer
    secretary.submit(form, **{"present.0": ",".join(each["value"] for each in options[:2])})
    secretary.waits_for(lambda: presence_on_board(2) in str(board_of(secretary)["blocks"]))


def test_what_is_sent_up_stands_on_the_agenda_above_and_what_is_deferred_on_the_next(slack: Slack) -> None:
    zeb, campaign, postponed = "ZEB 기준 강화", "홍보 강화", "미뤄진 것"
    secretary, head = start(slack, zeb, campaign, postponed), slack.person("U0HEAD")
    decide(secretary, outcome="sent_up", words="추진단에서 정하자", what="비용 조사", who="U0OWNER", by="2025-05-16")
    go_on(secretary, 2, 3)
    decide(secretary, outcome="deferred", until="2025-07-01")
    go_on(secretary, 3, 3)
    results = str(end(secretary)["blocks"])
    assert f"{zeb} → *{korean('outcome.sent_up')}*" in results
    assert korean("results.goes", committee=STEERING_NAME, day=korean_day(5, 22)) in results
    assert korean("results.goes", committee=COUNCIL_NAME, day=korean_day(7, 11)) in results
    assert says(
        results, "action.line", what="비용 조사", day=korean_day(5, 16), state=korean("action.state.in_progress")
    )
    go_to(slack, 5, 12)
    head.waits_for(lambda: agendas_in(head, STEERING))
    above = agenda_in(head, STEERING)
    referred = korean("agenda.from_below", committee=COUNCIL_NAME, day=korean_day(5, 9))
    assert f"{item_line(1, 'deliberation', zeb)} ({referred})" in above
    assert campaign not in above
    later, carried = str(privately(secretary)["blocks"]), korean("agenda.carried", times=2, day=korean_day(5, 9))
    assert f"{campaign} ({carried})" in later
    assert f"{postponed} ({carried})" in later


def test_who_is_to_do_something_hears_it_and_answers_with_a_result(slack: Slack) -> None:
    secretary, owner = start(slack, "하나"), slack.person("U0OWNER")
    decide(secretary, outcome="approved", what="비용 조사", who="U0OWNER", by="2025-05-16")
    form = more(secretary, "directive")
    secretary.submit(form, what="모든 부서가 함께 하세요", who="U0OWNER")
    end(secretary)
    heading, result = korean("action.assigned", count=2), "세 곳을 견적했습니다"
    told = owner.waits_for(lambda: [each for each in owner.direct_messages() if heading in each["text"]])
    owner.click(told[0], "action.open", value_of_action(told[0], "비용 조사"))
    (form,) = owner.waits_for(owner.views)
    owner.submit(form, result="")
    owner.waits_for(lambda: korean("action.result_needed") in str(owner.views()[0]["errors"]))
    owner.submit(form, result=result)
    owner.waits_for(lambda: not owner.views())
    done = {"day": korean_day(5, 16), "state": korean("action.state.done")}
    secretary.waits_for(lambda: says(str(results_in(secretary)["blocks"]), "action.line", **done))
    secretary.command(COUNCIL, "/cn", "조치")
    listed = str(secretary.whispers(COUNCIL)[-1]["blocks"])
    assert korean("actions.count", title=korean("actions.all"), count=2, done=1, page=1, pages=1) in listed
    assert result in listed
    assert korean("agenda.actions", done=1, count=2, percent=50) in str(privately(secretary)["blocks"])


def value_of_action(message: dict[str, Any], words: str) -> str:
    (block,) = [each for each in message["blocks"] if words in str(each.get("text", ""))]
    return str(block["accessory"]["value"])


def test_a_follow_up_is_brought_up_before_its_day_and_a_check_mark_asks_for_the_result(slack: Slack) -> None:
    secretary, owner, outsider = start(slack, "하나"), slack.person("U0OWNER"), slack.person("U0OFFICER")
    decide(secretary, outcome="approved", what="비용 조사", who="U0OWNER", by="2025-05-19")
    end(secretary)
    owner.waits_for(lambda: korean("action.assigned", count=1) in str(owner.direct_messages()))
    go_to(slack, 5, 12)
    (reminder,) = owner.waits_for(lambda: [each for each in reminders(owner) if "비용 조사" in str(each)])
    left = korean("left.before", days=7)
    assert says(str(reminder["blocks"]), "line.action", left=left)
    owner.react(reminder, "white_check_mark")
    owner.waits_for(lambda: korean("action.needs_result") in str(owner.direct_messages()[-1]))
    owner.click(owner.direct_messages()[-1], "action.open")
    (form,) = owner.waits_for(owner.views)
    owner.submit(form, result="마쳤습니다")
    done = {"who": "건축과 <@U0OWNER>", "day": korean_day(5, 19), "state": korean("action.state.done")}
    line = korean("line.action", line=korean("action.line", what="비용 조사", **done), left=left)
    owner.waits_for(lambda: korean("line.settled", text=line) in str(reminders(owner)[-1]["blocks"]))
    assert outsider.command("C0FIELD", "/cn", "actions mine") == korean("actions.none")


def reminders(person: Person) -> list[dict[str, Any]]:
    return [each for each in person.direct_messages() if says(each["text"], "reminder.title") and "only" not in each]


def test_a_late_follow_up_stands_on_the_next_agenda(slack: Slack) -> None:
    secretary = start(slack, "하나")
    decide(secretary, outcome="approved", what="비용 조사", who="U0OWNER", by="2025-05-19")
    end(secretary)
    go_to(slack, 7, 1)
    leader = slack.person("U0LEADER")
    leader.waits_for(lambda: len(agendas_in(leader)) == 2)
    assert korean("agenda.overdue", count=1) in str(agendas_in(leader)[-1]["blocks"])


def test_the_secretary_is_reminded_until_the_minutes_are_confirmed(slack: Slack) -> None:
    secretary = start(slack, "하나")
    end(secretary)
    go_to(slack, 5, 13)
    leader = slack.person("U0LEADER")
    assert not [each for each in reminders(secretary) if "minutes.confirm" in str(each)]
    go_to(slack, 5, 14)  # the third working day
    (reminder,) = secretary.waits_for(lambda: [each for each in reminders(secretary) if "minutes.confirm" in str(each)])
    leader.click(results_in(leader), "minutes.confirm")
    leader.waits_for(lambda: "<@U0SECRETARY>" in str(leader.whispers(COUNCIL)[-1:]))
    secretary.click(reminder, "minutes.confirm")
    secretary.waits_for(lambda: korean("minutes.is_confirmed") in str(results_in(secretary)["blocks"]))
    secretary.waits_for(lambda: f"✓ *{COUNCIL_NAME}*" in str(reminders(secretary)[-1]["blocks"]))


def test_a_correction_afterwards_takes_back_what_went_up(slack: Slack) -> None:
    title = "ZEB 기준 강화"
    secretary, head = start(slack, title), slack.person("U0HEAD")
    decide(secretary, outcome="sent_up")
    results = end(secretary)
    go_to(slack, 5, 12)
    head.waits_for(lambda: title in agenda_in(head, STEERING) if agendas_in(head, STEERING) else None)
    secretary.click(results, "results.correct")
    (form,) = secretary.waits_for(secretary.views)
    (options,) = [block["element"]["options"] for block in form["blocks"] if block.get("block_id") == "item"]
    secretary.submit(form, item=options[0]["value"])
    (form,) = secretary.waits_for(lambda: [each for each in secretary.views() if "'remarks'" in str(each["blocks"])])
    secretary.submit(form, outcome="approved", words="협의체에서 정했다", policy="ordinance")
    secretary.waits_for(lambda: f"→ *{korean('outcome.approved')}*" in str(results_in(secretary)["blocks"]))
    head.waits_for(lambda: title not in agenda_in(head, STEERING))
    secretary.command(COUNCIL, "/cn", "정책")
    listed = str(secretary.whispers(COUNCIL)[-1]["blocks"])
    assert title in listed
    decided = {"committee": COUNCIL_NAME, "day": korean_day(5, 9), "outcome": korean("outcome.approved")}
    assert says(listed, "policy.line", policy=korean("policy.ordinance"), **decided)


def test_a_meeting_is_not_started_before_its_day(slack: Slack) -> None:
    secretary = slack.person("U0SECRETARY")
    go_to(slack, 4, 29)
    secretary.waits_for(lambda: agendas_in(secretary))
    secretary.click(board_of(secretary), "board.start")
    secretary.waits_for(lambda: korean("day.meeting_to_come") in str(secretary.whispers(COUNCIL)[-1:]))


def test_a_meeting_with_nothing_on_its_agenda_is_held_and_ended(slack: Slack) -> None:
    secretary = start(slack)
    assert korean("agenda.none") in str(board_of(secretary)["blocks"])
    assert korean("agenda.count", count=0, page=1, pages=1) in str(end(secretary)["blocks"])


def test_a_date_is_read_as_people_type_it_and_echoed_before_it_counts(slack: Slack) -> None:
    secretary, survey, words = start(slack, "하나"), "비용 조사", "그대로"
    secretary.click(board_of(secretary), "board.decide")
    (form,) = secretary.waits_for(secretary.views)
    secretary.submit(form, outcome="approved", what=survey, who="U0OWNER", by="언젠가")
    unreadable = korean("date.unreadable", text="언젠가")
    secretary.waits_for(lambda: unreadable in str(secretary.views()[0]["errors"].get("by")))
    secretary.submit(form, outcome="approved", words=words, what=survey, who="U0OWNER", by="다음주 금")
    (form,) = secretary.waits_for(lambda: [each for each in secretary.views() if korean_day(5, 16) in str(each)])
    assert survey not in str(board_of(secretary)["blocks"])
    secretary.submit(form, by="7월 말")  # a changed date is shown again, the other fields stay
    (form,) = secretary.waits_for(lambda: [each for each in secretary.views() if korean_day(7, 31) in str(each)])
    secretary.submit(form)
    secretary.waits_for(lambda: not secretary.views())
    secretary.waits_for(lambda: survey in str(board_of(secretary)["blocks"]))
    seen = str(board_of(secretary)["blocks"])
    assert says(seen, "action.line", what=survey, day=korean_day(7, 31), state=korean("action.state.in_progress"))
    assert outcome_on_board("approved") in seen
    assert words in seen


def test_a_date_before_the_next_meeting_and_none_at_all(slack: Slack) -> None:
    secretary = start(slack, "하나")
    form = more(secretary, "follow_up")
    secretary.submit(form, what="자료 준비", by="D-3")
    (form,) = secretary.waits_for(lambda: [each for each in secretary.views() if korean_day(7, 8) in str(each)])
    secretary.submit(form)
    secretary.waits_for(lambda: of_nobody("자료 준비", korean_day(7, 8)) in str(board_of(secretary)["blocks"]))
    form = more(secretary, "follow_up")
    secretary.submit(form, what="늘 챙기기", by="수시")
    never = korean("action.no_date")
    (form,) = secretary.waits_for(lambda: [each for each in secretary.views() if never in str(each)])
    secretary.submit(form)
    secretary.waits_for(lambda: of_nobody("늘 챙기기", never) in str(board_of(secretary)["blocks"]))


def of_nobody(what: str, day: str) -> str:
    state = korean("action.state.in_progress")
    return korean("action.line", what=what, who=korean("action.nobody"), day=day, state=state)


def test_the_secretary_above_gets_a_brief_and_releases_to_each_head_their_own_part(slack: Slack) -> None:
    officer, secretary, head = slack.person("U0OFFICER"), slack.person("U0SECRETARY"), slack.person("U0HEAD")
    officer.command("C0FIELD", "/cn", "report B-09 창호 결로")
    add(secretary, issue="1")
    of_no_department, late = "부서가 없는 안건", "늦을 일"
    start(slack, of_no_department)
    decide(secretary, outcome="sent_up", what=late, who="U0OWNER", by="2025-05-09")
    go_on(secretary, 2, 2)
    decide(secretary, outcome="sent_up")
    end(secretary)
    go_to(slack, 5, 12)
    brief = secretary.waits_for(lambda: briefs(secretary))[-1]
    assert korean("brief.deciding", count=2) in str(brief["blocks"])
    assert briefs(head) == []
    secretary.click(brief, "brief.release")
    secretary.waits_for(lambda: korean("brief.released", count=1) in str(secretary.direct_messages()))
    (part,) = head.waits_for(lambda: briefs(head))
    assert late in str(part["blocks"])
    assert of_no_department not in str(part["blocks"])
    secretary.click(brief, "brief.release")
    secretary.waits_for(lambda: korean("brief.released", count=0) in str(secretary.direct_messages()))


def briefs(person: Person) -> list[dict[str, Any]]:
    return [each for each in person.direct_messages() if says(each["text"], "brief.title")]


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
    words = "목표를 다시 정한다"
    decide(secretary, outcome="amended", words=words)
    end(secretary)
    title = korean("task.discussed", committee=COUNCIL_NAME, day=korean_day(5, 9), count=1)
    told = owner.waits_for(lambda: [e for e in owner.direct_messages() if title in e["text"]])
    assert f"→ *{korean('outcome.amended')}*" in str(told[0]["blocks"])
    assert words in str(told[0]["blocks"])
