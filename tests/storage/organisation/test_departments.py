"""A renamed department: older papers keep the old name, and lists still find the department by it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from storage.db.database import Database
from storage.db.errors import NameTaken
from storage.organisation.departments import Department, department_named, keep_names, names_on, rename_department
from tests.cast import Cast

TODAY, RENAMED, AGAIN = date(2025, 5, 2), date(2025, 10, 1), date(2026, 7, 1)


def test_each_day_has_its_name_and_the_database_follows_when_the_day_comes(
    database: Database, cast: Cast, now: datetime
) -> None:
    city = cast.officer.workspace_id
    with database.writing() as session:
        department, other = (department_named(session, city, name) for name in ("도시정비과", "건축과"))
        department_named(session, cast.outsider.workspace_id, "주택과")  # another city's department may have that name
        rename_department(session, department, "주택과", RENAMED, now, TODAY)
        assert department.name == "도시정비과"  # the day of the renaming is in the future
        rename_department(session, department, "주거과", AGAIN, now, TODAY)
        keep_names(session, city, RENAMED)
        assert department.name == "주택과"
        for day, name in ((TODAY, "도시정비과"), (RENAMED, "주택과"), (date(2026, 6, 30), "주택과"), (AGAIN, "주거과")):
            assert names_on(session, city, day) == {department.id: name, other.id: "건축과"}
        for name in ("도시정비과", "주택과", "주거과"):
            assert department_named(session, city, name) is department
        with pytest.raises(NameTaken):
            rename_department(session, department, "건축과", AGAIN, now, TODAY)
        assert session.query(Department).filter_by(workspace_id=city).count() == 2
