"""Planning after changes: a change to a record that reminders depend on marks its city for planning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from storage.organisation.workspaces import Workspace, plan_anew

# Set in a session's `info` by planning, whose own changes must not trigger planning again.
PLANNING = "planning"


class Remindable:
    """A record that the rules read; changing it triggers planning. With `replanned_by`, only those attributes do.

    With `replanned_by`, a new record does not trigger planning either; deleting one always does.
    """

    replanned_by: ClassVar[tuple[str, ...]] = ()


@event.listens_for(Session, "before_flush")
def _plan_again(session: Session, _context: object, _instances: object) -> None:
    if PLANNING in session.info:
        return
    for workspace_id in {record.workspace_id for record in _changed(session)}:
        plan_anew(session.get_one(Workspace, workspace_id))


def _changed(session: Session) -> Iterator[Any]:
    yield from (each for each in _of(session.new) if not each.replanned_by)
    yield from _of(session.deleted)
    for record in _of(session.dirty):
        state = inspect(record)
        if any(state.attrs[name].history.has_changes() for name in record.replanned_by or state.attrs.keys()):
            yield record


def _of(records: Iterable[Any]) -> Iterator[Any]:
    return (each for each in records if isinstance(each, Remindable))
