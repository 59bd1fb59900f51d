"""Proposals for an agenda: a task postponed three times goes to the higher committee, which can decide on it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from storage.meetings.agenda import About, AgendaItem, AgendaKind
from storage.meetings.agenda_editing import add_item
from storage.meetings.meetings import Meeting, MeetingState, next_meeting
from storage.organisation.committees import Committee, inspecting_committee
from storage.tasks.plan_changes import often_postponed
from storage.tasks.tasks import Task


def propose_often_postponed(session: Session, workspace_id: int, today: date, now: datetime) -> list[Meeting]:
    """Put tasks postponed three times or more on the higher committee's next agenda; return the changed meetings.

    A task is added once for each postponement from the third on; the secretary may drop it. A second call changes
    nothing. Without a higher committee, the inspecting committee's own meeting is used.
    """
    often = often_postponed(session, workspace_id)
    meeting = _next_above(session, workspace_id, today) if often else None
    if meeting is None:
        return []
    new = [task for task, last in often if not _is_proposed(session, task, today, last)]
    for task in new:
        item = AgendaItem(about=About.TASK, task_id=task.id, kind=AgendaKind.DELIBERATION, title=task.title)
        add_item(session, meeting, item, None, now)
    return [meeting] if new else []


def _next_above(session: Session, workspace_id: int, today: date) -> Meeting | None:
    committee = inspecting_committee(session, workspace_id)
    if committee is None:
        return None
    above = session.get(Committee, committee.reports_to_id) if committee.reports_to_id else None
    return next_meeting(session, above or committee, today)


def _is_proposed(session: Session, task: Task, today: date, since: datetime) -> bool:
    """Return whether the task is on a coming or open agenda, even if dropped, or was in a meeting after `since`."""
    to_come = and_(Meeting.state == MeetingState.PLANNED, Meeting.on >= today)
    query = (
        select(AgendaItem.id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.workspace_id == task.workspace_id, AgendaItem.task_id == task.id)
        .where(AgendaItem.about == About.TASK)
        .where(or_(to_come, Meeting.state == MeetingState.OPEN, Meeting.closed_at >= since))
    )
    return session.scalar(query.limit(1)) is not None
