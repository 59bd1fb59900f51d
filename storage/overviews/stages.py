"""Stages of an issue or a task: plan, run, check, policy (계획·실행·점검·정책화)."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from storage.issues.issues import Issue, IssueState
from storage.meetings.agenda import AgendaItem, items_about
from storage.tasks.milestones import milestones_of
from storage.tasks.progress import reports_of
from storage.tasks.tasks import Task

_UNDER_WAY = (IssueState.PLANNED, IssueState.IN_PROGRESS)
_LOOKED_AT = (IssueState.DONE, IssueState.CLOSED)


class Stage(StrEnum):
    """Stage of an issue or a task, in the order it passes them."""

    PLAN = "plan"
    RUN = "run"
    CHECK = "check"
    POLICY = "policy"


def stage_of_issue(session: Session, issue: Issue) -> Stage:
    """Return POLICY if a meeting made the issue a policy, otherwise the stage of its state."""
    if any(item.policy for item in items_about(session, issue)):
        return Stage.POLICY
    if issue.state in _LOOKED_AT:
        return Stage.CHECK
    return Stage.RUN if issue.state in _UNDER_WAY else Stage.PLAN


def stage_of_task(session: Session, task: Task, year: int) -> Stage:
    """Return the task's furthest stage, as of `year`.

    POLICY if a meeting made it or one of its issues a policy, CHECK once it has a report, RUN once it has begun or a
    milestone is done, otherwise PLAN.
    """
    about = or_(
        AgendaItem.task_id == task.id,
        AgendaItem.issue_id.in_(select(Issue.id).where(Issue.task_id == task.id)),
    )
    policy = select(AgendaItem.id).where(AgendaItem.workspace_id == task.workspace_id, AgendaItem.policy != "", about)
    if session.scalar(policy.where(AgendaItem.dropped.is_(False)).limit(1)) is not None:
        return Stage.POLICY
    if reports_of(session, task.workspace_id, task.id):
        return Stage.CHECK
    begun = task.start_year is not None and task.start_year <= year
    done = any(each.done_at is not None for each in milestones_of(session, task))
    return Stage.RUN if begun or done else Stage.PLAN
