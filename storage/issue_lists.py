"""Finding issues: mine, open ones, a department's, by words; and those that look alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from storage.issues import ENDED, OPEN, Issue
from storage.people import Department, Person
from storage.reporters import Reporter

# Look-alikes are looked for among what is open and was raised in this time.
RECENT = timedelta(days=30)
_ALIKE_FROM = 0.45
_SAME_PLACE_FROM = 0.2
_AT_MOST = 2


def issues_of(session: Session, person: Person) -> list[Issue]:
    """What this person reported, and what they are in charge of; the newest first."""
    theirs = select(Reporter.issue_id).where(
        Reporter.workspace_id == person.workspace_id, Reporter.person_id == person.id
    )
    query = _newest_first(person.workspace_id).where(or_(Issue.id.in_(theirs), Issue.assignee_id == person.id))
    return list(session.scalars(query))


def open_issues(session: Session, workspace_id: int) -> list[Issue]:
    """What waits for somebody, the longest waiting first."""
    query = select(Issue).where(Issue.workspace_id == workspace_id, Issue.state.in_(OPEN)).order_by(Issue.id)
    return list(session.scalars(query))


def open_issues_reported_by(session: Session, person: Person) -> list[Issue]:
    """Not ended yet, the newest first."""
    theirs = select(Reporter.issue_id).where(
        Reporter.workspace_id == person.workspace_id, Reporter.person_id == person.id
    )
    query = _newest_first(person.workspace_id).where(Issue.id.in_(theirs), Issue.state.not_in(ENDED))
    return list(session.scalars(query))


def issues_with(session: Session, workspace_id: int, words: str) -> list[Issue]:
    """A department's, or those whose words hold these; the newest first."""
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
    """At most two open issues of the last 30 days with the same task or place, or similar words; the likest first."""
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
    """Pairs of neighbouring letters: Korean words change their endings, their stems stay."""
    plain = _plain(text)
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """0 to 1: how much of the shorter is in the longer, less where the longer says much more."""
    if not one or not other:
        return 0.0
    shared = len(one & other)
    return 2 * shared / (len(one) + len(other))


def groups_of_three(issues: Sequence[Issue]) -> list[list[Issue]]:
    """Issues that are like each other, three or more, each in one group, oldest first."""
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
