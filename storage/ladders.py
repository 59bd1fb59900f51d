"""How many days before and after its date a city's people hear of what they owe: the ladder."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from storage.errors import SettingRefused
from storage.history import note
from storage.people import Person
from storage.workspaces import AT_ONCE, Workspace

# Planning looks 40 days ahead; what is later after its date is in the weekly lists anyway.
_MOST_BEFORE, _MOST_AFTER, _MOST_STEPS = 40, 90, 5


@dataclass(frozen=True)
class Ladder:
    """Days of a milestone's or a follow-up's deadline, and of a quarter's report besides its opening."""

    deadline_before: tuple[int, ...] = (30, 7, 1)
    deadline_after: tuple[int, ...] = (1, 7, 30)
    report_before: tuple[int, ...] = (3,)
    report_after: tuple[int, ...] = (1, 7)


USUAL = Ladder()


def ladder_of(workspace: Workspace) -> Ladder:
    """The usual one, but for what the city has set."""
    return Ladder(**{name: tuple(days) for name, days in workspace.ladder.items()})


def set_ladder(session: Session, workspace: Workspace, wanted: Ladder, by: Person, now: datetime) -> None:
    """What is planned follows it; what was said stays said. Raises SettingRefused, which names the field."""
    kept = {name: _checked(name, days) for name, days in asdict(wanted).items()}
    before = _listed(ladder_of(workspace))
    workspace.ladder, workspace.plan_at = kept, AT_ONCE
    note(session, workspace.id, "workspace", workspace.id, "ladder", now, by=by.id, before=before, after=kept)


def _checked(name: str, days: tuple[int, ...]) -> list[int]:
    """The first to come first. What is late is brought up once at least."""
    after = name.endswith("after")
    most = _MOST_AFTER if after else _MOST_BEFORE
    if len(set(days)) > _MOST_STEPS or (after and not days) or not all(1 <= each <= most for each in days):
        raise SettingRefused(name)
    return sorted(set(days), reverse=not after)


def _listed(ladder: Ladder) -> dict[str, list[int]]:
    return {name: list(days) for name, days in asdict(ladder).items()}
