"""An issue end to end: from its report through the committee and back to its reporter."""

from __future__ import annotations

from typing import Any

import pytest

from bot.practice.driver import Person, Slack
from bot.sample import COUNCIL, FIELD, STEERING
from tests.running import go_to
from tests.texts import COUNCIL_NAME, issue_heading, issue_state, issue_taken, korean, korean_day, says

Document = dict[str, Any]


@pytest.fixture
def officer(slack: Slack) -> Person:
    return slack.person("U0OFFICER")


@pytest.fixture
def leader(slack: Slack) -> Person:
    """A member of the council, its chair in the sample city."""
    return slack.person("U0LEADER")


@pytest.fixture
def owner(slack: Slack) -> Person:
    """A member of the council."""
    return slack.person("U0OWNER")


def reported(officer: Person, leader: Person, text: str = "별양동 주민센터 창호 결로") -> tuple[Document, Document]:
    """Report an issue; return its card and its receipt."""
    officer.command(FIELD, "/cn", f"report {text}")
    card = leader.waits_for(lambda: [m for m in leader.messages(COUNCIL) if text in str(m["blocks"])])[0]
    receipt = officer.waits_for(lambda: [m for m in officer.direct_messages() if text in str(m["blocks"])])[0]
    return card, receipt


def thread(person: Person, root: Document) -> str:
    inside = person.messages(root["channel"])
    return str([m["blocks"] or m["text"] for m in inside if m.get("thread_ts") == root["ts"]])


def now(person: Person, message: Document) -> str:
    return str([m["blocks"] for m in person.messages(message["channel"]) if m["ts"] == message["ts"]])


def move(person: Person, card: Document, state: str, **fields: str) -> Document:
    """Change the issue's state: ⋯ → 상태 바꾸기 → the state → the fields it needs."""
    person.click(card, "issue.more", menu(card, "move"))
    (choice,) = person.waits_for(lambda: [v for v in person.views() if v["callback_id"] == "issue.moves"])
    person.click_in_view(choice, f"issue.move_to.{state}")
    (form,) = person.waits_for(lambda: [v for v in person.views() if v["callback_id"] == "issue.move"])
    return person.submit(form, **fields)


def menu(card: Document, what: str) -> str:
    options = [
        option["value"]
        for block in card["blocks"]
        for e in block.get("elements", ())
        for option in e.get("options", ())
    ]
    return str(next(option for option in options if option.startswith(what)))


def assign(person: Person, card: Document, department: str = "건축과", **fields: str) -> None:
    person.click(card, "issue.assign")
    (form,) = person.waits_for(person.views)
    options = next(b for b in form["blocks"] if b.get("block_id") == "department")["element"]["options"]
    value = next(option["value"] for option in options if option["text"]["text"] == department)
    person.submit(form, department=value, **fields)


@pytest.mark.early
def test_from_the_field_to_a_decision_and_back(slack: Slack, officer: Person, leader: Person) -> None:
    head = slack.person("U0HEAD")
    card, receipt = reported(officer, leader)
    assign(leader, card)
    for_you = korean("issue.for_you")
    handled = head.waits_for(lambda: [m for m in head.direct_messages() if for_you in str(m["blocks"])])[0]
    assert issue_state("under_review") in str(handled["blocks"])
    assigned = korean("history.assigned", department="건축과", assignee="")
    officer.waits_for(lambda: assigned in thread(officer, receipt))
    leader.click(card, "issue.agenda")
    leader.waits_for(lambda: says(str(leader.messages(COUNCIL)), "issue.on_agenda", number=1))
    on_agenda = korean("history.on_agenda", committee=COUNCIL_NAME, day=korean_day(5, 9))
    officer.waits_for(lambda: on_agenda in thread(officer, receipt))
    move(head, handled, "planned", day="2025-07-31")
    planned = korean("history.moved.planned", day=korean_day(7, 31))
    officer.waits_for(lambda: planned in thread(officer, receipt))
    dated = korean("issue.state_until", state=korean("issue.state.planned"), day=korean_day(7, 31))
    leader.waits_for(lambda: dated in now(leader, card))
    move(head, handled, "done", reason="창호를 바꾸었습니다")
    is_it_done = korean("issue.is_it_done", number=1, days=10)
    request = officer.waits_for(lambda: [m for m in officer.direct_messages() if is_it_done in str(m["blocks"])])[0]
    assert request["thread_ts"] == receipt["ts"]
    officer.click(request, "issue.not_yet")
    (form,) = officer.waits_for(officer.views)
    officer.submit(form, reason="한 칸이 아직 젖습니다")
    officer.waits_for(lambda: not officer.views())
    leader.waits_for(lambda: issue_state("under_review") in now(leader, card))
    move(head, handled, "done")
    second = officer.waits_for(
        lambda: [m for m in officer.direct_messages() if is_it_done in str(m["blocks"]) and m["ts"] != request["ts"]]
    )[0]
    officer.click(second, "issue.solved")
    leader.waits_for(lambda: issue_state("closed") in now(leader, card))
    timeline = officer_reads(officer, "issue 1")
    done = korean("history.moved.done") + korean("history.because", reason="창호를 바꾸었습니다")
    again = korean("history.moved.under_review") + korean("history.because", reason="한 칸이 아직 젖습니다")
    closed = korean("history.moved.closed")
    for entry in (korean("history.reported"), assigned, on_agenda, planned, done, again, closed):
        assert entry in timeline


