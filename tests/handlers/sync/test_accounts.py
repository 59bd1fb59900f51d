"""Accounts that are closed, renamed or made administrators, end to end: the change counts at once, not after the
nightly sync.
"""

from __future__ import annotations

from sqlalchemy import select

from storage.db.database import Database
from storage.organisation.people import Person
from tests.running import go_to, sample_city_running


def in_the_database(database: Database, slack_id: str) -> Person:
    with database.reading() as session:
        return session.scalars(select(Person).where(Person.slack_id == slack_id)).one()


def test_who_is_deactivated_is_gone_at_once_and_the_deputy_hears_what_falls_due(database: Database) -> None:
    with sample_city_running(database) as slack:
        leader = slack.person("U0LEADER")
        slack.do("deactivate", user="U0OWNER")
        leader.waits_for(lambda: in_the_database(database, "U0OWNER").gone)
        go_to(slack, 5, 14)
        leader.waits_for(lambda: "*B-02*" in str(leader.direct_messages()))
        assert "*B-02*" not in str(slack.sees("U0OWNER"))


def test_a_new_name_is_kept_and_an_administrator_of_the_settings_stays_one(database: Database) -> None:
    with sample_city_running(database, cn_admin="U0LEADER") as slack:
        assert in_the_database(database, "U0LEADER").is_admin
        slack.do("rename", user="U0LEADER", name="새 팀장")
        slack.person("").waits_for(lambda: in_the_database(database, "U0LEADER").name == "새 팀장")
        assert in_the_database(database, "U0LEADER").is_admin
