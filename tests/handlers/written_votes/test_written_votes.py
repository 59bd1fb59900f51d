"""A written vote end to end: called, answered, reminded of and counted, with its effects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from bot.practice.driver import Person, Slack
from bot.sample import COUNCIL, FIELD, STEERING
from handlers.documents.docx import docx_bytes
from handlers.documents.hwpx import hwpx_bytes
from handlers.documents.minutes import minutes_paper
from storage.db.database import Database
from storage.history import history_of
from storage.meetings.agenda import AgendaItem
from storage.meetings.cycles import cycle_of
from storage.meetings.meetings import Meeting, MeetingKind
from storage.organisation.committees import all_committees
from storage.organisation.people import person_of
from storage.organisation.seats import Part, confirm_seat
from storage.organisation.workspaces import workspace_of
from tests.conftest import NOW
from tests.handlers.meetings.test_agenda import add, item_line, privately
from tests.running import go_to, sample_city_running
from tests.texts import COUNCIL_NAME, STEERING_NAME, korean, korean_day, says


@pytest.fixture
def slack(database: Database) -> Iterator[Slack]:
    with sample_city_running(database) as slack:
        yield slack


def call(secretary: Person, until: str = "2025. 5. 2. 18:00", pick: str = "", **fields: str) -> None:
    """Call a written vote of the council; `pick` chooses waiting items. Each date is shown once and confirmed."""
    secretary.command(COUNCIL, "/cn", "회의 서면")
    (form,) = secretary.waits_for(secretary.views)
    (committee,) = [each["element"] for each in form["blocks"] if each.get("block_id") == "committee"]
    council = next(each["value"] for each in committee["options"] if each["text"]["text"] == COUNCIL_NAME)
    secretary.submit(form, committee=council)
    form = shown(secretary, "procedure.call")
    secretary.submit(form, until="2월 30일")
    no_such_day = korean("date.no_such_day", text="2월 30일")
    secretary.waits_for(lambda: shown(secretary, "procedure.call")["errors"].get("until") == no_such_day)
    if pick:
        (waiting,) = [each["element"] for each in form["blocks"] if each.get("block_id") == "items"]
        fields["items"] = next(each["value"] for each in waiting["options"] if pick in each["text"]["text"])
    secretary.submit(form, until=until, **fields)
    echo = korean("written_vote.echo", typed=until, day=korean_day(5, 2), at="18:00")
    form = secretary.waits_for(lambda: [each for each in secretary.views() if echo in str(each)])[0]
    secretary.submit(form)
    secretary.waits_for(lambda: not secretary.views())


def shown(person: Person, name: str) -> dict[str, Any]:
    (form,) = person.waits_for(lambda: [each for each in person.views() if each["callback_id"] == name])
    return dict(form)


def in_channel(person: Person) -> dict[str, Any]:
    title = korean("written_vote.heading", committee=COUNCIL_NAME)
    found = person.waits_for(lambda: [each for each in person.messages(COUNCIL) if f"{title}: " in each["text"]])
    (message,) = found
    return dict(message)


def ballot_of(person: Person) -> dict[str, Any]:
    title = korean("ballot.heading", committee=COUNCIL_NAME)
    found = person.waits_for(lambda: [each for each in person.direct_messages() if f"{title}:" in each["text"]])
    (message,) = found
    return dict(message)


def vote(person: Person, *choices: str) -> None:
    """Vote on the items in order; the nth choice is for the nth item."""
    for place, choice in enumerate(choices):
        values = buttons_of(ballot_of(person), f"ballot.{choice}")
        person.click(ballot_of(person), f"ballot.{choice}", values[place])
    person.waits_for(lambda: says(str(ballot_of(person)["blocks"]), "ballot.progress", done=len(choices)))


def buttons_of(message: dict[str, Any], action: str) -> list[str]:
    every = [each for block in message["blocks"] for each in block.get("elements", ())]
    return [str(each["value"]) for each in every if each.get("action_id") == action]


def more(person: Person, what: str) -> None:
    message = in_channel(person)
    (menu,) = [each for block in message["blocks"] for each in block.get("elements", ()) if each["type"] == "overflow"]
    value = next(option["value"] for option in menu["options"] if option["value"].startswith(what))
    person.click(message, "procedure.more", value)


def results(person: Person, channel: str = COUNCIL) -> dict[str, Any]:
    (message,) = person.waits_for(
        lambda: [each for each in person.messages(channel) if says(each["text"], "results.heading.written")]
    )
    return dict(message)


def majority(database: Database, *more_members: str) -> None:
    """Let the council decide by majority, with the leader, the owner and further members."""
    with database.writing() as session:
        city = workspace_of(session, "T0CITY")
        council = next(each for each in all_committees(session, city.id) if each.receives_issues)
        for slack_id in more_members:
            confirm_seat(session, council, person_of(session, city.id, slack_id), Part.MEMBER)
        cycle = cycle_of(session, council)
        assert cycle is not None
        cycle.quorum = "majority"


def test_what_is_carried_in_writing_goes_the_way_of_a_decision(database: Database, slack: Slack) -> None:
    secretary, leader, owner, head = (slack.person(each) for each in ("U0SECRETARY", "U0LEADER", "U0OWNER", "U0HEAD"))
    majority(database, "U0HEAD")
    words, ordinance, reason = "별양동 주민센터 창호 결로", "녹색건축물 조례 개정", "예산 마감이 가까움"
    secretary.command(FIELD, "/cn", f"report {words}")
    add(secretary, issue="1")
    call(secretary, pick=words, titles=ordinance, up="yes", quorum="majority", reason=reason)
    assert words not in str(privately(secretary)["blocks"])  # the item is no longer on the coming agenda
    seen = str(in_channel(leader)["blocks"])
    assert korean("written_vote.answered", present=0, members=3) in seen
    assert korean("quorum.missed", needed=2, present=0) in seen
    assert reason in seen
    assert item_line(1, "deliberation", korean("agenda.issue", number=1, text=words)) in seen
    assert item_line(2, "deliberation", ordinance) in seen

    vote(leader, "for", "against")
    leader.waits_for(lambda: korean("written_vote.answered", present=1, members=3) in str(in_channel(leader)["blocks"]))
    vote(owner, "against", "against")
    values = buttons_of(ballot_of(owner), "ballot.for")
    owner.click(ballot_of(owner), "ballot.for", values[0])  # a change of mind
    voted = korean("ballot.mine", choice=korean("choice.for"), words="")
    owner.waits_for(lambda: voted in str(ballot_of(owner)["blocks"]))
    owner.waits_for(lambda: korean("quorum.reached", needed=2, present=2) in str(in_channel(owner)["blocks"]))
    in_public = str(in_channel(secretary)["blocks"])
    assert f"*{korean('choice.for')}*" not in in_public  # individual votes are not shown in the channel

    slack.do("clock", to=1746176460)  # 2 May 2025, 18:01 in Seoul
    said = str(results(leader)["blocks"])
    assert korean("outcome.sent_up") in said
    assert korean("votes.written", ayes=2, nays=0, others=0, unanswered=1) in said
    assert korean("outcome.rejected") in said
    assert korean("votes.written", ayes=0, nays=2, others=0, unanswered=1) in said
    assert korean("written_vote.why.lost", given=2, ayes=0) in said
    assert says(said, "results.goes", committee=STEERING_NAME)
    assert korean("quorum.reached", needed=2, present=2) in said
    assert korean("written_vote.closed", present=2, members=3) in str(in_channel(leader)["blocks"])
    head.waits_for(lambda: korean("ballot.closed") in str(ballot_of(head)["blocks"]))
    assert not buttons_of(ballot_of(leader), "ballot.for")
    secretary.command(STEERING, "/cn", "안건")
    assert words in str(secretary.messages(STEERING)[-1]["blocks"])
    minutes = minutes_of(database)
    assert korean("written_vote.why.lost", given=2, ayes=0) in minutes
    assert str((f"2. {ordinance}", "0", "2", "0", "1", korean("outcome.rejected"))) in minutes
    assert str(("건축과 건축팀장", "1", korean("choice.for")))[:-1] in minutes
    assert reason in minutes
    timeline, ended = str(reporters_timeline(secretary)), {"committee": COUNCIL_NAME, "day": korean_day(5, 2)}
    assert korean("history.decided.written", **ended, outcome=korean("outcome.sent_up")) in timeline
    assert korean("history.on_agenda.written", **ended) in timeline


def minutes_of(database: Database) -> str:
    """Return the draft minutes of the written vote; only the secretary sees names beside votes in it."""
    with database.reading() as session:
        city = workspace_of(session, "T0CITY")
        (there,) = session.scalars(select(Meeting).where(Meeting.kind == MeetingKind.WRITTEN))
        made = minutes_paper(session, city, "ko", there, NOW)
    assert hwpx_bytes(made)
    assert docx_bytes(made)
    return str(made)


def reporters_timeline(person: Person) -> list[Any]:
    person.command(FIELD, "/cn", "문제 1")
    return list(person.messages(FIELD)[-1]["blocks"])


def test_who_owes_an_answer_is_reminded_until_there_is_one_and_silence_decides_nothing(
    database: Database, slack: Slack
) -> None:
    secretary, leader, owner = (slack.person(each) for each in ("U0SECRETARY", "U0LEADER", "U0OWNER"))
    title = "녹색건축물 조례 개정"
    call(secretary, titles=title, quorum="majority")
    vote(leader, "for")
    go_to(slack, 4, 29)  # three days before
    (reminder,) = owner.waits_for(lambda: reminders_of(owner))
    due = {"day": korean_day(5, 2), "at": "18:00", "left": korean("left.before", days=3)}
    line = korean("line.ballot", committee=COUNCIL_NAME, **due, done=0, count=1)
    assert line in str(reminder["blocks"])
    assert not reminders_of(leader)
    owner.click(reminder, "ballot.open")
    owner.waits_for(lambda: [each for each in owner.direct_messages() if each.get("only") == "U0OWNER"])
    go_to(slack, 5, 3)
    said = str(results(leader)["blocks"])
    assert korean("outcome.no_quorum") in said
    assert korean("written_vote.why.no_quorum", given=1, needed=2) in said
    assert title in str(privately(secretary)["blocks"])  # on the coming agenda again
    with database.reading() as session:
        (there,) = session.scalars(select(Meeting).where(Meeting.kind == MeetingKind.WRITTEN))
        (item,) = session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == there.id))
        assert (item.ayes, item.nays, item.others, there.members) == (1, 0, 0, 2)


def reminders_of(person: Person) -> list[dict[str, Any]]:
    left = korean("left.before", days=3)
    return [each for each in person.direct_messages() if says(str(each["blocks"]), "line.ballot", left=left)]


def test_a_secretary_enters_extends_and_closes_and_all_of_it_leaves_a_trace(database: Database, slack: Slack) -> None:
    secretary, leader, owner = (slack.person(each) for each in ("U0SECRETARY", "U0LEADER", "U0OWNER"))
    call(secretary, titles="하나")
    more(secretary, "enter")
    form = shown(secretary, "procedure.enter")
    ballot, item = form["blocks"][:2]
    owners = next(each["value"] for each in ballot["element"]["options"] if "과제 담당자" in each["text"]["text"])
    first = item["element"]["options"][0]["value"]
    secretary.submit(form, ballot=owners, item=first, choice="opinion")
    secretary.waits_for(lambda: korean("lacking.opinion") in str(secretary.views()))
    secretary.submit(form, ballot=owners, item=first, choice="opinion", opinion="비용을 더 보자고 전화로 말함")
    entered = korean("ballot.entered_by", who="<@U0SECRETARY>")
    owner.waits_for(lambda: entered in str(ballot_of(owner)["blocks"]))
    more(secretary, "who")
    owing = korean("written_vote.owing", count=1, who="<@U0LEADER>")
    secretary.waits_for(lambda: owing in str(secretary.messages(COUNCIL)))
    more(secretary, "extend")
    form = shown(secretary, "procedure.extend")
    secretary.submit(form, until="2월 30일")
    no_such_day = korean("date.no_such_day", text="2월 30일")
    secretary.waits_for(lambda: shown(secretary, "procedure.extend")["errors"].get("until") == no_such_day)
    secretary.submit(form, until="다음 주 수", reason="자료 보완")
    form = secretary.waits_for(lambda: [each for each in secretary.views() if says(str(each), "written_vote.echo")])[0]
    secretary.submit(form)
    leader.waits_for(lambda: f"*{korean_day(4, 30)} 18:00*" in str(ballot_of(leader)["blocks"]))
    leader.waits_for(lambda: [each for each in leader.messages(COUNCIL) if "자료 보완" in str(each)])
    vote(leader, "for")
    secretary.click(in_channel(secretary), "procedure.close")
    said = str(results(leader)["blocks"])
    assert korean("outcome.rejected") in said  # a tie means rejection
    assert korean("votes.written", ayes=1, nays=0, others=1, unanswered=0) in said
    secretary.click(results(secretary), "results.correct")
    form = shown(secretary, "board.correct")
    secretary.submit(form, item=first)
    form = shown(secretary, "board.decide")
    secretary.submit(form, outcome="conditional", words="비용을 다시 보는 조건")
    leader.waits_for(lambda: korean("outcome.conditional") in str(results(leader)["blocks"]))
    assert korean("votes.written", ayes=1, nays=0, others=1, unanswered=0) in str(results(leader)["blocks"])
    with database.reading() as session:
        city = workspace_of(session, "T0CITY")
        trace = [each.action for each in history_of(session, city.id, "agenda_item", int(first))]
        assert trace == ["added", "decided", "corrected"]


def test_a_member_who_leaves_counts_no_longer_and_a_cancelled_one_hands_its_items_on(
    database: Database, slack: Slack
) -> None:
    secretary, leader, owner = (slack.person(each) for each in ("U0SECRETARY", "U0LEADER", "U0OWNER"))
    title = "하나"
    call(secretary, titles=title)
    vote(owner, "against")
    with database.writing() as session:
        city = workspace_of(session, "T0CITY")
        council = next(each for each in all_committees(session, city.id) if each.receives_issues)
        confirm_seat(session, council, person_of(session, city.id, "U0OWNER"), Part.EXCLUDED)
        confirm_seat(session, council, person_of(session, city.id, "U0HEAD"), Part.MEMBER)
    assert ballot_of(slack.person("U0HEAD"))
    owner.waits_for(lambda: korean("ballot.not_counted") in str(ballot_of(owner)["blocks"]))
    leader.waits_for(lambda: korean("written_vote.answered", present=0, members=2) in str(in_channel(leader)["blocks"]))
    leader.click(in_channel(leader), "procedure.close")
    leader.waits_for(lambda: "<@U0SECRETARY>" in str(leader.whispers(COUNCIL)[-1:]))
    more(secretary, "abandon")
    form = shown(secretary, "procedure.abandon")
    secretary.submit(form, reason="회의에서 정하기로 함")
    leader.waits_for(lambda: "회의에서 정하기로 함" in str(in_channel(leader)["blocks"]))
    leader.waits_for(lambda: korean("ballot.called_off") in str(ballot_of(leader)["blocks"]))
    assert title in str(privately(secretary)["blocks"])
