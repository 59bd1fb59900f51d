"""Lead times: how many days before and after a due date a city's reminders are sent."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from storage.errors import SettingRefused
from storage.history import note
from storage.people import Person
from storage.workspaces import AT_ONCE, Workspace

# Notices are planned 40 days ahead. Work overdue for more than 90 days is in the weekly digest.
_MOST_BEFORE, _MOST_AFTER, _MOST_STEPS = 40, 90, 5


@dataclass(frozen=True)
class Ladder:
    """Lead times in days: of milestones and action items (`deadline_`), and of quarterly reports (`report_`).

    The opening of a reporting round is not among them.
    """

    deadline_before: tuple[int, ...] = (30, 7, 1)
    deadline_after: tuple[int, ...] = (1, 7, 30)
    report_before: tuple[int, ...] = (3,)
    report_after: tuple[int, ...] = (1, 7)


USUAL = Ladder()


def ladder_of(workspace: Workspace) -> Ladder:
    """Return the city's lead times; `USUAL` ones where the city has set none."""
    return Ladder(**{name: tuple(days) for name, days in workspace.ladder.items()})


def set_ladder(session: Session, workspace: Workspace, wanted: Ladder, by: Person, now: datetime) -> None:
    """Change the city's lead times. Planned notices follow; sent ones stay.

    Raises SettingRefused, which names the field.
    """
    kept = {name: _checked(name, days) for name, days in asdict(wanted).items()}
    before = _listed(ladder_of(workspace))
    workspace.ladder, workspace.plan_at = kept, AT_ONCE
    note(session, workspace.id, "workspace", workspace.id, "ladder", now, by=by.id, before=before, after=kept)


def _checked(name: str, days: tuple[int, ...]) -> list[int]:
    """Return the days without repeats, in the order in which reminders are sent.

    At least one reminder after the date is required, so that overdue work is always mentioned. Raises SettingRefused.
    """
    after = name.endswith("after")
    most = _MOST_AFTER if after else _MOST_BEFORE
    if len(set(days)) > _MOST_STEPS or (after and not days) or not all(1 <= each <= most for each in days):
        raise SettingRefused(name)
    return sorted(set(days), reverse=not after)


def _listed(ladder: Ladder) -> dict[str, list[int]]:
    return {name: list(days) for name, days in asdict(ladder).items()}
