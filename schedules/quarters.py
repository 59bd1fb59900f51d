"""The quarters of a year, and when a quarter's report opens and is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from storage.workspaces import Workspace


@dataclass(frozen=True)
class Quarter:
    year: int
    number: int

    @property
    def last_day(self) -> date:
        return date(self.year, 1, 1) + relativedelta(months=3 * self.number, days=-1)

    @classmethod
    def of(cls, day: date) -> Quarter:
        return cls(day.year, (day.month - 1) // 3 + 1)

    def before(self) -> Quarter:
        return Quarter.of(date(self.year, 3 * self.number - 2, 1) - timedelta(days=1))

    def opens(self, workspace: Workspace) -> date:
        return self.last_day - timedelta(days=workspace.report_opens_before)

    def due(self, workspace: Workspace) -> date:
        return self.last_day + timedelta(days=workspace.report_due_after)


def quarter_asked(workspace: Workspace, today: date) -> Quarter:
    """The quarter that is reported on: this one once its round has opened, until then the one before."""
    quarter = Quarter.of(today)
    return quarter if quarter.opens(workspace) <= today else quarter.before()


def quarter_due(workspace: Workspace, due: date) -> Quarter:
    """The quarter whose report is due on that day."""
    return Quarter.of(due - timedelta(days=workspace.report_due_after))


def quarters_between(first: date, last: date) -> Iterator[Quarter]:
    quarter = Quarter.of(last)
    found = []
    while quarter.last_day >= first:
        found.append(quarter)
        quarter = quarter.before()
    return reversed(found)
