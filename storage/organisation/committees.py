"""Committees: a working council, the steering group it reports to, and other bodies of a city."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace, Versioned
from storage.db.errors import EmptyText, NameTaken, NotFound, ReportsInACircle
from storage.history import Change, note
from storage.organisation.people import Person
from storage.organisation.replanning import Remindable


class Tier(StrEnum):
    """What a committee is for."""

    COUNCIL = "council"  # receives issues and inspects the tasks
    STEERING = "steering"  # decides on the plan as a whole


class Committee(Base, OfWorkspace, Versioned, Remindable):
    """A committee of a city. At most one of them receives issues and inspects the tasks."""

    __tablename__ = "committees"
    __table_args__ = (UniqueConstraint("workspace_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    channel: Mapped[str] = mapped_column(String(32))
    # The channel for issue cards; "" means the committee's own channel.
    intake_channel: Mapped[str] = mapped_column(String(32), default="")
    chair_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    secretary_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reports_to_id: Mapped[int | None] = mapped_column(ForeignKey("committees.id"))
    receives_issues: Mapped[bool] = mapped_column(default=False)

    @property
    def tier(self) -> Tier:
        """Return what the committee is for: the one that receives issues is the council."""
        return Tier.COUNCIL if self.receives_issues else Tier.STEERING

    @property
    def inspects(self) -> bool:
        """Return whether the committee inspects all tasks and action items, not only its own."""
        return self.tier == Tier.COUNCIL

    @property
    def cards_channel(self) -> str:
        """Return the id of the channel for issue cards: the intake channel, else the committee's own."""
        return self.intake_channel or self.channel


# This query runs for every reported issue, so it is built once.
_RECEIVING = (
    select(Committee)
    .where(Committee.workspace_id == bindparam("city"), Committee.receives_issues.is_(True))
    .order_by(Committee.id)
    .limit(1)
)


def inspecting_committee(session: Session, workspace_id: int) -> Committee | None:
    """Return the committee that receives issues and inspects the tasks, or None before the city is set up."""
    return session.scalar(_RECEIVING, {"city": workspace_id})


def committee_receiving_issues(session: Session, workspace_id: int) -> Committee:
    """Return the committee whose channel gets the issue cards. Raises NotFound before the city is set up."""
    found = inspecting_committee(session, workspace_id)
    if found is None:
        raise NotFound("committee", "receives_issues")
    return found


COUNCIL, STEERING = "탄소중립 실무협의체", "탄소중립추진단"


def enter_default_committees(session: Session, workspace_id: int, council_channel: str, steering_channel: str) -> None:
    """Create a city's two initial committees in the configured channels; a second call changes nothing.

    A committee whose channel is "" is not created. An existing one stays as it is.
    """
    there = set(session.scalars(select(Committee.name).where(Committee.workspace_id == workspace_id)))
    if steering_channel and STEERING not in there:
        session.add(Committee(workspace_id=workspace_id, name=STEERING, channel=steering_channel))
        session.flush()
    if council_channel and COUNCIL not in there:
        above = session.scalar(
            select(Committee.id).where(Committee.workspace_id == workspace_id, Committee.name == STEERING),
        )
        council = Committee(workspace_id=workspace_id, name=COUNCIL, channel=council_channel, reports_to_id=above)
        council.receives_issues = True
        session.add(council)


@dataclass(frozen=True)
class CommitteeSet:
    """The settings of a committee. `chair` and `secretary` are None until somebody is appointed."""

    name: str
    channel: str
    chair: Person | None
    secretary: Person | None
    reports_to: Committee | None
    receives_issues: bool
    intake_channel: str = ""


def all_committees(session: Session, workspace_id: int) -> list[Committee]:
    """Return the committees of a city, oldest first."""
    return list(session.scalars(select(Committee).where(Committee.workspace_id == workspace_id).order_by(Committee.id)))


def is_secretary(session: Session, workspace_id: int, person_id: int) -> bool:
    """Return whether the person is the secretary of any committee."""
    keeps = select(Committee.id).where(Committee.workspace_id == workspace_id, Committee.secretary_id == person_id)
    return session.scalar(keeps.limit(1)) is not None


def committee_with(session: Session, workspace_id: int, committee_id: int) -> Committee:
    """Return the city's committee with that id. Raises NotFound."""
    found = session.get(Committee, committee_id)
    if found is None or found.workspace_id != workspace_id:
        raise NotFound("committee", committee_id)
    return found


def set_committee(
    session: Session, workspace_id: int, committee: Committee | None, wanted: CommitteeSet, by: Person, now: datetime
) -> Committee:
    """Create a committee (`committee` is None) or change one.

    If it receives issues, the others no longer do. Raises EmptyText, NameTaken, ReportsInACircle.
    """
    name = unicodedata.normalize("NFC", wanted.name).strip()
    if not name:
        raise EmptyText
    there = session.scalar(select(Committee).where(Committee.workspace_id == workspace_id, Committee.name == name))
    if there is not None and there is not committee:
        raise NameTaken(name)
    _no_circle(session, committee, wanted.reports_to)
    before = _shown(committee) if committee is not None else {}
    if committee is None:
        committee = Committee(workspace_id=workspace_id, name=name, channel=wanted.channel)
        session.add(committee)
    committee.name, committee.channel = name, wanted.channel
    committee.intake_channel = wanted.intake_channel
    committee.chair_id = wanted.chair.id if wanted.chair else None
    committee.secretary_id = wanted.secretary.id if wanted.secretary else None
    committee.reports_to_id = wanted.reports_to.id if wanted.reports_to else None
    committee.receives_issues = wanted.receives_issues
    if wanted.receives_issues:
        for other in all_committees(session, workspace_id):
            other.receives_issues = other is committee
    session.flush()
    after = _shown(committee)
    note(session, workspace_id, Change("committee", committee.id, "set", before, after), now, by=by.id)
    return committee


def _no_circle(session: Session, committee: Committee | None, above: Committee | None) -> None:
    while above is not None:
        if above is committee:
            raise ReportsInACircle(above.name)
        above = session.get(Committee, above.reports_to_id) if above.reports_to_id else None


def _shown(committee: Committee) -> dict[str, Any]:
    names = ("name", "channel", "intake_channel", "chair_id", "secretary_id", "reports_to_id", "receives_issues")
    return {name: getattr(committee, name) for name in names}
