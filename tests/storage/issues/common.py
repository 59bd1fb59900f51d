"""A city on SQLite for tables of an issue's changes: its people by role, and the instants of these tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from storage.db.database import Database
from storage.db.upgrading import upgrade
from storage.issues.create import create_issue
from storage.issues.issues import Issue
from storage.organisation.committees import Committee
from storage.organisation.departments import department_named
from storage.organisation.people import Person, person_of
from storage.organisation.seats import Part, confirm_seat
from storage.organisation.workspaces import workspace_made_if_new

AT = datetime.fromisoformat("2025-05-02T00:30:00+00:00")
LATER = AT + timedelta(hours=1)
WHO = ("officer", "member", "secretary", "contact", "outsider", "clock")


@contextmanager
def city_in(folder: Path) -> Iterator[Database]:
    """Yield a database with the city, number 1, whose file is in that folder."""
    database = Database(f"sqlite:///{folder / 'city.db'}")
    upgrade(database)
    with database.writing() as session:
        workspace = workspace_made_if_new(session, "T0CITY")
        people = {name: person_of(session, workspace.id, f"U0{name.upper()}") for name in WHO}
        council = Committee(workspace_id=workspace.id, name="실무협의체", channel="C0", receives_issues=True)
        council.secretary_id = people["secretary"].id
        session.add(council)
        session.flush()
        confirm_seat(session, council, people["member"], Part.MEMBER)
        department_named(session, workspace.id, "건축과").contact_id = people["contact"].id
    yield database
    database.close()


def who(session: Session, name: str) -> Person | None:
    """Return the person with that role; None for the clock."""
    return None if name == "clock" else person_of(session, 1, f"U0{name.upper()}")


def reported(session: Session) -> Issue:
    """Return a new issue of the officer's."""
    return create_issue(session, person_of(session, 1, "U0OFFICER"), "창호 결로", AT)
