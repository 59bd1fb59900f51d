"""Cities with one committee and with three in a chain, end to end: committees are data, not code."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.practice.driver import Person, Slack
from bot.sample import COUNCIL, FIELD, STEERING
from storage.db.database import Database
from storage.meetings.extra_meetings import call_meeting
from storage.meetings.meetings import Appointment
from storage.organisation.committees import Committee, all_committees
from storage.organisation.people import person_of
from storage.organisation.seats import voters_of
from storage.organisation.workspaces import workspace_of
from tests.conftest import NOW
from tests.handlers.meetings.test_agenda import agenda_in, agendas_in, value_of
from tests.handlers.meetings.test_board import board_of, decide, end, start
from tests.handlers.meetings.test_meetings import moves_told, notices_in
from tests.running import go_to
from tests.texts import STEERING_NAME, korean, korean_day, says

ABOVE = "도 탄소중립위원회"


def test_a_city_with_one_committee_decides_itself_and_is_told_what_cannot_go_up(
    database: Database, slack: Slack
) -> None:
    with database.writing() as session:
        steering, council = all_committees(session, workspace_of(session, "T0CITY").id)
        council.reports_to_id = None
        session.flush()
        session.delete(steering)
    secretary = start(slack, "ZEB 기준 강화", "홍보 강화")
    decide(secretary, outcome="approved", policy="standard")
    secretary.click(board_of(secretary), "board.next")
    secretary.waits_for(lambda: "(2/2)" in agenda_in(secretary))
    decide(secretary, outcome="sent_up")
    results = str(end(secretary)["blocks"])
    assert korean("outcome.approved") in results
    assert korean("stuck.nobody_above") in results
    assert agendas_in(secretary, STEERING) == []


def test_of_three_in_a_chain_each_sends_up_to_the_next(database: Database, slack: Slack) -> None:
    """The third committee meets in the field's channel."""
    with database.writing() as session:
        city = workspace_of(session, "T0CITY")
        by = person_of(session, city.id, "U0SECRETARY")
        top = Committee(workspace_id=city.id, name=ABOVE, channel=FIELD, secretary_id=by.id)
        session.add(top)
        session.flush()
        steering, _, _ = all_committees(session, city.id)
        steering.reports_to_id = top.id
        call_meeting(session, top, Appointment(date(2025, 5, 30), "10:00", "", "분기 회의"), by, NOW, NOW.date())
    title = "ZEB 기준 강화"
    secretary = start(slack, title)
    decide(secretary, outcome="sent_up")
    end(secretary)
    go_to(slack, 5, 22)
    secretary.waits_for(lambda: agendas_in(secretary, STEERING) and title in agenda_in(secretary, STEERING))
    secretary.click(board_of(secretary, STEERING), "board.start")
    secretary.waits_for(lambda: "board.more" in agenda_in(secretary, STEERING))
    decide(secretary, STEERING, outcome="sent_up")
    assert f"→ {ABOVE} 2025. " in str(end(secretary, STEERING)["blocks"])
    secretary.command(FIELD, "/cn", "안건")
    listed = str([each for each in secretary.messages(FIELD) if each.get("only") == "U0SECRETARY"][-1]["blocks"])
    assert korean("agenda.from_below", committee=STEERING_NAME, day=korean_day(5, 22)) in listed
    assert korean("agenda.heading", committee=ABOVE) in listed


def test_a_meeting_moved_after_half_its_notices_and_a_member_who_leaves(database: Database, slack: Slack) -> None:
    """Notices of the old date are not sent any more; a member who has left is neither asked nor counted."""
    secretary, owner, leader = (slack.person(each) for each in ("U0SECRETARY", "U0OWNER", "U0LEADER"))
    go_to(slack, 4, 25)
    (notice,) = leader.waits_for(lambda: notices_in(leader))
    leader.click(notice, "meeting.attending")
    go_to(slack, 4, 29)
    owner.waits_for(lambda: asked_of(owner, korean_day(5, 9)))
    secretary.command(COUNCIL, "/cn", "meeting")
    moving = secretary.messages(COUNCIL)[-1]
    secretary.click(moving, "meeting.move", value_of(moving, "meeting.move"))
    (form,) = secretary.waits_for(secretary.views)
    secretary.submit(form, day="2025-05-20", reason="자료 준비")
    leader.waits_for(lambda: moves_told(leader))
    slack.do("deactivate", user="U0OWNER")
    leader.waits_for(lambda: is_gone(database, "U0OWNER"))
    before, told = len(notices_in(leader)), len(owner.direct_messages())
    go_to(slack, 5, 8)  # the day before the old date
    go_to(slack, 5, 9)  # ten days before the new date is a Saturday
    leader.waits_for(lambda: asked_of(leader, korean_day(5, 20)))  # the earlier answer was for the old date
    assert len(owner.direct_messages()) == told
    assert [each for each in notices_in(leader)[before:] if "5. 9." in str(each["blocks"])] == []
    with database.reading() as session:
        council = all_committees(session, workspace_of(session, "T0CITY").id)[1]
        assert len(voters_of(session, council)) == len(voters_of(session, council, also_gone=True)) - 1


def is_gone(database: Database, slack_id: str) -> bool:
    with database.reading() as session:
        return person_of(session, workspace_of(session, "T0CITY").id, slack_id).gone


def asked_of(person: Person, day: str) -> list[dict[str, Any]]:
    asked = {"day": day, "coming": korean("coming.none")}
    return [each for each in person.direct_messages() if says(str(each["blocks"]), "line.attendance", **asked)]
