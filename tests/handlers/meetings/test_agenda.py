"""Agendas end to end: items are added and arranged, and one message in the channel is updated in place."""

from __future__ import annotations

from typing import Any

from bot.practice.driver import Person, Slack
from bot.sample import COUNCIL, FIELD, STEERING
from storage.db.database import Database
from storage.meetings.agenda import AgendaKind
from storage.meetings.agenda_editing import add_text
from storage.meetings.meetings import next_meeting
from storage.organisation.committees import all_committees
from storage.organisation.people import person_of
from storage.organisation.workspaces import workspace_of
from storage.tasks.progress import Entry, Rating, enter_report
from storage.tasks.tasks import task_coded
from tests.conftest import NOW
from tests.running import go_to
from tests.texts import korean, korean_day, says


def agendas_in(person: Person, channel: str = COUNCIL) -> list[dict[str, Any]]:
    """Return the channel's agenda messages, whatever state they are in."""
    return [each for each in person.messages(channel) if says(each["text"], "line.agenda") and "only" not in each]


def agenda_in(person: Person, channel: str = COUNCIL) -> str:
    (message,) = agendas_in(person, channel)
    return str(message["blocks"])


def privately(person: Person, channel: str = COUNCIL) -> dict[str, Any]:
    """Return the answer to `/cn agenda`, which only this person sees."""
    person.command(channel, "/cn", "안건")
    return [each for each in person.messages(channel) if each.get("only") == person.user][-1]


def value_of(message: dict[str, Any], action: str, nth: int = 0) -> str:
    found = [
        element
        for block in message["blocks"]
        for element in block.get("elements", ())
        if element.get("action_id") == action
    ]
    return str(found[nth]["value"])


def item_line(number: int, kind: str, title: str) -> str:
    return f"{number}. [{korean(f'agenda.kind.{kind}')}] {title}"


# In `/cn agenda` the council's agenda comes first, because it meets earlier.
def fill(person: Person, action: str, **fields: str) -> None:
    listed = privately(person)
    person.click(listed, action, value_of(listed, action))
    (form,) = person.waits_for(person.views)
    person.submit(form, **fields)
    person.waits_for(lambda: not person.views())


def add(person: Person, **fields: str) -> None:
    fill(person, "agenda.add", **{"kind": "deliberation", **fields})


def test_it_stands_in_the_channel_ten_days_before_and_changes_in_place(slack: Slack) -> None:
    secretary, leader = slack.person("U0SECRETARY"), slack.person("U0LEADER")
    ordinance, words = "녹색건축물 조례 개정", "별양동 주민센터 창호 결로"
    issue = korean("agenda.issue", number=1, text=words)
    secretary.command(FIELD, "/cn", f"report {words}")
    add(secretary, title=ordinance)
    assert agendas_in(leader) == []
    go_to(slack, 4, 29)
    leader.waits_for(lambda: agendas_in(leader))
    assert item_line(1, "deliberation", ordinance) in agenda_in(leader)
    assert korean("meeting.when", day=korean_day(5, 9), at="14:00", place="") in agenda_in(leader)
    add(secretary, issue="1", kind="consultation")
    leader.waits_for(lambda: item_line(2, "consultation", issue) in agenda_in(leader))
    listed = privately(secretary)
    secretary.click(listed, "agenda.arrange", value_of(listed, "agenda.arrange"))
    (form,) = secretary.waits_for(secretary.views)
    second = next(block for block in form["blocks"] if block.get("block_id") == "item")["element"]["options"][1]
    secretary.submit(form, item=second["value"], place="1", kind="report")
    leader.waits_for(lambda: item_line(1, "report", issue) in agenda_in(leader))
    listed = privately(secretary)
    secretary.click(listed, "agenda.arrange", value_of(listed, "agenda.arrange"))
    (form,) = secretary.waits_for(secretary.views)
    secretary.submit(form, item=second["value"], drop="drop")
    leader.waits_for(lambda: words not in agenda_in(leader))
    assert korean("agenda.count", count=1, page=1, pages=1) in agenda_in(leader)


def test_a_secretary_shows_it_earlier_and_it_is_still_one_message(slack: Slack) -> None:
    secretary, leader = slack.person("U0SECRETARY"), slack.person("U0LEADER")
    listed = privately(secretary)
    secretary.click(listed, "agenda.show", value_of(listed, "agenda.show"))
    leader.waits_for(lambda: agendas_in(leader))
    assert korean("agenda.none") in agenda_in(leader)
    go_to(slack, 4, 29)
    slack.person("U0OWNER").waits_for(slack.person("U0OWNER").direct_messages)  # the notices of D-10 have been sent
    assert len(agendas_in(leader)) == 1


