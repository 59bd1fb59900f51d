from dataclasses import replace

from storage.db.database import Database
from storage.organisation.people import Account, Person, administrators, keep_accounts, person_of
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
