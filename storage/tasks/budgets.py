"""A task's yearly budget (소요예산) in won: by source of funds, or as one sum."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKey, Numeric, String, Subquery, UniqueConstraint, case, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace
from storage.tasks.tasks import Task


class Fund(StrEnum):
    """The source of funds of a budget."""

    NATIONAL = "national"  # 국비
    PROVINCE = "province"  # 도비
    CITY = "city"  # 시비
    PRIVATE = "private"  # 민간
    WHOLE = "whole"  # the sum, where a plan names no parts, or both


class Budget(Base, OfWorkspace):
    """The budget of one task, year and source of funds. `amount` is in won."""

    __tablename__ = "budgets"
    __table_args__ = (UniqueConstraint("task_id", "year", "fund"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    year: Mapped[int]
    fund: Mapped[str] = mapped_column(String(16))
    amount: Mapped[Decimal] = mapped_column(Numeric(18, 0))


Funds = dict[tuple[int, Fund], Decimal]


def year_of(funds: Funds, year: int) -> Decimal | None:
    """Return a year's budget in won: the given sum, else the total of its parts, or None if neither is given."""
    whole = funds.get((year, Fund.WHOLE))
    parts = [amount for (of, fund), amount in funds.items() if of == year and fund != Fund.WHOLE]
    return whole if whole is not None else sum(parts, Decimal(0)) if parts else None


def not_adding_up(funds: Funds) -> list[int]:
    """Return the years, in order, whose parts differ from the given sum."""
    years = sorted({year for year, fund in funds if fund == Fund.WHOLE})
    parts = {year: [sum_ for (of, fund), sum_ in funds.items() if of == year and fund != Fund.WHOLE] for year in years}
    return [year for year in years if parts[year] and sum(parts[year]) != funds[year, Fund.WHOLE]]


def budgets_of(session: Session, task: Task) -> Funds:
    """Return a task's amounts in won by (year, fund); years without a budget are missing."""
    query = select(Budget).where(Budget.workspace_id == task.workspace_id, Budget.task_id == task.id)
    return {(each.year, Fund(each.fund)): each.amount for each in session.scalars(query)}


def all_budgets(session: Session, workspace_id: int) -> dict[int, Funds]:
    """Return the budgets of all tasks of a city by task id, each as `budgets_of` returns them."""
    query = select(Budget.task_id, Budget.year, Budget.fund, Budget.amount).where(Budget.workspace_id == workspace_id)
    found: dict[int, Funds] = {}
    for task_id, year, fund, amount in session.execute(query):
        found.setdefault(task_id, {})[year, Fund(fund)] = amount
    return found


def set_budgets(session: Session, task: Task, wanted: Funds) -> None:
    """Save the amounts in `wanted`; years and funds that it does not name stay."""
    query = select(Budget).where(Budget.workspace_id == task.workspace_id, Budget.task_id == task.id)
    there = {(each.year, Fund(each.fund)): each for each in session.scalars(query)}
    for (year, fund), amount in wanted.items():
        if (year, fund) in there:
            there[year, fund].amount = amount
        else:
            row = Budget(workspace_id=task.workspace_id, task_id=task.id, year=year, fund=fund, amount=amount)
            session.add(row)
    session.flush()


def budgets_in(workspace_id: int, year: int) -> Subquery:
    """Build a subquery of (task_id, amount): each task's budget of one year in won, by the rule of `year_of`."""
    whole = func.max(case((Budget.fund == Fund.WHOLE, Budget.amount)))
    return (
        select(Budget.task_id, func.coalesce(whole, func.sum(Budget.amount)).label("amount"))
        .where(Budget.workspace_id == workspace_id, Budget.year == year)
        .group_by(Budget.task_id)
        .subquery()
    )
