"""Names in a sheet, matched to people by Slack id or by a name that only one person has; never guessed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.organisation.people import Person

_SLACK_ID = re.compile(r"<?@?([UW][A-Z0-9]{5,})(?:\|[^>]*)?>?$")


@dataclass(frozen=True)
class Names:
    """People of a city by Slack id and by name. People who have left are found by id only."""

    _by_id: dict[str, Person]
    _by_name: dict[str, list[Person]]

    @classmethod
    def of(cls, session: Session, workspace_id: int) -> Names:
        """Read all people of the city, with one query."""
        by_id: dict[str, Person] = {}
        by_name: dict[str, list[Person]] = {}
        for person in session.scalars(select(Person).where(Person.workspace_id == workspace_id)):
            by_id[person.slack_id] = person
            if person.name and not person.gone:
                by_name.setdefault(_plain(person.name), []).append(person)
        return cls(by_id, by_name)

    def match(self, text: str) -> Person | str:
        """Return the person, or a word for why not: `stranger` for nobody's name, `namesake` for several people's."""
        named = _SLACK_ID.match(text.strip())
        if named:
            return self._by_id.get(named[1], "stranger")
        found = self._by_name.get(_plain(text), [])
        if len(found) == 1:
            return found[0]
        return "namesake" if found else "stranger"


def _plain(name: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", name)).casefold()
