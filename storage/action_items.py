"""Follow-ups of a meeting: of one of its items (조치사항), or of none (지시사항)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, OfWorkspace, Versioned
from storage.replanning import Remindable


class ActionState(StrEnum):
    IN_PROGRESS = "in_progress"  # 추진 중
    DONE = "done"  # 완료
    ONGOING = "ongoing"  # 지속 추진
    LONG_TERM = "long_term"  # 장기검토, to be looked at again on a date


class ActionItem(Base, OfWorkspace, Versioned, Remindable):
    """`item_id` is None for what fits no item: a directive at the end of a meeting."""

    __tablename__ = "action_items"
    __table_args__ = (Index(None, "workspace_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    what: Mapped[str] = mapped_column(Text)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    due: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(16), default=ActionState.IN_PROGRESS)
    review_on: Mapped[date | None]
    result: Mapped[str] = mapped_column(Text, default="")
    made_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
