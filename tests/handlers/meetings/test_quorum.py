"""A committee's quorum end to end: set, shown with the answers and at the start, warned about, and recorded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.practice.driver import Slack
from bot.sample import COUNCIL
from storage.db.database import Database
from tests.handlers.meetings.test_agenda import add
from tests.handlers.meetings.test_board import board_of, end, more
from tests.running import go_to, sample_city_running
from tests.texts import korean


@pytest.fixture
def slack(database: Database) -> Iterator[Slack]:
    with sample_city_running(database) as slack:
        yield slack


def set_quorum(slack: Slack) -> None:
    secretary = slack.person("U0SECRETARY")
    secretary.command(COUNCIL, "/cn", "설정")
    shown = secretary.whispers(COUNCIL)[-1]
    elements = [each for block in shown["blocks"] for each in block.get("elements", ())]
    cycles = [each for each in elements if each["action_id"] == "cycle.edit"]
    assert len(cycles) == 2
    for each in cycles:  # one for each committee
        secretary.click(shown, "cycle.edit", each["value"])
        (form,) = secretary.waits_for(secretary.views)
        secretary.submit(form, quorum="majority")
        secretary.waits_for(lambda: not secretary.views())


def test_a_quorum_is_seen_at_every_step_and_a_decision_without_it_is_pointed_out_and_not_forbidden(
    slack: Slack,
) -> None:
    secretary, leader = slack.person("U0SECRETARY"), slack.person("U0LEADER")
    set_quorum(slack)
    add(secretary, title="녹색건축물 조례 개정")
    go_to(slack, 4, 25)
    (notice,) = leader.waits_for(
        lambda: [
            each
            for each in leader.messages(COUNCIL)
            if korean("quorum.missed", needed=2, present=0) in str(each.get("blocks"))
        ]
    )
    leader.click(notice, "meeting.proxy")  # a member with a proxy counts as present
    leader.waits_for(lambda: korean("quorum.missed", needed=2, present=1) in str(leader.messages(COUNCIL)))
    go_to(slack, 5, 9)
    secretary.waits_for(lambda: "D-Day" in str(secretary.messages(COUNCIL)) or board_of(secretary))
    secretary.click(board_of(secretary), "board.start")
    secretary.waits_for(lambda: korean("board.presence", present=1, members=2) in str(board_of(secretary)["blocks"]))
    assert korean("quorum.missed", needed=2, present=1) in str(board_of(secretary)["blocks"])

    secretary.click(board_of(secretary), "board.decide")
    (form,) = secretary.waits_for(secretary.views)
    secretary.submit(form, outcome="approved", votes="찬성 일곱")
    secretary.waits_for(lambda: korean("decision.wrong.votes") in str(secretary.views()[0]["errors"]))
    secretary.submit(form, outcome="approved", votes="2/0")
    without = korean("quorum.decided_without", members=2, needed=2, present=1)
    (form,) = secretary.waits_for(lambda: [each for each in secretary.views() if without in str(each)])
    assert korean("quorum.more_votes", votes=2, present=1) in str(form)
    secretary.submit(form)  # confirmed after the warning
    secretary.waits_for(lambda: not secretary.views())
    secretary.waits_for(lambda: korean("outcome.approved") in str(board_of(secretary)["blocks"]))

    door = more(secretary, "presence")
    groups = [each["element"] for each in door["blocks"] if each["block_id"] == "present.0"]
    everybody = ",".join(each["value"] for group in groups for each in group["options"])
    secretary.submit(door, **{"present.0": everybody})
    secretary.waits_for(lambda: korean("quorum.reached", needed=2, present=2) in str(board_of(secretary)["blocks"]))
    said = str(end(secretary)["blocks"])
    assert korean("board.presence", present=2, members=2) in said
    assert korean("quorum.reached", needed=2, present=2) in said
    assert korean("votes.sitting", ayes=2, nays=0, others=0) in said
