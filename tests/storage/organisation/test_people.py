from dataclasses import replace

from storage.db.database import Database
from storage.organisation.people import (
    Account,
    Person,
    administrators,
    keep_accounts,
    keep_dm_channel,
    known_person,
    person_of,
)
from tests.cast import Cast

OFFICER = Account("U0OFFICER", "현장 주무관", "ko", gone=False, is_admin=False, is_bot=False, is_guest=False)


def test_names_and_who_is_gone_follow_slack_and_a_chosen_language_stays(database: Database, cast: Cast) -> None:
    city = cast.officer.workspace_id
    newcomer = replace(OFFICER, slack_id="U0NEW", language="en", is_admin=True)
    with database.writing() as session:
        person_of(session, city, "U0OFFICER").language = "en"
        keep_accounts(session, city, [OFFICER, newcomer])
    with database.writing() as session:
        officer = person_of(session, city, "U0OFFICER")
        assert (officer.name, officer.language, officer.gone) == ("현장 주무관", "en", False)
        assert [person.slack_id for person in administrators(session, city)] == ["U0NEW"]
        keep_accounts(session, city, [replace(OFFICER, gone=True), replace(newcomer, gone=True)])
    with database.reading() as session:
        kept = session.get(Person, cast.officer.id)
        assert kept is not None
        assert kept.gone
        assert administrators(session, city) == []
        assert administrators(session, cast.outsider.workspace_id) == []


def test_the_channel_of_direct_messages_is_kept_of_a_person_who_was_changed_meanwhile(
    database: Database, cast: Cast
) -> None:
    city = cast.officer.workspace_id
    with database.reading() as session:
        read_before = session.get_one(Person, cast.officer.id)
    with database.writing() as session:
        session.get_one(Person, cast.officer.id).name = "주무관"
    with database.writing() as session:
        session.add(read_before)
        keep_dm_channel(session, city, "U0OFFICER", "D1")
        keep_dm_channel(session, city, "U0NEW", "D2")
    with database.reading() as session:
        kept, new = (known_person(session, city, each) for each in ("U0OFFICER", "U0NEW"))
        assert kept is not None
        assert (kept.name, kept.dm_channel) == ("주무관", "D1")
        assert new is not None
        assert new.dm_channel == "D2"
