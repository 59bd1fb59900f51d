"""Lead times: how many days before and after a due date a city's reminders are sent."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from storage.db.errors import SettingRefused
from storage.history import Change, note
from storage.organisation.people import Person
from storage.organisation.workspaces import AT_ONCE, Workspace

# Notices are planned 40 days ahead. Work overdue for more than 90 days is in the weekly digest.
_MOST_BEFORE, _MOST_AFTER, _MOST_STEPS = 40, 90, 5


@dataclass(frozen=True)
class LeadTimes:
    """Lead times in days: of milestones and action items (`deadline_`), and of quarterly reports (`report_`).

    The opening of a reporting round is not among them.
    """

    deadline_before: tuple[int, ...] = (30, 7, 1)
    deadline_after: tuple[int, ...] = (1, 7, 30)
    report_before: tuple[int, ...] = (3,)
    report_after: tuple[int, ...] = (1, 7)


USUAL = LeadTimes()


def lead_times_of(workspace: Workspace) -> LeadTimes:
    """Return the city's lead times; `USUAL` ones where the city has set none."""
    return LeadTimes(**{name: tuple(days) for name, days in workspace.lead_times.items()})


def set_lead_times(session: Session, workspace: Workspace, wanted: LeadTimes, by: Person, now: datetime) -> None:
    """Change the city's lead times. Planned notices follow; sent ones stay.

    Raises SettingRefused, which names the field.
    """
    kept = {name: _checked(name, days) for name, days in asdict(wanted).items()}
    before = _listed(lead_times_of(workspace))
    workspace.lead_times, workspace.plan_at = kept, AT_ONCE
    note(session, workspace.id, Change("workspace", workspace.id, "ladder", before, kept), now, by=by.id)


def _checked(name: str, days: tuple[int, ...]) -> list[int]:
    """Return the days without repeats, in the order in which reminders are sent.

    At least one reminder after the date is required, so that overdue work is always mentioned. Raises SettingRefused.
    """
    after = name.endswith("after")
    most = _MOST_AFTER if after else _MOST_BEFORE
    if len(set(days)) > _MOST_STEPS or (after and not days) or not all(1 <= each <= most for each in days):
        raise SettingRefused(name)
    return sorted(set(days), reverse=not after)


def _listed(lead_times: LeadTimes) -> dict[str, list[int]]:
    return {name: list(days) for name, days in asdict(lead_times).items()}
