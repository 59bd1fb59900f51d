"""Merging an issue into another one: when it is refused, and who hears of the other one from then on."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.db.database import Database
from storage.db.errors import Lacking
from storage.history import history_of
from storage.issues.create import create_issue
from storage.issues.issues import ENDED, OPEN, SETTLED, SUBJECT, Issue, IssueState
from storage.issues.reporters import reporters_of
from storage.issues.transitions import Move, move_issue
from storage.outbox.notices import Notice, NoticeKind
from tests.cast import Cast


def notified(session: Session, issue: Issue) -> set[tuple[str, str]]:
    """Return (kind, recipient) of the issue's notices."""
    query = select(Notice).where(Notice.subject == SUBJECT, Notice.subject_id == issue.id)
    return {(each.kind, each.recipient) for each in session.scalars(query)}


def merged(session: Session, cast: Cast, now: datetime, state: IssueState) -> Issue:
    """Merge the officer's issue into the owner's, which has that state; return the latter."""
    issue, into = (create_issue(session, by, "창호 결로", now) for by in (cast.officer, cast.owner))
    into.state = state
    move_issue(session, issue, Move(IssueState.MERGED, into=into), cast.officer, now)
    assert issue.merged_into_id == into.id
    return into


def test_an_issue_is_not_merged_into_itself(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        issue = create_issue(session, cast.officer, "창호 결로", now)
        with pytest.raises(Lacking) as caught:
            move_issue(session, issue, Move(IssueState.MERGED, into=issue), cast.officer, now)
        assert (caught.value.field, issue.state, issue.merged_into_id) == ("into", IssueState.RECEIVED, None)


@pytest.mark.parametrize("state", sorted(ENDED))
def test_an_issue_is_not_merged_into_one_that_has_ended(
    database: Database, cast: Cast, now: datetime, state: IssueState
) -> None:
    with database.writing() as session, pytest.raises(Lacking) as caught:
        merged(session, cast, now, state)
    assert caught.value.field == "into"


@pytest.mark.parametrize("state", sorted(OPEN | SETTLED))
def test_a_merged_issues_reporter_hears_of_the_other_one(
    database: Database, cast: Cast, now: datetime, state: IssueState
) -> None:
    with database.writing() as session:
        into = merged(session, cast, now, state)
        assert [person.slack_id for _, person in reporters_of(session, into)] == ["U0OWNER", "U0OFFICER"]
        assert [row.action for row in history_of(session, into.workspace_id, SUBJECT, into.id)][-1] == "joined"
        assert notified(session, into) == {
            (NoticeKind.RECEIPT, "U0OFFICER"),
            (NoticeKind.HISTORY_ENTRY, "U0OWNER"),
        }
