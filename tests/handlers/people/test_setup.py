"""`/cn setup` and memberships, end to end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.practice.driver import Person, Slack
from bot.sample import COUNCIL, FIELD
from storage.db.database import Database
from storage.organisation.committees import Committee, all_committees
from storage.organisation.people import everybody
from storage.organisation.seats import seats_of
from tests.running import bot_on, practice
from tests.texts import COUNCIL_NAME, STEERING_NAME, issue_heading, korean


@pytest.fixture
def slack(database: Database) -> Iterator[Slack]:
    with practice() as (server, slack), bot_on(server, database.engine.url.render_as_string(hide_password=False)):
        yield slack


@pytest.fixture
def secretary(slack: Slack) -> Person:
    """The council's secretary, a Slack administrator in the sample city."""
    return slack.person("U0SECRETARY")


def committee_form(person: Person, name: str) -> dict[str, Any]:
    person.command(FIELD, "/cn", "setup")
    listed = person.messages(FIELD)[-1]
    place = next(i for i, block in enumerate(listed["blocks"]) if name in str(block))
    value = listed["blocks"][place + 1]["elements"][0]["value"]
    person.click(listed, "committee.edit", value)
    (view,) = person.waits_for(person.views)
    return dict(view)


def council(database: Database) -> Committee:
    with database.reading() as session:
        return next(each for each in all_committees(session, 1) if each.channel == COUNCIL)


def parts(database: Database) -> dict[str, str | None]:
    with database.reading() as session:
        names = {person.id: person.slack_id for person in everybody(session, 1)}
        return {names[seat.person_id]: seat.part for seat in seats_of(session, council(database))}


def test_who_may_not_set_up_reads_who_can(slack: Slack) -> None:
    assert "<@U0SECRETARY>" in slack.person("U0OFFICER").command(FIELD, "/cn", "setup")


def test_a_secretary_is_named_and_confirms_the_seats_that_the_channel_suggests(
    database: Database, secretary: Person
) -> None:
    view = committee_form(secretary, COUNCIL_NAME)
    done = secretary.submit(view, secretary="U0SECRETARY", chair="U0CHAIR")
    assert done["ok"]
    title, waiting = korean("seats.title"), korean("seats.waiting", committee=COUNCIL_NAME, count=3)
    notice = secretary.waits_for(lambda: [m for m in secretary.direct_messages() if title in m["text"]])[0]
    assert waiting in str(notice["blocks"])
    secretary.click(notice, "seats.open")
    (seats,) = secretary.waits_for(secretary.views)
    assert len(seats["blocks"]) == 3
    leader = next(b["block_id"] for b in seats["blocks"] if b["label"]["text"] == "건축팀장")
    secretary.submit(seats, **{leader: "observer"})
    secretary.waits_for(lambda: korean("seats.all_set", committee=COUNCIL_NAME) in str(secretary.direct_messages()))
    assert parts(database) == {
        "U0LEADER": "observer",
        "U0OWNER": "member",
        "U0SECRETARY": "member",
        "U0CHAIR": "member",
    }
    assert len(secretary.direct_messages()) == 1


def test_a_new_committee_and_its_errors(database: Database, secretary: Person) -> None:
    secretary.command(FIELD, "/cn", "설정")
    secretary.click(secretary.messages(FIELD)[-1], "committee.add")
    (view,) = secretary.waits_for(secretary.views)
    secretary.submit(view, name=STEERING_NAME, channel=FIELD, receives="no")
    (still,) = secretary.views()
    assert still["errors"]["name"] == korean("name_taken", name=STEERING_NAME)
    name = "에너지 분과"
    secretary.submit(still, name=name, channel=FIELD, reports_to=str(council(database).id), receives="no")
    assert secretary.views() == []
    secretary.command(FIELD, "/cn", "setup")
    assert name in str(secretary.messages(FIELD)[-1])
    assert korean("committee.reports_to", name=COUNCIL_NAME) in str(secretary.messages(FIELD)[-1])


def test_a_committee_cannot_report_to_itself_over_another(database: Database, secretary: Person) -> None:
    view = committee_form(secretary, f"{STEERING_NAME}*")
    secretary.submit(view, reports_to=str(council(database).id))
    (still,) = secretary.views()
    assert still["errors"]["name"] == korean("reports_in_a_circle")
    assert council(database).receives_issues


def test_cards_may_go_to_a_channel_of_their_own(slack: Slack, secretary: Person) -> None:
    view = committee_form(secretary, COUNCIL_NAME)
    secretary.submit(view, secretary="U0SECRETARY", intake=FIELD)
    secretary.waits_for(lambda: not secretary.views())
    officer = slack.person("U0OFFICER")
    officer.command(FIELD, "/cn", "report 창호 결로")
    officer.waits_for(lambda: issue_heading(1) in str(officer.messages(FIELD)))
    assert issue_heading(1) not in str(secretary.messages(COUNCIL))