def test_a_meeting_moved_after_its_agenda_was_shown_keeps_the_one_message(slack: Slack) -> None:
    secretary, leader = slack.person("U0SECRETARY"), slack.person("U0LEADER")
    go_to(slack, 4, 29)
    leader.waits_for(lambda: agendas_in(leader))
    secretary.command(COUNCIL, "/cn", "meeting")
    secretary.click(secretary.whispers(COUNCIL)[-1], "meeting.move")
    (form,) = secretary.waits_for(secretary.views)
    secretary.submit(form, day="2025-05-20")
    leader.waits_for(lambda: korean_day(5, 20) in agenda_in(leader))
    go_to(slack, 5, 12)
    slack.person("U0ASSISTANT").waits_for(slack.person("U0ASSISTANT").direct_messages)
    assert len(agendas_in(leader)) == 1


def test_others_read_who_can_change_it(slack: Slack) -> None:
    leader, secretary = slack.person("U0LEADER"), slack.person("U0SECRETARY")
    assert "agenda.add" not in str(privately(leader)["blocks"])
    listed = privately(secretary)
    secretary.click(listed, "agenda.show", value_of(listed, "agenda.show"))
    leader.waits_for(lambda: agendas_in(leader))
    leader.click(agendas_in(leader)[0], "agenda.add")
    leader.waits_for(lambda: "<@U0SECRETARY>" in str(leader.messages(COUNCIL)))
    assert leader.views() == []


def test_sixty_items_are_shown_by_pages(database: Database, slack: Slack) -> None:
    leader, secretary = slack.person("U0LEADER"), slack.person("U0SECRETARY")
    with database.writing() as session:
        city = workspace_of(session, "T0CITY")
        council = next(each for each in all_committees(session, city.id) if each.receives_issues)
        meeting = next_meeting(session, council, NOW.date())
        assert meeting is not None
        who = person_of(session, city.id, "U0SECRETARY")
        for number in range(60):
            add_text(session, meeting, f"{number + 1}번째 " + "긴 안건 이름 " * 20, AgendaKind.REPORT, who, NOW)
    go_to(slack, 4, 29)
    (message,) = leader.waits_for(lambda: agendas_in(leader))
    first, second_page = (korean("agenda.count", count=60, page=page, pages=3) for page in (1, 2))
    assert first in str(message["blocks"])
    leader.click(message, "agenda.next")
    leader.waits_for(lambda: second_page in str(leader.whispers(COUNCIL)[-1:]))
    second = leader.whispers(COUNCIL)[-1]
    assert second["only"] == "U0LEADER"
    leader.click(second, "agenda.next")
    leader.waits_for(lambda: "60번째" in str(leader.whispers(COUNCIL)[-1:]))
    assert first in agenda_in(secretary)  # the page shown in the channel does not change


def test_tasks_that_are_behind_come_up_as_one_item_and_go_when_they_are_not(database: Database, slack: Slack) -> None:
    leader = slack.person("U0LEADER")
    go_to(slack, 4, 29)
    leader.waits_for(lambda: agendas_in(leader))
    report(database, "B-02", Rating.DELAYED)
    report(database, "B-01", Rating.NOT_ACHIEVED)
    both = korean("agenda.ratings", count=2, listed="B-01, B-02")
    leader.waits_for(lambda: item_line(1, "report", both) in agenda_in(leader))
    report(database, "B-01", Rating.ON_TRACK)
    leader.waits_for(lambda: korean("agenda.ratings", count=1, listed="B-02") in agenda_in(leader))
    report(database, "B-02", Rating.ACHIEVED)
    leader.waits_for(lambda: not says(agenda_in(leader), "agenda.ratings"))


def report(database: Database, code: str, rating: Rating) -> None:
    with database.writing() as session:
        city = workspace_of(session, "T0CITY")
        task, owner = task_coded(session, city.id, code), person_of(session, city.id, "U0OWNER")
        said = Entry(rating, reason="용역이 늦음", action_plan="8월에 마침")
        enter_report(session, task, (2025, 1), said, owner, NOW)


def test_each_committee_has_its_own(slack: Slack) -> None:
    secretary = slack.person("U0SECRETARY")
    listed = privately(secretary)
    assert str(listed["blocks"]).count(korean("agenda.count", count=0, page=1, pages=1)) == 2
    secretary.click(listed, "agenda.add", value_of(listed, "agenda.add", 1))
    (form,) = secretary.waits_for(secretary.views)
    title = "추진단 안건"
    secretary.submit(form, title=title, kind="report")
    go_to(slack, 5, 12)
    head = slack.person("U0HEAD")
    head.waits_for(lambda: agendas_in(head, STEERING))
    assert item_line(1, "report", title) in agenda_in(head, STEERING)
