"""The people of the tests, by role."""

from __future__ import annotations

from dataclasses import dataclass

from storage.db.database import Database
from storage.organisation.people import Person, person_of
from storage.organisation.workspaces import workspace_made_if_new


@dataclass(frozen=True)
class Cast:
    officer: Person
    owner: Person
    outsider: Person

    @classmethod
    def enter(cls, database: Database) -> Cast:
        with database.writing() as session:
            city = workspace_made_if_new(session, "T0CITY", "Sample city")
            other = workspace_made_if_new(session, "T0OTHER", "Another city")
            return cls(
                officer=person_of(session, city.id, "U0OFFICER"),
                owner=person_of(session, city.id, "U0OWNER"),
                outsider=person_of(session, other.id, "U0OUTSIDER"),
            )
