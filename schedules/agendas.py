"""Automatic items of coming agendas: delayed tasks, overdue action items, tasks postponed repeatedly."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from storage.action_items.action_items import all_actions, due_of
from storage.meetings.agenda import About
from storage.meetings.agenda_editing import keep_listing
from storage.meetings.meetings import Meeting, next_meeting
from storage.meetings.plan_change_items import propose_often_postponed
from storage.meetings.posted import show_agenda_again
from storage.organisation.committees import Committee, all_committees
from storage.organisation.workspaces import Workspace
from storage.tasks.progress import NEEDS_A_REASON, latest_reports
from storage.tasks.tasks import all_tasks


def build_agendas(session: Session, workspace: Workspace, today: date, until: date, now: datetime) -> None:
    """Update the automatic items on the next agenda of each committee, for meetings up to `until`.

    Only the committee that inspects the tasks gets the list of delayed ones. A second call changes nothing.
    """
    for proposed in propose_often_postponed(session, workspace.id, today, now):
        show_agenda_again(session, proposed)
    for committee in all_committees(session, workspace.id):
        meeting = next_meeting(session, committee, today)
        if meeting is None or meeting.on > until:
            continue
        behind = _behind(session, workspace.id) if committee.inspects else ""
        changed = keep_listing(session, meeting, About.RATINGS, behind, now)
        changed |= keep_listing(session, meeting, About.OVERDUE, _late(session, committee, today), now)
        if changed:
            session.flush()
            show_agenda_again(session, meeting)


def _behind(session: Session, workspace_id: int) -> str:
    """Return the codes of the tasks whose latest rating needs a reason, separated by commas."""
    reports = latest_reports(session, workspace_id)
    tasks = all_tasks(session, workspace_id)
    return ",".join(task.code for task in tasks if task.id in reports and reports[task.id].rating in NEEDS_A_REASON)


def _late(session: Session, committee: Committee, today: date) -> str:
    """Return the ids of overdue action items, separated by commas: all if the committee inspects, else its own."""
    late = [each for each in all_actions(session, committee.workspace_id) if (due_of(each) or today) < today]
    if not committee.inspects:
        late = [each for each in late if session.get_one(Meeting, each.meeting_id).committee_id == committee.id]
    return ",".join(str(each.id) for each in late)