def officer_reads(person: Person, words: str) -> str:
    person.command(FIELD, "/cn", words)
    return str(person.messages(FIELD)[-1]["blocks"])


def test_the_committee_and_the_field_talk_without_each_others_channels(officer: Person, leader: Person) -> None:
    card, receipt = reported(officer, leader)
    leader.click(card, "issue.answer")
    (form,) = leader.waits_for(leader.views)
    leader.submit(form, text="몇 층인가요? <!channel>")
    officer.waits_for(lambda: "몇 층인가요? <!channel>" in thread(officer, receipt))
    officer.writes("2층 & 3층입니다", receipt["ts"])
    leader.waits_for(lambda: "2층 & 3층입니다" in thread(leader, card))
    written = str(officer.direct_messages())
    assert "draft." not in written
    assert korean("draft.how") not in written


def test_who_may_not_reads_who_can_and_nothing_moves(slack: Slack, officer: Person, leader: Person) -> None:
    card, _ = reported(officer, leader)
    assistant = slack.person("U0CHAIR")  # an observer of the council, but chair of the steering group
    outsider = slack.person("U0ASSISTANT")
    assert outsider.messages(COUNCIL) == []
    leader.click(card, "issue.assign")
    leader.waits_for(leader.views)
    assistant.click(card, "issue.assign")
    assistant.waits_for(assistant.views)


def test_of_two_at_one_issue_the_second_hears_what_the_first_did(
    officer: Person, leader: Person, owner: Person
) -> None:
    card, _ = reported(officer, leader)
    leader.click(card, "issue.more", menu(card, "move"))
    (choice,) = leader.waits_for(leader.views)
    leader.click_in_view(choice, "issue.move_to.not_feasible")
    (form,) = leader.waits_for(lambda: [v for v in leader.views() if v["callback_id"] == "issue.move"])
    move(owner, card, "planned", day="2025-06-30")
    leader.submit(form, reason="예산이 없습니다")
    (still,) = leader.views()
    assert korean("changed.to", who="<@U0OWNER>", state=korean("issue.state.planned")) in str(still["errors"])


def test_what_a_move_needs_is_asked_where_it_is_missing(officer: Person, leader: Person) -> None:
    card, _ = reported(officer, leader)
    done = move(leader, card, "transferred", body="   ")
    assert done["answer"]["errors"] == {"body": korean("lacking.body")}
    (form,) = leader.views()
    leader.submit(form, body="경기도 기후환경에너지국")
    transferred = korean("history.moved.transferred", body="경기도 기후환경에너지국")
    officer.waits_for(lambda: transferred in str(officer.direct_messages()))


def test_merged_issues_keep_both_reporters(slack: Slack, officer: Person, leader: Person) -> None:
    owner = slack.person("U0OWNER")
    card, receipt = reported(officer, leader)
    second, _ = reported(owner, leader, "주민센터 2층 창문에 물방울")
    leader.click(second, "issue.more", menu(second, "merge"))
    (form,) = leader.waits_for(leader.views)
    leader.submit(form, into="1")
    opening = korean("issue.receipt", number=1)
    owner.waits_for(lambda: opening in str(owner.direct_messages()))
    leader.waits_for(lambda: korean("issue.and_more", count=1) in now(leader, card))
    officer.waits_for(lambda: korean("history.joined", number=2) in thread(officer, receipt))
    move(leader, card, "planned", day="2025-06-30")
    root = next(m for m in owner.direct_messages() if opening in str(m["blocks"]))
    owner.waits_for(lambda: korean("history.moved.planned", day=korean_day(6, 30)) in thread(owner, root))


def test_a_look_alike_is_offered_on_the_receipt_and_added(officer: Person, leader: Person, owner: Person) -> None:
    card, _ = reported(officer, leader)
    _, receipt = reported(owner, leader, "별양동 주민센터 창호에 결로가 심함")
    offered = owner.waits_for(lambda: now(owner, receipt) if "issue.join" in now(owner, receipt) else "")
    assert korean("button.add_to", number=1) in offered
    assert says(offered, "issue.alike")
    assert f"• {korean('issue.number', number=1)} " in offered  # one line per issue, not per letter
    owner.click(receipt, "issue.join")
    merged = korean("issue.state_into", state=korean("issue.state.merged"), number=1)
    owner.waits_for(lambda: merged in now(owner, receipt))
    leader.waits_for(lambda: korean("issue.and_more", count=1) in now(leader, card))


