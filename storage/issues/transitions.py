"""Changes of an issue: of its state, its department and its text. Everybody who must hear of a change is notified."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.db.errors import Changed, Lacking, MoveNotAllowed
from storage.history import Change, history_of, note
from storage.issues.announcements import add_entry, include_reporter, notify_handlers
from storage.issues.issues import ENDED, MOVES, NEEDED, OPEN, SETTLED, SUBJECT, Issue, IssueState, Role
from storage.issues.reporters import reporters_of
from storage.issues.roles import need_role
from storage.organisation.departments import Department
from storage.organisation.people import Person
from storage.outbox.notices import show_again
from storage.parsing.text import clean_line, clean_text


@dataclass(frozen=True)
class Move:
    """A state change and its details; `NEEDED` says which are required.

    `into` is the issue that this one is merged into. `closes_on` is the day on which a settled issue closes
    automatically.
    """

    to: IssueState
    day: date | None = None
    reason: str = ""
    body: str = ""
    into: Issue | None = None
    closes_on: date | None = None


def move_issue(session: Session, issue: Issue, move: Move, by: Person | None, now: datetime) -> None:
    """Change the state once and notify the reporters. `by` is None for an automatic change.

    A merge makes the reporters those of the other issue too. The caller's contact is deleted when the issue ends.
    Raises MoveNotAllowed, NotAllowed, Lacking, TooLong.
    """
    before = IssueState(issue.state)
    may = MOVES[before].get(move.to)
    if may is None:
        raise MoveNotAllowed(before, move.to, tuple(MOVES[before]))
    need_role(session, issue, by, *may)
    _check(issue, move)
    into = move.into if move.to == IssueState.MERGED else None
    said = {
        "state": move.to.value,
        "day": move.day.isoformat() if move.day else "",
        "reason": clean_line(move.reason, 1_000),
        "body": clean_line(move.body),
        "into": into.number if into is not None else "",
    }
    issue.state, issue.due_on, issue.moved_at = move.to, move.day, now
    issue.closes_on = move.closes_on if move.to in SETTLED else None
    issue.merged_into_id = into.id if into is not None else None
    if move.to in ENDED:
        issue.caller = issue.caller_contact = ""
    after = {name: value for name, value in said.items() if value}
    add_entry(session, issue, "moved", by, now, before={"state": before.value}, after=after)
    if into is not None:
        _join(session, issue, into, by, now)


def is_reopening(issue: Issue, to: IssueState) -> bool:
    """Return whether the move to `to` reopens a settled or ended issue."""
    return to == IssueState.UNDER_REVIEW and issue.state not in OPEN


def _check(issue: Issue, move: Move) -> None:
    field = "reason" if is_reopening(issue, move.to) else NEEDED.get(move.to)
    if field is not None and not getattr(move, field):
        raise Lacking(field)
    if move.into is not None and (move.into.id == issue.id or move.into.state in ENDED):
        raise Lacking("into")


def _join(session: Session, issue: Issue, into: Issue, by: Person | None, now: datetime) -> None:
    """Add a merged issue's reporters to the other one; they are notified about that one from then on."""
    for _, person in reporters_of(session, issue):
        include_reporter(session, into, person, now)
    add_entry(session, into, "joined", by, now, after={"number": issue.number})


def close_what_waited(session: Session, workspace_id: int, today: date, now: datetime) -> None:
    """Close settled issues whose reporter did not object in time, and notify their reporters."""
    waited = select(Issue).where(Issue.workspace_id == workspace_id, Issue.closes_on <= today)
    for issue in session.scalars(waited):
        move_issue(session, issue, Move(IssueState.CLOSED), None, now)


def assign_issue(
    session: Session, issue: Issue, department: Department, assignee: Person | None, by: Person, now: datetime
) -> None:
    """Assign an issue to a department, and to a person in it or None; a received issue is then under review.

    The people in charge get the card, the reporters are notified. Raises NotAllowed, or MoveNotAllowed if the issue is
    settled or ended.
    """
    need_role(session, issue, by, Role.COMMITTEE, Role.DEPARTMENT)
    if issue.state not in OPEN:
        raise MoveNotAllowed(issue.state, IssueState.UNDER_REVIEW, tuple(MOVES[IssueState(issue.state)]))
    before = {"department": session.get_one(Department, issue.department_id).name if issue.department_id else ""}
    issue.department_id, issue.assignee_id = department.id, assignee.id if assignee else None
    issue.moved_at = now
    if issue.state == IssueState.RECEIVED:
        issue.state = IssueState.UNDER_REVIEW
    notify_handlers(session, issue, now)
    after = {"department": department.name, "assignee": assignee.slack_id if assignee else ""}
    add_entry(session, issue, "assigned", by, now, before=before, after=after)


def edit_text(session: Session, issue: Issue, person: Person, text: str, now: datetime) -> None:
    """Replace the issue's text and update its messages; nobody is notified.

    Raises NotAllowed, MoveNotAllowed (see `may_edit`), EmptyText, TooLong.
    """
    may_edit(session, issue, person)
    before, issue.text = issue.text, clean_text(text)
    edited = Change(SUBJECT, issue.id, "edited", {"text": before}, {"text": issue.text})
    note(session, issue.workspace_id, edited, now, by=person.id)
    show_again(session, issue.workspace_id, SUBJECT, issue.id)


def may_edit(session: Session, issue: Issue, person: Person) -> None:
    """Check that the person may edit the text.

    Raises NotAllowed for anyone but a reporter, MoveNotAllowed once the issue is no longer 접수.
    """
    need_role(session, issue, person, Role.REPORTER)
    if issue.state != IssueState.RECEIVED:
        raise MoveNotAllowed(issue.state, "edited", ())


def need_version(session: Session, issue: Issue, version: int) -> None:
    """Check that the issue has the version of the opened form.

    Raises Changed with the person and the new state of the latest change.
    """
    if issue.version != version:
        last = history_of(session, issue.workspace_id, SUBJECT, issue.id)[-1]
        who = session.get(Person, last.person_id) if last.person_id else None
        raise Changed(who.slack_id if who else "", str(last.after.get("state", "")))
