"""Stand-ins: who is reminded instead of a person who has left.

A person's deputy is chosen later, on the day of the reminder (`schedules/rules/readers.py`). Who gets a message that
Slack has refused is another question (`storage/outbox/fallback.py`).
"""

from __future__ import annotations

from collections.abc import Callable

from schedules.rules.readers import Reader
from storage.organisation.departments import Department

ReaderOf = Callable[[int | None], Reader | None]


def reader_or_stand_in(reader: ReaderOf, person_id: int | None, department: Department | None) -> Reader | None:
    """Return the reader for a person, or else for the department's contact, or else for its head.

    A person who has left is passed over unless a deputy is notified for them. Return None if nobody is left.
    """
    contacts = (department.contact_id, department.head_id) if department is not None else ()
    readers = (reader(each) for each in (person_id, *contacts))
    return next((each for each in readers if each is not None and (not each.gone or each.deputy)), None)
