"""인사발령 (a transfer of duties) end to end: a list to read, one button, new owners, and an entry in the history."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.practice.driver import Slack
from bot.sample import FIELD
from storage.admin.handovers import HOLDINGS, held_by
from storage.all_models import metadata
from storage.db.database import Database
from storage.history import History
from storage.organisation.people import Person
from storage.organisation.seats import Part, Seat
from tests.handlers.reminders.test_reminders import reminders
from tests.running import go_to
from tests.texts import korean, says


def test_everything_of_one_person_goes_to_another_and_reminders_follow(slack: Slack, database: Database) -> None:
    secretary, officer = slack.person("U0SECRETARY"), slack.person("U0OFFICER")
    secretary.command(FIELD, "/cn", "인계 @U0OWNER @U0OFFICER")
    request = secretary.messages(FIELD)[-1]
    held = (korean("held.owns", count=5), "B-02", korean("held.seats", count=1), korean("held.deputy_of", count=1))
    for words in held:
        assert words in str(request["blocks"])
    secretary.click(request, "handover.do")
    secretary.waits_for(lambda: says(str(secretary.messages(FIELD)), "handover.done"))
    with database.reading() as session:
        people = {each.slack_id: each for each in session.scalars(select(Person))}
        assert held_by(session, people["U0OWNER"]) == {}
        assert people["U0OFFICER"].deputy_id is None  # the new owner was their deputy; nobody is their own
        parts = {seat.person_id: seat.part for seat in session.scalars(select(Seat).where(Seat.committee_id == 2))}
        assert parts[people["U0OWNER"].id] == Part.EXCLUDED
        assert parts[people["U0OFFICER"].id] == Part.MEMBER
        moved = session.scalars(select(History).where(History.action == "handed_over")).all()
        assert {row.person_id for row in moved} == {people["U0SECRETARY"].id}
        assert len(moved) == 7
    go_to(slack, 5, 14)
    officer.waits_for(lambda: "*B-02*" in str(reminders(officer)))
    assert "*B-02*" not in str(slack.person("U0OWNER").direct_messages())
    assert says(secretary.command(FIELD, "/cn", "status B-02"), "change.handed_over", what="U0OWNER → U0OFFICER")


@pytest.mark.parametrize(
    ("who", "typed", "words"),
    [
        ("U0OWNER", "handover @U0OWNER @U0OFFICER", korean("not_allowed", who="<@U0SECRETARY>")),
        ("U0SECRETARY", "handover @U0OWNER", korean("handover.how")),
        ("U0SECRETARY", "handover @U0OWNER @U0OWNER", korean("handover.refused.same")),
        ("U0SECRETARY", "handover @U0OWNER @U0CNBOT", korean("handover.refused.new")),
        ("U0SECRETARY", "handover @U0OUTSIDER @U0OWNER", korean("handover.nothing", old="<@U0OUTSIDER>")),
    ],
)
def test_what_cannot_be_handed_over_is_said(slack: Slack, who: str, typed: str, words: str) -> None:
    assert slack.person(who).command(FIELD, "/cn", typed) == words


def test_every_office_in_the_database_is_handed_over_or_known_to_stay() -> None:
    """A new column that refers to a person must be classified: a responsibility, or a record of what the person did."""
    pointing = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if any(key.column.table.name == "people" for key in column.foreign_keys)
    }
    offices = {f"{each.record.__tablename__}.{each.column}" for each in HOLDINGS} | {"seats.person_id"}
    deeds = {each for each in pointing - offices if each.endswith(("by_id", ".person_id", ".reporter_id"))}
    # A proxy at a meeting, and the owner of a task when a round was closed, stay as recorded.
    assert pointing - offices - deeds == {"attendances.proxy_id", "round_entries.owner_id"}
