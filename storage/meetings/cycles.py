"""A committee's meeting cycle: months, weekday, time, and the lead times of its notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace, Versioned
from storage.db.errors import CycleWrong
from storage.history import Change, note
from storage.meetings.quorum import Quorum
from storage.organisation.committees import Committee, Tier, all_committees
from storage.organisation.people import Person
from storage.organisation.replanning import Remindable

_LAST = -1
_FRIDAY, _THURSDAY = 4, 3
_MOST_DAYS = 40  # notices are planned this many days ahead, so an earlier one would be sent late


class Cycle(Base, OfWorkspace, Versioned, Remindable):
    """A committee's meeting cycle.

    `nth` is 1 to 4, or -1 for the last; `weekday` 0 is Monday. `at` is "HH:MM" in the city's time zone. `notice_days`
    and `asking_days` are days before the meeting.
    """

    __tablename__ = "cycles"
    __table_args__ = (UniqueConstraint("committee_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id", ondelete="CASCADE"))
    months: Mapped[list[int]] = mapped_column(JSON)
    nth: Mapped[int]
    weekday: Mapped[int]
    at: Mapped[str] = mapped_column(String(5))
    notice_days: Mapped[list[int]] = mapped_column(JSON)  # to the channel
    asking_days: Mapped[list[int]] = mapped_column(JSON)  # by direct message, to members without an answer
    quorum: Mapped[str] = mapped_column(String(16), default=Quorum.NONE)


@dataclass(frozen=True)
class CycleSet:
    """The settings of a meeting cycle, with the meanings of `Cycle`."""

    months: tuple[int, ...]
    nth: int
    weekday: int
    at: str
    notice_days: tuple[int, ...]
    asking_days: tuple[int, ...]
    quorum: str = Quorum.NONE


COUNCIL_CYCLE = CycleSet((2, 5, 7, 11), 2, _FRIDAY, "14:00", (14, 7, 1), (10, 3))
STEERING_CYCLE = CycleSet((2, 5, 7, 11), 4, _THURSDAY, "14:00", (10, 7, 1), ())
_DEFAULTS = {Tier.COUNCIL: COUNCIL_CYCLE, Tier.STEERING: STEERING_CYCLE}


def enter_default_cycles(session: Session, workspace_id: int) -> None:
    """Create a cycle for each committee that has none, by its tier; a second call changes nothing."""
    there = set(session.scalars(select(Cycle.committee_id).where(Cycle.workspace_id == workspace_id)))
    for committee in all_committees(session, workspace_id):
        if committee.id not in there:
            session.add(_filled(Cycle(workspace_id=workspace_id, committee_id=committee.id), _DEFAULTS[committee.tier]))
    session.flush()


def cycle_of(session: Session, committee: Committee) -> Cycle | None:
    """Return the committee's cycle, or None if it has none."""
    return session.scalar(
        select(Cycle).where(Cycle.workspace_id == committee.workspace_id, Cycle.committee_id == committee.id)
    )


def set_cycle(session: Session, committee: Committee, wanted: CycleSet, by: Person, now: datetime) -> None:
    """Create or change the committee's cycle, with a history entry. Raises CycleWrong, which names the field."""
    _check(wanted)
    cycle = cycle_of(session, committee)
    before = _shown(cycle) if cycle is not None else {}
    if cycle is None:
        cycle = Cycle(workspace_id=committee.workspace_id, committee_id=committee.id)
        session.add(cycle)
    _filled(cycle, wanted)
    city, after = committee.workspace_id, _shown(cycle)
    note(session, city, Change("cycle", committee.id, "set", before, after), now, by=by.id)


def _check(wanted: CycleSet) -> None:
    if not wanted.months or not all(1 <= month <= 12 for month in wanted.months):
        raise CycleWrong("months")
    if wanted.nth not in (1, 2, 3, 4, _LAST) or not 0 <= wanted.weekday <= 6:
        raise CycleWrong("nth")
    if not all(0 < days <= _MOST_DAYS for days in wanted.notice_days):
        raise CycleWrong("notice_days")
    if not all(0 < days <= _MOST_DAYS for days in wanted.asking_days):
        raise CycleWrong("asking_days")
    if wanted.quorum not in list(Quorum):
        raise CycleWrong("quorum")


def _filled(cycle: Cycle, wanted: CycleSet) -> Cycle:
    cycle.months = sorted(set(wanted.months))
    cycle.nth, cycle.weekday, cycle.at, cycle.quorum = wanted.nth, wanted.weekday, wanted.at, wanted.quorum
    cycle.notice_days = sorted(set(wanted.notice_days), reverse=True)
    cycle.asking_days = sorted(set(wanted.asking_days), reverse=True)
    return cycle


def _shown(cycle: Cycle) -> dict[str, object]:
    names = ("months", "nth", "weekday", "at", "notice_days", "asking_days", "quorum")
    return {name: getattr(cycle, name) for name in names}
