"""A workspace: one city, one Slack team."""

from __future__ import annotations

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base
from storage.errors import NotFound


class Workspace(Base):
    __tablename__ = "workspaces"

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    zone: Mapped[str] = mapped_column(String(64), default="Asia/Seoul")
    country: Mapped[str] = mapped_column(String(8), default="KR")
    language: Mapped[str] = mapped_column(String(8), default="ko")
    # The last number given to an issue; numbers are a city's own, start at 1 and are never given twice.
    last_issue_number: Mapped[int] = mapped_column(default=0)


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
