"""The quarters of a year, and when a quarter's reporting round opens and is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from storage.organisation.workspaces import Workspace


@dataclass(frozen=True)
class Quarter:
    """One quarter; `number` is 1 to 4."""

    year: int
    number: int

    @property
    def last_day(self) -> date:
        """The last day of the quarter's last month."""
        return date(self.year, 1, 1) + relativedelta(months=3 * self.number, days=-1)

    @classmethod
    def of(cls, day: date) -> Quarter:
        """Return the quarter that contains the day."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    def before(self) -> Quarter:
        """Return the previous quarter, which may be in the year before."""
        return Quarter.of(date(self.year, 3 * self.number - 2, 1) - timedelta(days=1))

    def opens(self, workspace: Workspace) -> date:
        """Return the day on which the quarter's reporting round opens, by the city's settings."""
        return self.last_day - timedelta(days=workspace.report_opens_before)

    def has_opened(self, workspace: Workspace, today: date) -> bool:
        """Return whether the quarter's reporting round has opened by `today`."""
        return self.opens(workspace) <= today

    def due(self, workspace: Workspace) -> date:
        """Return the day on which the quarter's reports are due, by the city's settings."""
        return self.last_day + timedelta(days=workspace.report_due_after)


def quarter_asked(workspace: Workspace, today: date) -> Quarter:
    """Return the quarter to report on: the current one once its round has opened, otherwise the one before."""
    quarter = Quarter.of(today)
    return quarter if quarter.has_opened(workspace, today) else quarter.before()


def quarter_due(workspace: Workspace, due: date) -> Quarter:
    """Return the quarter whose reports are due on that day."""
    return Quarter.of(due - timedelta(days=workspace.report_due_after))


def quarters_between(first: date, last: date) -> Iterator[Quarter]:
    """Return every quarter that overlaps the days from `first` to `last`, oldest first."""
    quarter = Quarter.of(last)
    found = []
    while quarter.last_day >= first:
        found.append(quarter)
        quarter = quarter.before()
    return reversed(found)
