import threading
import unicodedata
from datetime import datetime

import pytest
from sqlalchemy import select

from storage.db.database import Database
from storage.db.errors import EmptyText, MoveNotAllowed, NotAllowed, NotFound, TooLong
from storage.history import history_of
from storage.issues.create import create_issue
from storage.issues.issues import Issue, IssueState, issue_numbered
from storage.issues.transitions import Move, edit_text, move_issue
from tests.cast import Cast


def test_an_issue_gets_the_citys_next_number_and_a_history(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        first = create_issue(session, cast.officer, "별양동 주민센터 창호 결로 B-09", now)
        second = create_issue(session, cast.owner, "it's *wet* <!channel>", now)
        elsewhere = create_issue(session, cast.outsider, "another city's", now)
    assert (first.number, second.number, elsewhere.number) == (1, 2, 1)
    with database.reading() as session:
        kept = issue_numbered(session, cast.officer.workspace_id, 2)
        assert kept.text == "it's *wet* <!channel>"
        assert kept.reported_at == now
        assert [row.action for row in history_of(session, kept.workspace_id, "issue", kept.id)] == ["reported"]


def test_decomposed_hangul_is_kept_composed(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        issue = create_issue(session, cast.officer, unicodedata.normalize("NFD", "결로"), now)
    assert issue.text == "결로"


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u2060 ", "\u3000"])
def test_text_that_says_nothing_is_refused_and_takes_no_number(
    database: Database, cast: Cast, now: datetime, text: str
) -> None:
    with pytest.raises(EmptyText), database.writing() as session:
        create_issue(session, cast.officer, text, now)
    with database.writing() as session:
        assert create_issue(session, cast.officer, "first", now).number == 1


def test_4000_characters_fit_and_one_more_is_refused(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        create_issue(session, cast.officer, "가" * 4_000, now)
    with pytest.raises(TooLong) as caught, database.writing() as session:
        create_issue(session, cast.officer, "가" * 4_001, now)
    assert caught.value.length == 4_001


def test_only_its_reporter_edits_or_withdraws_it(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        number = create_issue(session, cast.officer, "창호 결로", now).number
    with pytest.raises(NotAllowed) as caught, database.writing() as session:
        move_issue(
            session,
            issue_numbered(session, cast.owner.workspace_id, number),
            Move(IssueState.WITHDRAWN),
            cast.owner,
            now,
        )
    assert caught.value.who_can == ("U0OFFICER",)
    with database.writing() as session:
        issue = issue_numbered(session, cast.officer.workspace_id, number)
        edit_text(session, issue, cast.officer, "창호 결로, 2층", now)
        move_issue(session, issue, Move(IssueState.WITHDRAWN), cast.officer, now)
    with database.reading() as session:
        kept = issue_numbered(session, cast.officer.workspace_id, number)
        assert (kept.text, kept.state) == ("창호 결로, 2층", IssueState.WITHDRAWN)
        actions = [row.action for row in history_of(session, kept.workspace_id, "issue", kept.id)]
        assert actions == ["reported", "edited", "moved"]
    with pytest.raises(MoveNotAllowed), database.writing() as session:
        move_issue(
            session,
            issue_numbered(session, cast.officer.workspace_id, number),
            Move(IssueState.WITHDRAWN),
            cast.officer,
            now,
        )


def test_another_citys_issue_is_not_found(database: Database, cast: Cast, now: datetime) -> None:
    with database.writing() as session:
        create_issue(session, cast.officer, "ours", now)
    with pytest.raises(NotFound), database.reading() as session:
        issue_numbered(session, cast.outsider.workspace_id, 1)


def test_two_writers_at_once_never_share_a_number(database: Database, cast: Cast, now: datetime) -> None:
    def report() -> None:
        for _ in range(10):
            with database.writing() as session:
                create_issue(session, cast.officer, "at once", now)

    threads = [threading.Thread(target=report) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        numbers = session.scalars(select(Issue.number).order_by(Issue.number)).all()
    assert numbers == list(range(1, 41))