def test_hushed_it_is_silent_and_answers_still_come(officer: Person, leader: Person) -> None:
    card, receipt = reported(officer, leader)
    officer.click(receipt, "issue.quiet")
    officer.waits_for(lambda: "issue.hear" in now(officer, receipt))
    move(leader, card, "planned", day="2025-06-30")
    leader.click(card, "issue.answer")
    (form,) = leader.waits_for(leader.views)
    leader.submit(form, text="6월에 고칩니다")
    officer.waits_for(lambda: "6월에 고칩니다" in thread(officer, receipt))
    officer.click(receipt, "issue.hear")
    officer.waits_for(lambda: "issue.quiet" in now(officer, receipt))
    move(leader, card, "in_progress", day="2025-06-30")  # its news comes after any that was held back
    officer.waits_for(lambda: says(thread(officer, receipt), "history.moved.in_progress"))
    assert not says(thread(officer, receipt), "history.moved.planned")


def test_a_card_that_was_deleted_is_posted_again(slack: Slack, officer: Person, leader: Person) -> None:
    card, _ = reported(officer, leader)
    slack.do("delete", user="U0CNBOT", channel=COUNCIL, ts=card["ts"])
    officer.command(FIELD, "/cn", "issue 1")
    owner = slack.person("U0OWNER")
    head_card = reported(owner, leader, "다른 문제")[0]
    leader.click(head_card, "issue.more", menu(head_card, "merge"))
    (form,) = leader.waits_for(leader.views)
    leader.submit(form, into="1")
    again = leader.waits_for(
        lambda: [m for m in leader.messages(COUNCIL) if issue_heading(1) in str(m["blocks"]) and m["ts"] != card["ts"]]
    )
    assert len(again) == 1


def test_urgent_is_anyones_word_and_only_chair_or_secretary_send_it_up(
    slack: Slack, officer: Person, leader: Person
) -> None:
    head, owner, reason = slack.person("U0HEAD"), slack.person("U0OWNER"), "천장이 내려앉습니다"
    card, _ = reported(officer, leader)
    owner.click(card, "issue.more", menu(card, "urgent"))
    (form,) = owner.waits_for(owner.views)
    assert "send" not in str([b.get("block_id") for b in form["blocks"]])
    owner.submit(form, urgent_because=reason)
    leader.waits_for(lambda: korean("issue.urgent_mark") + issue_heading(1) in now(leader, card))
    leader.click(card, "issue.more", menu(card, "urgent"))
    (form,) = leader.waits_for(leader.views)
    leader.submit(form, send="yes")
    sent = head.waits_for(lambda: head.messages(STEERING))
    assert reason in str(sent[0]["blocks"])


def test_a_proposal_has_a_timeline_too(officer: Person, leader: Person) -> None:
    officer.command(FIELD, "/cn", "제안")
    (form,) = officer.waits_for(officer.views)
    title, indicator = "옥상 태양광", "설치용량"
    done = officer.submit(
        form, proposal_title=title, text="청사 옥상에 50kW", indicator=indicator, unit="kW", sector="건물"
    )
    assert issue_taken(1) in str(done["answer"])
    card = leader.waits_for(lambda: leader.messages(COUNCIL))[0]
    shown = str(card["blocks"])
    assert issue_heading(1, "proposal") in shown
    assert f"*{title}*" in shown
    assert f"{korean('field.indicator')}: {indicator} (kW)" in shown


def test_a_settled_issue_closes_by_itself_after_ten_working_days(slack: Slack, officer: Person, leader: Person) -> None:
    card, receipt = reported(officer, leader)
    move(leader, card, "done")
    officer.waits_for(lambda: korean("issue.is_it_done", number=1, days=10) in thread(officer, receipt))
    go_to(slack, 5, 9)  # ten working days after 24 April end on 12 May, because 5 and 6 May are holidays
    assert issue_state("done") in now(leader, card)
    go_to(slack, 5, 12)
    leader.waits_for(lambda: issue_state("closed") in now(leader, card))
    officer.waits_for(lambda: korean("history.moved.closed") in thread(officer, receipt))


def test_lists_find_issues_and_turn_pages(officer: Person, leader: Person) -> None:
    for number in range(12):
        officer.command(FIELD, "/cn", f"report 문제 {number} 가로등")
    found = {"title": korean("issues.open"), "count": 12}
    assert officer.command(FIELD, "/cn", "issues") == korean("issues.count", **found)
    listed = officer.messages(FIELD)[-1]
    assert korean("issues.counted", **found, page=1, pages=2) in str(listed["blocks"])
    officer.click(listed, "issues.next")
    second = korean("issues.counted", **found, page=2, pages=2)
    officer.waits_for(lambda: second in str(officer.messages(FIELD)[-1]["blocks"]))
    officer.click(officer.messages(FIELD)[-1], "issues.show", "12")
    officer.waits_for(lambda: says(str(officer.messages(FIELD)[-1]["blocks"]), "issue.history"))
    one, none = "문제 7", "없는말"
    assert korean("issues.counted", title=one, count=1, page=1, pages=1) in officer_reads(officer, f"issues {one}")
    assert officer.command(FIELD, "/cn", f"issues {none}") == korean("issues.none", wanted=none)
