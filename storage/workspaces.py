"""A workspace: one city, one Slack team."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import JSON, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.orm.attributes import flag_modified

from storage.base import Base
from storage.errors import NotFound

AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)


class Workspace(Base):
    __tablename__ = "workspaces"

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    # Where its messages are linked to, such as https://city.slack.com/.
    url: Mapped[str] = mapped_column(String(200), default="")
    zone: Mapped[str] = mapped_column(String(64), default="Asia/Seoul")
    country: Mapped[str] = mapped_column(String(8), default="KR")
    language: Mapped[str] = mapped_column(String(8), default="ko")
    # The last number given to an issue; numbers are a city's own, start at 1 and are never given twice.
    last_issue_number: Mapped[int] = mapped_column(default=0)
    # Days off that no calendar of holidays knows, as ISO dates.
    days_off: Mapped[list[str]] = mapped_column(JSON, default=list)
    # Reminders go out between these hours of a working day, by the city's clock.
    opens_at: Mapped[str] = mapped_column(String(5), default="09:00")
    closes_at: Mapped[str] = mapped_column(String(5), default="18:00")
    # A quarter's round of reports, in days before and after the quarter's last day.
    report_opens_before: Mapped[int] = mapped_column(default=10)
    report_due_after: Mapped[int] = mapped_column(default=5)
    # Days before and after a date on which it is brought up, where the city has set its own: see `Ladder`.
    ladder: Mapped[dict[str, list[int]]] = mapped_column(JSON, default=dict)
    # Whether a department's head confirms its reports or sends them back.
    heads_confirm: Mapped[bool] = mapped_column(default=False)
    # Once an administrator has saved the city's settings in Slack, the environment's no longer count.
    set_in_slack: Mapped[bool] = mapped_column(default=False)
    # How long what was said, and who changed what, is kept.
    keeps_months: Mapped[int] = mapped_column(default=36)
    # The first day the bot planned for: what was due before that day is nobody's reminder.
    plans_since: Mapped[date | None]
    # The oldest of what Slack would not take, while an outage lasts.
    held_since: Mapped[datetime | None]
    # The day for which the cards of open issues say how old they are.
    aged_on: Mapped[date | None]
    # When planning is to look again: the next midnight of the city, or at once after a change.
    plan_at: Mapped[datetime] = mapped_column(default=AT_ONCE, index=True)


def plan_anew(workspace: Workspace) -> None:
    """At the next tick. Written even where it was so when the row was read: planning may have begun meanwhile."""
    workspace.plan_at = AT_ONCE
    flag_modified(workspace, "plan_at")


def workspace_of(session: Session, team_id: str) -> Workspace:
    """The city of a Slack team. Raises NotFound."""
    found = session.scalar(select(Workspace).where(Workspace.team_id == team_id))
    if found is None:
        raise NotFound("workspace", team_id)
    return found


def workspace_made_if_new(session: Session, team_id: str, name: str = "") -> Workspace:
    found = session.scalar(select(Workspace).where(Workspace.team_id == team_id))
    if found is None:
        found = Workspace(team_id=team_id, name=name)
        session.add(found)
        session.flush()
    return found
