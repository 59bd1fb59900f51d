"""Effects of a decision: on its issue, and the task created from an approved proposal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from storage.action_items.action_items import ActionItem, actions_of
from storage.decisions.undo import codes_undone, decided_before, undo_task, way_back
from storage.history import Change, History, history_of, note
from storage.issues.announcements import add_entry
from storage.issues.issues import SUBJECT, Issue, IssueKind, IssueState, first_line
from storage.issues.roles import allowed_moves, roles_of
from storage.issues.transitions import Move, move_issue
from storage.meetings.agenda import APPROVED, AgendaItem, Outcome
from storage.meetings.carry_over import led_to
from storage.meetings.meetings import Meeting, described
from storage.organisation.people import Person
from storage.tasks.tasks import Task, all_tasks

_WORDS = 300
# The letter for a sector that has no task yet.
_NEW_LETTER = "N"


def apply_decision(session: Session, item: AgendaItem, by: Person, now: datetime, today: date, closes_on: date) -> None:
    """Apply a closed meeting's decision to its issue: add a history entry and change the state.

    A second call changes nothing; a correction adds its own entry. `closes_on` is the day on which a rejected issue
    closes automatically.
    """
    if item.issue_id is None or not item.outcome:
        return
    issue, there = session.get_one(Issue, item.issue_id), session.get_one(Meeting, item.meeting_id)
    words = item.decision[:_WORDS]
    decided = {**described(session, there), "item": item.id, "outcome": item.outcome, "words": words}
    decided |= {"policy": item.policy} if item.policy else {}
    rows = history_of(session, issue.workspace_id, SUBJECT, issue.id)
    was = decided_before(rows, item)
    if not _note_once(session, issue, "decided", decided, by, now):
        return
    if was is not None:
        _undo(session, issue, item, was, rows, by, now)
    if issue.kind == IssueKind.PROPOSAL and item.outcome in APPROVED:
        _become_task(session, issue, by, now)
    move = _move(
        issue, item, [each for each in actions_of(session, there) if each.item_id == item.id], today, closes_on
    )
    if move is not None and move.to in allowed_moves(issue, roles_of(session, issue, by)):
        move_issue(session, issue, move, by, now)
    for other in led_to(session, item):
        goes_to = described(session, session.get_one(Meeting, other.meeting_id))
        _note_once(session, issue, "on_agenda", goes_to, by, now)


def _undo(
    session: Session, issue: Issue, item: AgendaItem, was: History, rows: Sequence[History], by: Person, now: datetime
) -> None:
    """Undo the effects of the earlier decision `was`, which this item's decision corrects."""
    if was.after["outcome"] in APPROVED and item.outcome not in APPROVED:
        undo_task(session, issue, by, now)
    back = way_back(rows, issue, item, was)
    if back is not None and back.to in allowed_moves(issue, roles_of(session, issue, by)):
        move_issue(session, issue, back, by, now)


def _note_once(
    session: Session, issue: Issue, action: str, after: Mapping[str, object], by: Person, now: datetime
) -> bool:
    """Add a history entry and notify, unless the last entry of that action says the same; then return False."""
    rows = [each for each in history_of(session, issue.workspace_id, SUBJECT, issue.id) if each.action == action]
    if rows and rows[-1].after == after:
        return False
    add_entry(session, issue, action, by, now, after=after)
    return True


def _move(
    issue: Issue, item: AgendaItem, follow_ups: Sequence[ActionItem], today: date, closes_on: date
) -> Move | None:
    """Return the state change that the decision causes, or None.

    An approved issue is in progress until its last action item is due. Without a due date in the future it goes under
    review.
    """
    last = max((each.due for each in follow_ups if each.due is not None), default=None)
    if item.outcome in APPROVED and last is not None and last >= today:
        return Move(IssueState.IN_PROGRESS, day=last)
    if item.outcome == Outcome.REJECTED:
        return Move(IssueState.NOT_FEASIBLE, reason=item.decision, closes_on=closes_on)
    return Move(IssueState.UNDER_REVIEW) if issue.state == IssueState.RECEIVED else None


def _become_task(session: Session, issue: Issue, by: Person, now: datetime) -> None:
    """Create a task from an approved proposal, with the next code of its sector; a second call changes nothing.

    Its owner and targets are entered later.
    """
    if issue.task_id is not None:
        return
    codes = [(each.code, each.sector) for each in all_tasks(session, issue.workspace_id)]
    task = Task(
        workspace_id=issue.workspace_id,
        code=next_code([*codes, *codes_undone(session, issue.workspace_id)], issue.sector),
        sector=issue.sector,
        title=first_line(issue),
        department_id=issue.department_id,
        indicator=issue.indicator,
        unit=issue.unit,
    )
    session.add(task)
    session.flush()
    issue.task_id = task.id
    after = {"code": task.code, "title": task.title, "issue": issue.number}
    note(session, task.workspace_id, Change("task", task.id, "proposed", after=after), now, by=by.id)
    add_entry(session, issue, "became_task", by, now, after=after)


def next_code(codes: Sequence[tuple[str, str]], sector: str) -> str:
    """Return the next task code of a sector: its most common letters and the number after their highest, as A-07.

    `codes` holds (code, sector) of every task. A sector without codes gets the letter N.
    """
    split = [(found[1], int(found[2]), of) for code, of in codes if (found := re.fullmatch(r"(\D*?)-?(\d+)", code))]
    letters = Counter(letter for letter, _, of in split if of == sector).most_common(1)
    letter = letters[0][0] if letters and letters[0][0] else _NEW_LETTER
    highest = max((number for held, number, _ in split if held == letter), default=0)
    return f"{letter}-{highest + 1:02d}"
