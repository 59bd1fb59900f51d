"""An issue's assignment and its text: who may change them, what is kept of a change, and a form that is out of date."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from storage.db.database import Database
from storage.db.errors import Changed, MoveNotAllowed, NotAllowed
from storage.history import history_of
from storage.issues.issues import ENDED, MOVES, SETTLED, SUBJECT, IssueState
from storage.issues.transitions import Move, assign_issue, edit_text, move_issue, need_version
from storage.organisation.departments import department_named
from storage.organisation.people import person_of
from storage.outbox.lookups import message_showing
from storage.outbox.notices import Notice, NoticeKind, Topic, notify
from tests.storage.issues.common import AT, LATER, city_in, reported, who


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with city_in(tmp_path_factory.mktemp("moves")) as database:
        yield database


@pytest.mark.parametrize(
    ("state", "after"), [("received", "under_review"), ("under_review", "under_review"), ("planned", "planned")]
)
def test_an_assignment_is_kept_and_the_people_in_charge_get_the_card(city: Database, state: str, after: str) -> None:
    with city.trying_out() as session:
        issue = reported(session)
        secretary, member = (person_of(session, 1, slack_id) for slack_id in ("U0SECRETARY", "U0MEMBER"))
        first, second = (department_named(session, 1, name) for name in ("건축과", "도로과"))
        issue.state = state
        assign_issue(session, issue, first, member, secretary, LATER)
        assert (issue.department_id, issue.assignee_id) == (first.id, member.id)
        assert (issue.state, issue.moved_at) == (after, LATER)
        cards = select(Notice.recipient).where(Notice.kind == NoticeKind.HANDLING, Notice.subject_id == issue.id)
        assert set(session.scalars(cards)) == {"U0MEMBER", "U0CONTACT"}
        assign_issue(session, issue, second, None, secretary, LATER)
        assert (issue.department_id, issue.assignee_id) == (second.id, None)
        entries = [
            (each.person_id, each.before, each.after)
            for each in history_of(session, 1, SUBJECT, issue.id)
            if each.action == "assigned"
        ]
        assert entries == [
            (secretary.id, {"department": ""}, {"department": "건축과", "assignee": "U0MEMBER"}),
            (secretary.id, {"department": "건축과"}, {"department": "도로과", "assignee": ""}),
        ]


@pytest.mark.parametrize("by", ["officer", "outsider"])
def test_neither_the_reporter_nor_anyone_else_assigns_an_issue(city: Database, by: str) -> None:
    with city.trying_out() as session:
        issue, person = reported(session), person_of(session, 1, f"U0{by.upper()}")
        with pytest.raises(NotAllowed):
            assign_issue(session, issue, department_named(session, 1, "건축과"), None, person, LATER)
        assert (issue.department_id, issue.state) == (None, "received")


@pytest.mark.parametrize("state", sorted(SETTLED | ENDED))
def test_a_settled_or_ended_issue_is_not_assigned(city: Database, state: IssueState) -> None:
    with city.trying_out() as session:
        issue, secretary = reported(session), person_of(session, 1, "U0SECRETARY")
        issue.state = state
        with pytest.raises(MoveNotAllowed) as caught:
            assign_issue(session, issue, department_named(session, 1, "건축과"), None, secretary, LATER)
    assert vars(caught.value) == {"state": state, "wanted": "under_review", "allowed": tuple(MOVES[state])}


def test_a_new_text_is_kept_with_the_old_one_and_shown_in_the_receipt(city: Database) -> None:
    with city.trying_out() as session:
        issue, officer = reported(session), person_of(session, 1, "U0OFFICER")
        notify(session, 1, Topic(NoticeKind.RECEIPT, SUBJECT, issue.id), officer.slack_id, AT)
        edit_text(session, issue, officer, " 2층 결로 ", LATER)
        entry = history_of(session, 1, SUBJECT, issue.id)[-1]
        assert (entry.action, entry.person_id, entry.at) == ("edited", officer.id, LATER)
        assert (entry.before, entry.after) == ({"text": "창호 결로"}, {"text": "2층 결로"})
        receipt = message_showing(session, 1, NoticeKind.RECEIPT, SUBJECT, issue.id)
        assert receipt is not None
        assert receipt.wanted == 2
        move_issue(session, issue, Move(IssueState.UNDER_REVIEW), person_of(session, 1, "U0SECRETARY"), LATER)
        with pytest.raises(MoveNotAllowed) as caught:
            edit_text(session, issue, officer, "3층 결로", LATER)
        assert vars(caught.value) == {"state": "under_review", "wanted": "edited", "allowed": ()}
        assert issue.text == "2층 결로"


@pytest.mark.parametrize("by", ["secretary", "outsider"])
def test_only_the_reporter_edits_the_text(city: Database, by: str) -> None:
    with city.trying_out() as session:
        issue = reported(session)
        with pytest.raises(NotAllowed) as caught:
            edit_text(session, issue, person_of(session, 1, f"U0{by.upper()}"), "2층 결로", LATER)
        assert (caught.value.who_can, issue.text) == (("U0OFFICER",), "창호 결로")


@pytest.mark.parametrize(("name", "by"), [("secretary", "U0SECRETARY"), ("clock", "")])
def test_a_form_of_an_older_version_is_refused_with_the_latest_change(city: Database, name: str, by: str) -> None:
    with city.trying_out() as session:
        issue, secretary = reported(session), person_of(session, 1, "U0SECRETARY")
        need_version(session, issue, issue.version)
        older = issue.version
        move_issue(session, issue, Move(IssueState.DONE), secretary, AT)
        move_issue(session, issue, Move(IssueState.CLOSED), who(session, name), LATER)
        with pytest.raises(Changed) as caught:
            need_version(session, issue, older)
        assert (caught.value.by, caught.value.state) == (by, "closed")
