"""Workspaces: each is one city and one Slack team."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import JSON, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.orm.attributes import flag_modified

from storage.db.base import Base
from storage.db.errors import NotFound

AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)


class Workspace(Base):
    """A city with its settings and the state of its planning."""

    __tablename__ = "workspaces"

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    # Base of links to messages, such as https://city.slack.com/.
    url: Mapped[str] = mapped_column(String(200), default="")
    zone: Mapped[str] = mapped_column(String(64), default="Asia/Seoul")
    country: Mapped[str] = mapped_column(String(8), default="KR")
    language: Mapped[str] = mapped_column(String(8), default="ko")
    # The last number given to an issue. Each city counts from 1, and no number is given twice.
    last_issue_number: Mapped[int] = mapped_column(default=0)
    # Days off that are no public holidays, as ISO dates.
    days_off: Mapped[list[str]] = mapped_column(JSON, default=list)
    # Reminders go out between these hours of a working day, by the city's clock.
    opens_at: Mapped[str] = mapped_column(String(5), default="09:00")
    closes_at: Mapped[str] = mapped_column(String(5), default="18:00")
    # When a reporting round opens and is due, in days before and after the quarter's last day.
    report_opens_before: Mapped[int] = mapped_column(default=10)
    report_due_after: Mapped[int] = mapped_column(default=5)
    # The city's own lead times: days before and after a due date, empty for the defaults. See `LeadTimes`.
    lead_times: Mapped[dict[str, list[int]]] = mapped_column(JSON, default=dict)
    # Whether a department's head confirms its reports or sends them back.
    heads_confirm: Mapped[bool] = mapped_column(default=False)
    # Once an administrator has saved the city's settings in Slack, the environment's no longer count.
    set_in_slack: Mapped[bool] = mapped_column(default=False)
    # How long sent reminders and history are kept.
    keeps_months: Mapped[int] = mapped_column(default=36)
    # The first day the bot planned for: nobody is reminded of what was due before it.
    plans_since: Mapped[date | None]
    # While an outage lasts: when the oldest message that Slack did not accept was due. Otherwise None.
    held_since: Mapped[datetime | None]
    # The date for which the cards of open issues show their age.
    aged_on: Mapped[date | None]
    # When planning runs next: at the city's next midnight, or at once after a change.
    plan_at: Mapped[datetime] = mapped_column(default=AT_ONCE, index=True)


def plan_anew(workspace: Workspace) -> None:
    """Mark the city for planning at the next tick.

    Always written, because a planning run may have started since the row was read.
    """
    workspace.plan_at = AT_ONCE
    flag_modified(workspace, "plan_at")


def known_workspace(session: Session, team_id: str) -> Workspace | None:
    """Return the city of a Slack team, or None if the team was never seen."""
    return session.scalar(select(Workspace).where(Workspace.team_id == team_id))


def workspace_of(session: Session, team_id: str) -> Workspace:
    """Return the city of a Slack team. Raises NotFound."""
    found = known_workspace(session, team_id)
    if found is None:
        raise NotFound("workspace", team_id)
    return found


def workspace_made_if_new(session: Session, team_id: str, name: str = "") -> Workspace:
    """Return the city of a Slack team; create it, with this `name`, if the team is new."""
    found = known_workspace(session, team_id)
    if found is None:
        found = Workspace(team_id=team_id, name=name)
        session.add(found)
        session.flush()
    return found
