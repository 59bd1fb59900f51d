from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from storage.db.database import Database
from storage.importing.roster import RosterPreview, commit_roster, preview_roster
from storage.importing.sheets import read_sheet
from storage.organisation.departments import department_named
from storage.organisation.people import Person, person_of
from tests.cast import Cast


@pytest.fixture
def roster(database: Database, cast: Cast, tmp_path: Path) -> Path:
    with database.writing() as session:
        for slack_id, name in (("U0HEAD", "건축과장"), ("U0OWNER", "과제 담당자"), ("U0OFFICER", "현장 주무관")):
            person_of(session, cast.owner.workspace_id, slack_id).name = name
        for slack_id in ("U0TWIN1", "U0TWIN2"):
            person_of(session, cast.owner.workspace_id, slack_id).name = "동명이인"
    return tmp_path / "roster.csv"


def preview_of(database: Database, cast: Cast, path: Path) -> RosterPreview:
    with database.reading() as session:
        return preview_roster(session, cast.owner.workspace_id, read_sheet(path))


def test_a_roster_is_shown_then_written_and_twice_changes_nothing(
    database: Database, cast: Cast, roster: Path, now: datetime
) -> None:
    roster.write_text(
        "부서,부서장,부서 창구,팀장,담당자,대리자,비고\n건축과,건축과장,<@U0OWNER>,,과제담당자,현장 주무관,x\n",
        encoding="cp949",
    )
    preview = preview_of(database, cast, roster)
    assert (preview.created, preview.unknown_columns, preview.refused) == (("건축과",), ("비고",), ())
    changes = {(change.code, change.what, change.after) for change in preview.changed}
    assert changes == {
        ("건축과", "head", "U0HEAD"),
        ("건축과", "contact", "U0OWNER"),
        ("U0OWNER", "department", "건축과"),
        ("U0OWNER", "deputy", "U0OFFICER"),
    }
    with database.writing() as session:
        city = cast.owner.workspace_id
        commit_roster(session, city, preview_roster(session, city, read_sheet(roster)), now)
        department = department_named(session, city, "건축과")
        owner = session.get_one(Person, cast.owner.id)
        assert department.contact_id == cast.owner.id
        assert (owner.deputy_id, owner.department_id) == (cast.officer.id, department.id)
    again = preview_of(database, cast, roster)
    assert (again.created, again.changed) == ((), ())


def test_namesakes_and_strangers_are_listed_and_never_guessed(database: Database, cast: Cast, roster: Path) -> None:
    roster.write_text("department,head,owner\n건축과,동명이인,없는 사람\n", encoding="utf-8")
    preview = preview_of(database, cast, roster)
    assert {(each.column, each.reason) for each in preview.unmatched} == {("head", "namesake"), ("owner", "stranger")}
    assert preview.changed == ()


@pytest.mark.parametrize(
    ("text", "row"), [("부서장\n건축과장\n", 1), ("부서,부서장\n,건축과장\n", 2), (f"부서\n{'가' * 101}\n", 2)]
)
def test_a_roster_without_departments_is_refused(
    database: Database, cast: Cast, roster: Path, text: str, row: int
) -> None:
    roster.write_text(text, encoding="utf-8")
    assert [each.row for each in preview_of(database, cast, roster).refused] == [row]
