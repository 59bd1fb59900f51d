"""Results of a city's meetings so far, for the guided tour. `channel` is the Slack id of a committee's channel."""

from __future__ import annotations

from collections.abc import Set

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from storage.action_items.action_items import ActionItem
from storage.issues.issues import Issue, IssueKind
from storage.meetings.agenda import AgendaItem, Outcome
from storage.meetings.meetings import Meeting, MeetingKind
from storage.organisation.committees import Committee
from storage.rounds.rounds import Round, RoundState
from storage.tasks.progress import ProgressReport
from storage.tasks.tasks import Task
from storage.written_votes.ballots import Vote


def tasks_with_issues(session: Session, workspace_id: int) -> Set[str]:
    """Return the codes of the tasks that any issue is about."""
    query = select(Task.code).join(Issue, Issue.task_id == Task.id)
    return set(session.scalars(query.where(Issue.workspace_id == workspace_id)))


def tasks_on_agenda(session: Session, workspace_id: int, channel: str) -> Set[str]:
    """Return the codes of the tasks whose issues are or were on that committee's agenda, without dropped items."""
    return _tasks_of_items(session, workspace_id, channel)


def tasks_sent_up(session: Session, workspace_id: int, channel: str) -> Set[str]:
    """Return the codes of the tasks whose issues that committee referred to the higher committee."""
    return _tasks_of_items(session, workspace_id, channel, AgendaItem.outcome == Outcome.SENT_UP)


def tasks_decided(session: Session, workspace_id: int, channel: str) -> Set[str]:
    """Return the codes of the tasks whose issues got any outcome in that committee."""
    return _tasks_of_items(session, workspace_id, channel, AgendaItem.outcome != "")


def is_opened(session: Session, workspace_id: int, channel: str, times: int = 1) -> bool:
    """Return whether that committee opened at least `times` meetings, closed ones included."""
    return _meetings(session, workspace_id, channel, Meeting.opened_at.is_not(None)) >= times


def is_held(session: Session, workspace_id: int, channel: str, times: int = 1) -> bool:
    """Return whether that committee opened and closed at least `times` meetings."""
    return _meetings(session, workspace_id, channel, Meeting.closed_at.is_not(None)) >= times


def minutes_are_confirmed(session: Session, workspace_id: int, channel: str) -> bool:
    """Return whether the minutes of any meeting of that committee were confirmed."""
    return _meetings(session, workspace_id, channel, Meeting.minutes_confirmed_at.is_not(None)) > 0


def decision_is_carried_on(session: Session, workspace_id: int, channel: str) -> bool:
    """Return whether that committee has an item that became policy and an action item with a due date."""
    there = _of(workspace_id, channel)
    policy = select(exists().where(AgendaItem.meeting_id == Meeting.id, AgendaItem.policy != "", *there))
    action = select(exists().where(ActionItem.meeting_id == Meeting.id, ActionItem.due.is_not(None), *there))
    return bool(session.scalar(policy) and session.scalar(action))


def departments_with_actions(session: Session, workspace_id: int) -> int:
    """Return the number of departments that have action items, whatever their state."""
    query = select(func.count(ActionItem.department_id.distinct()))
    return session.scalar(query.where(ActionItem.workspace_id == workspace_id)) or 0


def action_is_answered(session: Session, workspace_id: int) -> bool:
    """Return whether any action item has a result."""
    query = exists().where(ActionItem.workspace_id == workspace_id, ActionItem.result != "")
    return bool(session.scalar(select(query)))


def quarter_is_reported(session: Session, workspace_id: int) -> bool:
    """Return whether any quarterly report was entered."""
    return bool(session.scalar(select(exists().where(ProgressReport.workspace_id == workspace_id))))


def round_is_closed(session: Session, workspace_id: int) -> bool:
    """Return whether any reporting round is closed."""
    closed = exists().where(Round.workspace_id == workspace_id, Round.state == RoundState.CLOSED)
    return bool(session.scalar(select(closed)))


def proposal_is_made(session: Session, workspace_id: int) -> bool:
    """Return whether anybody proposed a new task."""
    made = (Issue.kind == IssueKind.PROPOSAL, Issue.workspace_id == workspace_id)
    return bool(session.scalar(select(exists().where(*made))))


def proposal_is_on_agenda(session: Session, workspace_id: int, channel: str) -> bool:
    """Return whether any proposal is or was on that committee's agenda."""
    here = (AgendaItem.issue_id == Issue.id, Issue.kind == IssueKind.PROPOSAL, AgendaItem.meeting_id == Meeting.id)
    return bool(session.scalar(select(exists().where(*here, *_of(workspace_id, channel)))))


def proposal_is_a_task(session: Session, workspace_id: int) -> bool:
    """Return whether a task was created from any proposal."""
    made = (Issue.kind == IssueKind.PROPOSAL, Issue.workspace_id == workspace_id, Issue.task_id.is_not(None))
    return bool(session.scalar(select(exists().where(*made))))


def written_vote_is_called(session: Session, workspace_id: int) -> bool:
    """Return whether any written vote was started."""
    written = (Meeting.workspace_id == workspace_id, Meeting.kind == MeetingKind.WRITTEN)
    return bool(session.scalar(select(exists().where(*written))))


def member_has_voted(session: Session, workspace_id: int) -> bool:
    """Return whether any vote was given in a written vote."""
    return bool(session.scalar(select(exists().where(Vote.workspace_id == workspace_id))))


def _tasks_of_items(session: Session, workspace_id: int, channel: str, *which: ColumnElement[bool]) -> Set[str]:
    query = select(Task.code).join(Issue, Issue.task_id == Task.id).join(AgendaItem, AgendaItem.issue_id == Issue.id)
    there = (AgendaItem.meeting_id == Meeting.id, AgendaItem.dropped.is_(False), *_of(workspace_id, channel))
    return set(session.scalars(query.where(*there, *which)))


def _meetings(session: Session, workspace_id: int, channel: str, *which: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count(Meeting.id)).where(*which, *_of(workspace_id, channel))) or 0


def _of(workspace_id: int, channel: str) -> tuple[ColumnElement[bool], ...]:
    mine = (Meeting.workspace_id == workspace_id, Committee.workspace_id == workspace_id)
    return (*mine, Meeting.committee_id == Committee.id, Committee.channel == channel)
