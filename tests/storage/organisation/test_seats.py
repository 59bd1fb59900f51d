import pytest

from storage.db.database import Database
from storage.organisation.committees import Committee
from storage.organisation.people import Person, person_of
from storage.organisation.seats import Part, answers_for, confirm_seat, note_channel_members, seats_of
from tests.cast import Cast


@pytest.fixture
def council(database: Database, cast: Cast) -> Committee:
    with database.writing() as session:
        committee = Committee(workspace_id=cast.officer.workspace_id, name="council", channel="C0COUNCIL")
        session.add(committee)
    return committee


def parts(database: Database, council: Committee) -> list[tuple[str | None, bool]]:
    with database.reading() as session:
        return [(seat.part, seat.in_channel) for seat in seats_of(session, council)]


def test_being_in_the_channel_suggests_a_seat_that_the_secretary_confirms(
    database: Database, cast: Cast, council: Committee
) -> None:
    with database.writing() as session:
        assert note_channel_members(session, council, ["U0OFFICER", "U0OWNER"]) == (2, 2)
        confirm_seat(session, council, cast.officer, Part.MEMBER)
    with database.writing() as session:
        assert note_channel_members(session, council, ["U0OFFICER", "U0OWNER"]) == (1, 0)
    assert parts(database, council) == [(Part.MEMBER, True), (None, True)]


def test_who_leaves_the_channel_keeps_the_seat_until_the_secretary_takes_it(
    database: Database, cast: Cast, council: Committee
) -> None:
    with database.writing() as session:
        confirm_seat(session, council, cast.officer, Part.MEMBER)
        assert note_channel_members(session, council, []) == (1, 1)
        confirm_seat(session, council, cast.officer, Part.EXCLUDED)
    with database.writing() as session:
        assert note_channel_members(session, council, []) == (0, 0)
    assert parts(database, council) == [(Part.EXCLUDED, False)]


def test_bots_guests_and_who_is_gone_are_left_out(database: Database, cast: Cast, council: Committee) -> None:
    with database.writing() as session:
        for name in ("is_bot", "is_guest", "gone"):
            setattr(person_of(session, council.workspace_id, "U0" + name.upper()), name, True)
        assert note_channel_members(session, council, ["U0IS_BOT", "U0IS_GUEST", "U0GONE"]) == (0, 0)
    assert parts(database, council) == []


def test_a_member_answers_for_themselves_an_assistant_for_the_chair_and_a_person_not_stored_for_nobody(
    database: Database, cast: Cast, council: Committee
) -> None:
    with database.writing() as session:
        council = session.merge(council)
        chair = person_of(session, council.workspace_id, "U0CHAIR")
        council.chair_id = chair.id
        confirm_seat(session, council, cast.officer, Part.MEMBER)
        session.flush()
        unknown = Person(workspace_id=council.workspace_id, slack_id="U0UNKNOWN")
        assert answers_for(session, council, cast.officer) == session.merge(cast.officer)
        assert answers_for(session, council, cast.owner) is None
        assert answers_for(session, council, unknown) is None
        chair.assistant_id = cast.owner.id
        session.flush()
        assert answers_for(session, council, cast.owner) == chair
