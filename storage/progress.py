"""What was reported of a task for a quarter: its figures, its rating, why and what next, by whom and when."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKey, Numeric, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, OfWorkspace, Versioned
from storage.errors import Lacking, NotFound, TooLong
from storage.history import note as note_in_history
from storage.people import Person
from storage.reductions import factor_of, reduction_of
from storage.replanning import Remindable
from storage.tasks import TargetKind, Task


class Rating(StrEnum):
    """Fixed by the national guideline; a person sets it, nothing computes it."""

    ACHIEVED = "achieved"  # 달성
    ON_TRACK = "on_track"  # 정상추진
    DELAYED = "delayed"  # 지연
    NOT_ACHIEVED = "not_achieved"  # 미달성


class ProgressReport(Base, OfWorkspace, Versioned, Remindable):
    """`value` is in the task's unit and counts from where its target counts: see `TargetKind`. `spend` is in won."""

    __tablename__ = "progress_reports"
    __table_args__ = (UniqueConstraint("task_id", "year", "quarter"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    year: Mapped[int]
    quarter: Mapped[int]
    value: Mapped[Decimal | None] = mapped_column(Numeric(18, 4))
    spend: Mapped[Decimal | None] = mapped_column(Numeric(18, 0))
    # 감축원단위 as it was when the value was given, and what the value saved by it; None where it saves no tonne.
    factor: Mapped[Decimal | None] = mapped_column(Numeric(18, 8))
    factor_id: Mapped[str] = mapped_column(String(20), default="")
    reduction: Mapped[Decimal | None] = mapped_column(Numeric(18, 2))
    rating: Mapped[str] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    action_plan: Mapped[str] = mapped_column(Text, default="")
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    # First given after the round's last day.
    late: Mapped[bool] = mapped_column(default=False)
    # 대리 입력: by somebody who neither owns nor leads the task, nor stands in for its owner.
    for_others: Mapped[bool] = mapped_column(default=False)
    # The department's head, where the city wants that: confirmed, or sent back with a word.
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    confirmed_at: Mapped[datetime | None]
    sent_back: Mapped[str] = mapped_column(Text, default="")

    @property
    def why(self) -> str:
        """Of what is behind: the reason, and what is done about it; of reports from before these, the note."""
        return " / ".join(part for part in (self.reason, self.action_plan) if part) or self.note


@dataclass(frozen=True)
class Entry:
    """What a person says of a quarter; None is no number, which is not 0."""

    rating: Rating
    value: Decimal | None = None
    spend: Decimal | None = None
    note: str = ""
    reason: str = ""
    action_plan: str = ""


# 지연 and 미달성 must say why and what is done about it, by the national guideline.
NEEDS_A_REASON = (Rating.DELAYED, Rating.NOT_ACHIEVED)
TEXT_LIMIT = 3_000
_TEXTS = ("note", "reason", "action_plan")


def entry_of(report: ProgressReport) -> Entry:
    """What was said, to be said again of another quarter or mended."""
    texts = {name: getattr(report, name) for name in _TEXTS}
    return Entry(Rating(report.rating), report.value, report.spend, **texts)


def latest_reports(session: Session, workspace_id: int) -> dict[int, ProgressReport]:
    """The newest report of each task that has one, by the task's id."""
    query = (
        select(ProgressReport)
        .where(ProgressReport.workspace_id == workspace_id)
        .order_by(ProgressReport.year, ProgressReport.quarter)
    )
    return {report.task_id: report for report in session.scalars(query)}


def last_two_reports(session: Session, workspace_id: int) -> dict[int, tuple[ProgressReport, ProgressReport | None]]:
    """The newest report of each task that has one, and the one before it."""
    query = (
        select(ProgressReport)
        .where(ProgressReport.workspace_id == workspace_id)
        .order_by(ProgressReport.year, ProgressReport.quarter)
    )
    found: dict[int, tuple[ProgressReport, ProgressReport | None]] = {}
    for report in session.scalars(query):
        earlier = found.get(report.task_id)
        found[report.task_id] = (report, earlier[0] if earlier else None)
    return found


def reports_of(session: Session, workspace_id: int, task_id: int) -> list[ProgressReport]:
    """Every quarter of one task, oldest first."""
    query = (
        select(ProgressReport)
        .where(ProgressReport.workspace_id == workspace_id, ProgressReport.task_id == task_id)
        .order_by(ProgressReport.year, ProgressReport.quarter)
    )
    return list(session.scalars(query))


def reports_in(session: Session, workspace_id: int, year: int, quarter: int) -> dict[int, ProgressReport]:
    """What was reported for one quarter, by the task's id."""
    query = select(ProgressReport).where(
        ProgressReport.workspace_id == workspace_id, ProgressReport.year == year, ProgressReport.quarter == quarter
    )
    return {report.task_id: report for report in session.scalars(query)}


def report_for(session: Session, task: Task, year: int, quarter: int) -> ProgressReport | None:
    return session.scalar(
        select(ProgressReport).where(
            ProgressReport.workspace_id == task.workspace_id,
            ProgressReport.task_id == task.id,
            ProgressReport.year == year,
            ProgressReport.quarter == quarter,
        )
    )


def last_before(session: Session, task: Task, year: int, quarter: int) -> ProgressReport | None:
    """The newest report of an earlier quarter."""
    earlier = [
        each for each in reports_of(session, task.workspace_id, task.id) if (each.year, each.quarter) < (year, quarter)
    ]
    return earlier[-1] if earlier else None


def carried_over(task: Task, last: ProgressReport, year: int) -> Entry:
    """What an earlier report says of a later quarter: its figures as far as they still count from the same day."""
    said = entry_of(last)
    same_year = last.year == year
    keeps_value = same_year or task.target_kind != TargetKind.ANNUAL
    return replace(said, value=said.value if keeps_value else None, spend=said.spend if same_year else None)


def may_be_unchanged(task: Task, last: ProgressReport, year: int, quarter: int) -> bool:
    """Whether "as last quarter" can be true: told of the quarter just before, counted on, and not a year's result."""
    follows = (year * 4 + quarter) - (last.year * 4 + last.quarter) == 1
    return follows and quarter != _LAST_QUARTER and (last.year == year or task.target_kind != TargetKind.ANNUAL)


_LAST_QUARTER = 4


def report_with(session: Session, workspace_id: int, report_id: int) -> ProgressReport:
    """Raises NotFound."""
    found = session.get(ProgressReport, report_id)
    if found is None or found.workspace_id != workspace_id:
        raise NotFound("report", report_id)
    return found


def enter_report(
    session: Session,
    task: Task,
    quarter: tuple[int, int],
    said: Entry,
    by: Person,
    now: datetime,
    *,
    late: bool = False,
) -> ProgressReport:
    """Report on a task for (year, quarter), or mend what was reported: a head confirms it anew.

    `late` counts for a first report alone: what was there in time and is mended stays in time. Raises Lacking,
    TooLong.
    """
    said = checked(said)
    report, for_others = report_for(session, task, *quarter), not _is_theirs(session, task, by)
    before = _shown(report) if report is not None else {}
    if report is None:
        report = ProgressReport(workspace_id=task.workspace_id, task_id=task.id, year=quarter[0], quarter=quarter[1])
        report.late = late
        session.add(report)
    for name in ("rating", "value", "spend", *_TEXTS):
        setattr(report, name, getattr(said, name))
    report.reduction = reduction_of(task, said.value)
    saves = report.reduction is not None
    report.factor, report.factor_id = (factor_of(task), task.factor_id) if saves else (None, "")
    report.person_id, report.at, report.for_others = by.id, now, for_others
    report.confirmed_by_id, report.confirmed_at, report.sent_back = None, None, ""
    after = _shown(report)
    note_in_history(session, task.workspace_id, "task", task.id, "reported", now, by=by.id, before=before, after=after)
    session.flush()
    return report


def checked(said: Entry) -> Entry:
    """The same with its texts composed (NFC). Raises Lacking, TooLong."""
    note, reason, plan = (unicodedata.normalize("NFC", getattr(said, name)).strip() for name in _TEXTS)
    said = replace(said, note=note, reason=reason, action_plan=plan)
    if said.rating in NEEDS_A_REASON:
        for name in ("reason", "action_plan"):
            if not getattr(said, name):
                raise Lacking(name)
    for name in _TEXTS:
        if len(getattr(said, name)) > TEXT_LIMIT:
            raise TooLong(len(getattr(said, name)), TEXT_LIMIT)
    return said


def _is_theirs(session: Session, task: Task, person: Person) -> bool:
    owner = session.get(Person, task.owner_id) if task.owner_id else None
    return person.id in (task.owner_id, task.team_leader_id, owner.deputy_id if owner else None)


def _shown(report: ProgressReport) -> dict[str, object]:
    numbers = {name: str(getattr(report, name)) if getattr(report, name) is not None else "" for name in _NUMBERS}
    texts = {name: getattr(report, name) for name in ("rating", *_TEXTS)}
    return {"quarter": f"{report.year}-{report.quarter}", **numbers, **texts}


_NUMBERS = ("value", "spend")
