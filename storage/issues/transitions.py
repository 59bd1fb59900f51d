"""State changes of an issue: roles, allowed transitions and their history entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.db.errors import Changed, Lacking, MoveNotAllowed, NotAllowed
from storage.history import History, history_of, note
from storage.issues.issues import ENDED, MOVES, NEEDED, OPEN, SETTLED, SUBJECT, Issue, IssueState, Role, Urgency
from storage.issues.reporters import is_reporter
from storage.organisation.committees import Committee
from storage.organisation.departments import Department
from storage.organisation.people import Person
from storage.organisation.seats import Part, Seat
from storage.parsing.text import clean_line, clean_text


@dataclass(frozen=True)
class Move:
    """A state change and its details; `NEEDED` says which are required.

    `closes_on` is the day on which a settled issue closes automatically.
    """

    to: IssueState
    day: date | None = None
    reason: str = ""
    body: str = ""
    into: Issue | None = None
    closes_on: date | None = None


def roles_of(session: Session, issue: Issue, person: Person) -> frozenset[Role]:
    """Return the roles a person has for an issue; empty for anyone else."""
    roles = {Role.REPORTER} if is_reporter(session, issue, person) else set()
    if person.id in {each.id for each in committee_people(session, issue.workspace_id)}:
        roles.add(Role.COMMITTEE)
    if person.id in {each.id for each in department_people(session, issue)}:
        roles.add(Role.DEPARTMENT)
    return frozenset(roles)


def committee_people(session: Session, workspace_id: int) -> list[Person]:
    """Return the people with the committee role, each once.

    They are the secretaries and chairs of all committees, and the confirmed members of the one that receives issues.
    """
    offices = officers(session, workspace_id)
    members = (
        select(Person)
        .join(Seat, Seat.person_id == Person.id)
        .join(Committee, Committee.id == Seat.committee_id)
        .where(Seat.workspace_id == workspace_id, Seat.part == Part.MEMBER, Committee.receives_issues.is_(True))
    )
    return list(dict.fromkeys([*offices, *session.scalars(members)]))


def officers(session: Session, workspace_id: int) -> list[Person]:
    """Return the secretaries, then the chairs, of all committees of a city, each person once."""
    committees = session.scalars(select(Committee).where(Committee.workspace_id == workspace_id)).all()
    ids = [each.secretary_id for each in committees] + [each.chair_id for each in committees]
    found = {
        person.id: person for person in session.scalars(select(Person).where(Person.id.in_([i for i in ids if i])))
    }
    return [found[each] for each in dict.fromkeys(ids) if each in found]


def department_people(session: Session, issue: Issue) -> list[Person]:
    """Return the people who handle the issue: the person in charge, the assigned department's contact, its head."""
    department = session.get(Department, issue.department_id) if issue.department_id else None
    ids = [issue.assignee_id, *([department.contact_id, department.head_id] if department else ())]
    people = (session.get(Person, each) for each in dict.fromkeys(ids) if each)
    return [person for person in people if person is not None]


def allowed_moves(issue: Issue, roles: Iterable[Role]) -> list[IssueState]:
    """Return the states to which a person with these roles may move the issue now, in the order of `IssueState`."""
    held = set(roles)
    there = MOVES[IssueState(issue.state)]
    return [state for state in IssueState if there.get(state, set()) & held]


def need_role(session: Session, issue: Issue, person: Person, *wanted: Role) -> None:
    """Check that the person has one of the `wanted` roles. Raises NotAllowed, which names the people who have."""
    if not roles_of(session, issue, person) & set(wanted):
        raise NotAllowed("issue", _who_can(session, issue, set(wanted)))


def move_issue(session: Session, issue: Issue, move: Move, by: Person | None, now: datetime) -> History:
    """Change the state once and return the history entry. `by` is None for an automatic change.

    The caller's contact is deleted when the issue ends. Raises MoveNotAllowed, NotAllowed, Lacking, TooLong.
    """
    before = IssueState(issue.state)
    may = MOVES[before].get(move.to)
    if may is None:
        raise MoveNotAllowed(before, move.to, tuple(MOVES[before]))
    roles = roles_of(session, issue, by) if by is not None else frozenset({Role.CLOCK})
    if not may & roles:
        raise NotAllowed("issue", _who_can(session, issue, may))
    _check(issue, move, before)
    issue.state, issue.due_on, issue.moved_at = move.to, move.day, now
    issue.closes_on = move.closes_on if move.to in SETTLED else None
    issue.merged_into_id = move.into.id if move.into is not None else None
    if move.to in ENDED:
        issue.caller = issue.caller_contact = ""
    said = {
        "state": move.to.value,
        "day": move.day.isoformat() if move.day else "",
        "reason": clean_line(move.reason, 1_000),
        "body": clean_line(move.body),
        "into": move.into.number if move.into else "",
    }
    return _record(session, issue, by, now, "moved", {"state": before.value}, {k: v for k, v in said.items() if v})


