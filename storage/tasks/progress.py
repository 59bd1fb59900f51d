"""Quarterly reports on tasks: figures, rating, reason and action plan, with author and time."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKey, Numeric, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace, Versioned
from storage.db.errors import Lacking, NotFound, TooLong
from storage.history import Change
from storage.history import note as note_in_history
from storage.organisation.people import Person
from storage.organisation.replanning import Remindable
from storage.tasks.reductions import factor_of, reduction_of
from storage.tasks.tasks import TargetKind, Task


class Rating(StrEnum):
    """Rating of a task, fixed by the national guideline. A person sets it; nothing computes it."""

    ACHIEVED = "achieved"  # 달성
    ON_TRACK = "on_track"  # 정상추진
    DELAYED = "delayed"  # 지연
    NOT_ACHIEVED = "not_achieved"  # 미달성


class ProgressReport(Base, OfWorkspace, Versioned, Remindable):
    """A task's report for a quarter. `value` is in the task's unit, see `TargetKind`; `spend` is in won.

    None means that no number was reported, which is not 0.
    """

    __tablename__ = "progress_reports"
    __table_args__ = (UniqueConstraint("task_id", "year", "quarter"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    year: Mapped[int]
    quarter: Mapped[int]
    value: Mapped[Decimal | None] = mapped_column(Numeric(18, 4))
    spend: Mapped[Decimal | None] = mapped_column(Numeric(18, 0))
    # 감축원단위 when the value was reported, and the reduction by it in tCO2eq; None for tasks that have neither.
    factor: Mapped[Decimal | None] = mapped_column(Numeric(18, 8))
    factor_id: Mapped[str] = mapped_column(String(20), default="")
    reduction: Mapped[Decimal | None] = mapped_column(Numeric(18, 2))
    rating: Mapped[str] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    action_plan: Mapped[str] = mapped_column(Text, default="")
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    # First submitted after the round's last day.
    late: Mapped[bool] = mapped_column(default=False)
    # 대리 입력: entered by a person who is not the owner, the team leader or the owner's deputy.
    for_others: Mapped[bool] = mapped_column(default=False)
    # By the department's head, if the city wants that: confirmed, or sent back with a comment.
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    confirmed_at: Mapped[datetime | None]
    sent_back: Mapped[str] = mapped_column(Text, default="")

    @property
    def why(self) -> str:
        """Return the reason and the action plan of a delay; for older reports without either, the note."""
        return " / ".join(part for part in (self.reason, self.action_plan) if part) or self.note


@dataclass(frozen=True)
class Entry:
    """The content of a quarterly report. None means no number, which is not 0."""

    rating: Rating
    value: Decimal | None = None
    spend: Decimal | None = None
    note: str = ""
    reason: str = ""
    action_plan: str = ""


# 지연 and 미달성 need a reason and an action plan, by the national guideline.
NEEDS_A_REASON = (Rating.DELAYED, Rating.NOT_ACHIEVED)
TEXT_LIMIT = 3_000
_TEXTS = ("note", "reason", "action_plan")


def entry_of(report: ProgressReport) -> Entry:
    """Return the report's content, to correct it or to reuse it for another quarter."""
    texts = {name: getattr(report, name) for name in _TEXTS}
    return Entry(Rating(report.rating), report.value, report.spend, **texts)


def latest_reports(session: Session, workspace_id: int) -> dict[int, ProgressReport]:
    """Return the newest report of each task by task id; tasks without a report are left out."""
    query = (
        select(ProgressReport)
        .where(ProgressReport.workspace_id == workspace_id)
        .order_by(ProgressReport.year, ProgressReport.quarter)
    )
    return {report.task_id: report for report in session.scalars(query)}


def last_two_reports(session: Session, workspace_id: int) -> dict[int, tuple[ProgressReport, ProgressReport | None]]:
    """Return each task's newest report and the one before it, or None, by task id."""
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
    """Return all reports on one task, oldest quarter first."""
    query = (
        select(ProgressReport)
        .where(ProgressReport.workspace_id == workspace_id, ProgressReport.task_id == task_id)
        .order_by(ProgressReport.year, ProgressReport.quarter)
    )
    return list(session.scalars(query))


def reports_in(session: Session, workspace_id: int, year: int, quarter: int) -> dict[int, ProgressReport]:
    """Return the reports for one quarter by task id."""
    query = select(ProgressReport).where(
        ProgressReport.workspace_id == workspace_id, ProgressReport.year == year, ProgressReport.quarter == quarter
    )
    return {report.task_id: report for report in session.scalars(query)}


def report_for(session: Session, task: Task, year: int, quarter: int) -> ProgressReport | None:
    """Return the task's report for the quarter, or None."""
    return session.scalar(
        select(ProgressReport).where(
            ProgressReport.workspace_id == task.workspace_id,
            ProgressReport.task_id == task.id,
            ProgressReport.year == year,
            ProgressReport.quarter == quarter,
        )
    )


def last_before(session: Session, task: Task, year: int, quarter: int) -> ProgressReport | None:
    """Return the task's newest report for an earlier quarter, or None."""
    earlier = [
        each for each in reports_of(session, task.workspace_id, task.id) if (each.year, each.quarter) < (year, quarter)
    ]
    return earlier[-1] if earlier else None


def carried_over(task: Task, last: ProgressReport, year: int) -> Entry:
    """Return an earlier report's content for reuse in a quarter of `year`.

    Between different years `spend` is None, and so is the `value` of an annual target: they count from January.
    """
    said = entry_of(last)
    same_year = last.year == year
    keeps_value = same_year or task.target_kind != TargetKind.ANNUAL
    return replace(said, value=said.value if keeps_value else None, spend=said.spend if same_year else None)


def may_be_unchanged(task: Task, last: ProgressReport, year: int, quarter: int) -> bool:
    """Return whether "as last quarter" may be chosen for this quarter.

    The last report must be for the quarter just before and its figure must still count. The fourth quarter needs the
    year's result, so it may never be chosen there.
    """
    follows = (year * 4 + quarter) - (last.year * 4 + last.quarter) == 1
    return follows and quarter != _LAST_QUARTER and (last.year == year or task.target_kind != TargetKind.ANNUAL)


_LAST_QUARTER = 4


def report_with(session: Session, workspace_id: int, report_id: int) -> ProgressReport:
    """Return the report with this id. Raises NotFound, also for a report of another city."""
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
    """Submit a task's report for (year, quarter), or correct it; the head then has to confirm it again.

    `late` applies to a first report only: one that was in time stays in time when it is corrected. Raises Lacking,
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
    note_in_history(session, task.workspace_id, Change("task", task.id, "reported", before, after), now, by=by.id)
    session.flush()
    return report


def checked(said: Entry) -> Entry:
    """Return the entry with its texts trimmed and composed (NFC).

    Raises Lacking if the rating needs a reason or an action plan, TooLong above TEXT_LIMIT characters.
    """
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
