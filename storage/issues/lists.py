"""Issue queries: a person's, open ones, a department's, by words, and similar ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from storage.issues.issues import ENDED, OPEN, Issue
from storage.issues.reporters import Reporter
from storage.organisation.departments import Department
from storage.organisation.people import Person

# Only open issues reported within this time are compared.
RECENT = timedelta(days=30)
_ALIKE_FROM = 0.45
_SAME_PLACE_FROM = 0.2
_AT_MOST = 2


def issues_of(session: Session, person: Person) -> list[Issue]:
    """Return the issues that the person reported or is in charge of, newest first."""
    theirs = select(Reporter.issue_id).where(
        Reporter.workspace_id == person.workspace_id, Reporter.person_id == person.id
    )
    query = _newest_first(person.workspace_id).where(or_(Issue.id.in_(theirs), Issue.assignee_id == person.id))
    return list(session.scalars(query))


def all_issues(session: Session, workspace_id: int) -> list[Issue]:
    """Return the city's issues by number."""
    return list(session.scalars(select(Issue).where(Issue.workspace_id == workspace_id).order_by(Issue.number)))


def open_issues(session: Session, workspace_id: int) -> list[Issue]:
    """Return the city's issues in an open state, oldest first."""
    query = select(Issue).where(Issue.workspace_id == workspace_id, Issue.state.in_(OPEN)).order_by(Issue.id)
    return list(session.scalars(query))


def open_issues_reported_by(session: Session, person: Person) -> list[Issue]:
    """Return the issues that the person reported and that have not ended, newest first."""
    theirs = select(Reporter.issue_id).where(
        Reporter.workspace_id == person.workspace_id, Reporter.person_id == person.id
    )
    query = _newest_first(person.workspace_id).where(Issue.id.in_(theirs), Issue.state.not_in(ENDED))
    return list(session.scalars(query))


def issues_with(session: Session, workspace_id: int, words: str) -> list[Issue]:
    """Return the issues of the department named `words`, newest first.

    If there is no such department, return the issues whose text, title or place contains `words`, ignoring case.
    """
    department = session.scalar(
        select(Department).where(Department.workspace_id == workspace_id, Department.name == words)
    )
    if department is not None:
        query = _newest_first(workspace_id).where(Issue.department_id == department.id)
        return list(session.scalars(query))
    like = f"%{words.lower().replace('%', '').replace('_', '')}%"
    held = or_(*(func.lower(column).like(like) for column in (Issue.text, Issue.title, Issue.place)))
    return list(session.scalars(_newest_first(workspace_id).where(held)))


def _newest_first(workspace_id: int) -> Select[Issue]:
    return select(Issue).where(Issue.workspace_id == workspace_id).order_by(Issue.id.desc())


def alike(
    session: Session,
    workspace_id: int,
    words: str,
    place: str,
    task_id: int | None,
    now: datetime,
    but: int | None = None,
) -> list[Issue]:
    """Return at most two open issues of the last 30 days that look alike, most similar first.

    They have the same task or place, or similar words. The issue with id `but` is left out.
    """
    query = select(Issue.id, Issue.text, Issue.place, Issue.task_id).where(
        Issue.workspace_id == workspace_id, Issue.state.in_(OPEN), Issue.reported_at > now - RECENT
    )
    ours, at = pairs_of(words), _plain(place)
    found = []
    for number, text, there, task in session.execute(query):
        if number == but:
            continue
        score = likeness(ours, pairs_of(text))
        same = (task_id is not None and task == task_id) or (bool(at) and at == _plain(there))
        if score >= _ALIKE_FROM or (same and score >= _SAME_PLACE_FROM):
            found.append((score + same, number))
    nearest = sorted(found, reverse=True)[:_AT_MOST]
    return [session.get_one(Issue, number) for _, number in nearest]


def pairs_of(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring letters, ignoring case, spaces and punctuation.

    Pairs suit Korean, where the endings of words change and the stems stay.
    """
    plain = _plain(text)
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the similarity of two sets of pairs: 0.0 if they share none or one is empty, 1.0 if equal."""
    if not one or not other:
        return 0.0
    shared = len(one & other)
    return 2 * shared / (len(one) + len(other))


def groups_of_three(issues: Sequence[Issue]) -> list[list[Issue]]:
    """Return groups of three or more similar issues, in the given order; each issue is in one group at most."""
    pairs = {issue.id: pairs_of(issue.text) for issue in issues}
    left, groups = list(issues), []
    while left:
        first, *left = left
        group = [first, *(each for each in left if _same(first, each, pairs))]
        if len(group) >= 3:
            groups.append(group)
            left = [each for each in left if each not in group]
    return groups


def _same(one: Issue, other: Issue, pairs: dict[int, frozenset[str]]) -> bool:
    score = likeness(pairs[one.id], pairs[other.id])
    same = (one.task_id is not None and one.task_id == other.task_id) or (
        bool(one.place) and _plain(one.place) == _plain(other.place)
    )
    return score >= _ALIKE_FROM or (same and score >= _SAME_PLACE_FROM)


def _plain(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).lower() if letter.isalnum())