def _check(issue: Issue, move: Move, before: IssueState) -> None:
    field = "reason" if before not in OPEN and move.to == IssueState.UNDER_REVIEW else NEEDED.get(move.to)
    if field is not None and not getattr(move, field):
        raise Lacking(field)
    if move.into is not None and (move.into.id == issue.id or move.into.state in ENDED):
        raise Lacking("into")


def assign_issue(
    session: Session, issue: Issue, department: Department, assignee: Person | None, by: Person, now: datetime
) -> History:
    """Assign an issue to a department, and to a person in it or None; a received issue is then under review.

    Return the history entry. Raises NotAllowed, or MoveNotAllowed if the issue is settled or ended.
    """
    need_role(session, issue, by, Role.COMMITTEE, Role.DEPARTMENT)
    if issue.state not in OPEN:
        raise MoveNotAllowed(issue.state, IssueState.UNDER_REVIEW, tuple(MOVES[IssueState(issue.state)]))
    before = {"department": _name_of(session, issue.department_id)}
    issue.department_id, issue.assignee_id = department.id, assignee.id if assignee else None
    issue.moved_at = now
    if issue.state == IssueState.RECEIVED:
        issue.state = IssueState.UNDER_REVIEW
    after = {"department": department.name, "assignee": assignee.slack_id if assignee else ""}
    return _record(session, issue, by, now, "assigned", before, after)


def edit_text(session: Session, issue: Issue, person: Person, text: str, now: datetime) -> None:
    """Replace the issue's text. Raises NotAllowed, MoveNotAllowed (see `may_edit`), EmptyText, TooLong."""
    may_edit(session, issue, person)
    before, issue.text = issue.text, clean_text(text)
    _record(session, issue, person, now, "edited", {"text": before}, {"text": issue.text})


def may_edit(session: Session, issue: Issue, person: Person) -> None:
    """Check that the person may edit the text.

    Raises NotAllowed for anyone but a reporter, MoveNotAllowed once the issue is no longer 접수.
    """
    need_role(session, issue, person, Role.REPORTER)
    if issue.state != IssueState.RECEIVED:
        raise MoveNotAllowed(issue.state, "edited", ())


def propose_urgent(session: Session, issue: Issue, reason: str, by: Person, now: datetime) -> History:
    """Mark an issue as urgent, with a reason; anybody may. Return the history entry. Raises Lacking, TooLong."""
    because = clean_line(reason)
    if not because:
        raise Lacking("urgent_because")
    issue.urgency, issue.urgent_because = Urgency.URGENT, because
    return _record(session, issue, by, now, "urgent", {}, {"reason": because})


def need_version(session: Session, issue: Issue, version: int) -> None:
    """Check that the issue has the version of the opened form.

    Raises Changed with the person and the new state of the latest change.
    """
    if issue.version != version:
        last = history_of(session, issue.workspace_id, SUBJECT, issue.id)[-1]
        who = session.get(Person, last.person_id) if last.person_id else None
        raise Changed(who.slack_id if who else "", str(last.after.get("state", "")))


def _who_can(session: Session, issue: Issue, wanted: set[Role]) -> tuple[str, ...]:
    people: list[Person] = []
    if Role.COMMITTEE in wanted:
        people += officers(session, issue.workspace_id) or committee_people(session, issue.workspace_id)
    if Role.DEPARTMENT in wanted:
        people += department_people(session, issue)
    if wanted == {Role.REPORTER}:
        people.append(session.get_one(Person, issue.reporter_id))
    return tuple(dict.fromkeys(person.slack_id for person in people))


def _name_of(session: Session, department_id: int | None) -> str:
    return session.get_one(Department, department_id).name if department_id else ""


def _record(
    session: Session,
    issue: Issue,
    by: Person | None,
    now: datetime,
    action: str,
    before: Mapping[str, object],
    after: Mapping[str, object],
) -> History:
    who = by.id if by is not None else None
    row = note(session, issue.workspace_id, SUBJECT, issue.id, action, now, by=who, before=before, after=after)
    session.flush()
    return row
