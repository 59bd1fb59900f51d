"""The people of the tests, by role."""

from __future__ import annotations

from dataclasses import dataclass

from storage.people import Person, person_of
from storage.sessions import Books
from storage.workspaces import workspace_made_if_new


@dataclass(frozen=True)
class Cast:
    officer: Person
    owner: Person
    outsider: Person

    @classmethod
    def enter(cls, books: Books) -> Cast:
        with books.writing() as session:
            city = workspace_made_if_new(session, "T0CITY", "Sample city")
            other = workspace_made_if_new(session, "T0OTHER", "Another city")
            return cls(
                officer=person_of(session, city.id, "U0OFFICER"),
                owner=person_of(session, city.id, "U0OWNER"),
                outsider=person_of(session, other.id, "U0OUTSIDER"),
            )
