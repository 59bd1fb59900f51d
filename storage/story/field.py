"""Events that have happened in a city at least once, for the guided tour."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from storage.issues.drafts import Draft, DraftState
from storage.issues.issues import Issue, IssueState
from storage.issues.remarks import Remark
from storage.meetings.agenda import AgendaItem
from storage.meetings.attendance import Attendance
from storage.outbox.messages import Message
from storage.outbox.notices import Notice, NoticeKind
from storage.tasks.milestones import Milestone
from storage.tasks.progress import ProgressReport
from storage.tasks.tasks import Task


def plan_is_in(session: Session, workspace_id: int) -> bool:
    """Return whether the city has any task."""
    return _is_any(session, Task.workspace_id == workspace_id)


def issue_is_reported(session: Session, workspace_id: int) -> bool:
    """Return whether any issue or proposal was registered."""
    return _is_any(session, Issue.workspace_id == workspace_id)


def is_posted(session: Session, workspace_id: int, kind: NoticeKind) -> bool:
    """Return whether any notice of that kind is posted in Slack."""
    carried = Notice.message_id == Message.id
    return _is_any(session, Notice.workspace_id == workspace_id, Notice.kind == kind, carried, Message.ts.is_not(None))


def file_is_sent(session: Session, workspace_id: int, subject: str) -> bool:
    """Return whether any message about that notice subject, which carries a file, was posted."""
    wanted = (Notice.workspace_id == workspace_id, Notice.subject == subject)
    return _is_any(session, *wanted, Notice.message_id == Message.id, Message.ts.is_not(None))


def newest_at(session: Session, workspace_id: int, kind: NoticeKind, channel: str) -> str:
    """Return the ts of the newest posted notice of that kind in a channel, or "" if there is none."""
    carried = (Notice.message_id == Message.id, Notice.workspace_id == workspace_id, Notice.kind == kind)
    there = select(Message.ts).where(*carried, Message.channel == channel, Message.ts.is_not(None))
    return session.scalar(there.order_by(Message.ts.desc()).limit(1)) or ""


def meeting_is_answered(session: Session, workspace_id: int) -> bool:
    """Return whether any member answered an invitation to any meeting."""
    return _is_any(session, Attendance.workspace_id == workspace_id)


def result_is_entered(session: Session, workspace_id: int) -> bool:
    """Return whether any milestone is done or any quarterly report was entered."""
    done = _is_any(session, Milestone.workspace_id == workspace_id, Milestone.done_at.is_not(None))
    return done or _is_any(session, ProgressReport.workspace_id == workspace_id)


def draft_is_registered(session: Session, workspace_id: int) -> bool:
    """Return whether any draft became an issue of its own."""
    return _is_any(session, Draft.workspace_id == workspace_id, Draft.state == DraftState.REGISTERED)


def issue_is_assigned(session: Session, workspace_id: int) -> bool:
    """Return whether any issue has a department."""
    return _is_any(session, Issue.workspace_id == workspace_id, Issue.department_id.is_not(None))


def issue_is_on_agenda(session: Session, workspace_id: int) -> bool:
    """Return whether any issue is or was an agenda item, dropped ones included."""
    return _is_any(session, AgendaItem.workspace_id == workspace_id, AgendaItem.issue_id.is_not(None))


def field_is_answered(session: Session, workspace_id: int) -> bool:
    """Return whether the committee wrote to the reporters of any issue."""
    return _is_any(session, Remark.workspace_id == workspace_id, Remark.from_field.is_(False))


def issue_is_closed(session: Session, workspace_id: int) -> bool:
    """Return whether any issue is in the state 종결."""
    return _is_any(session, Issue.workspace_id == workspace_id, Issue.state == IssueState.CLOSED)


def _is_any(session: Session, *conditions: ColumnElement[bool]) -> bool:
    return bool(session.scalar(select(exists().where(*conditions))))
