"""Roles: whose members may act on an issue."""

from __future__ import annotations

from datetime import datetime

import pytest

from storage.db.database import Database
from storage.db.errors import NotAllowed
from storage.issues.create import create_issue
from storage.issues.issues import IssueState, Role
from storage.issues.roles import roles_of
from storage.issues.transitions import Move, move_issue
from storage.organisation.committees import Committee
from storage.organisation.people import person_of
from storage.organisation.seats import Part, confirm_seat
from tests.cast import Cast


def test_only_members_of_the_committee_that_receives_issues_act_on_them(
    database: Database, cast: Cast, now: datetime
) -> None:
    city = cast.officer.workspace_id
    with database.writing() as session:
        council = Committee(workspace_id=city, name="실무협의체", channel="C0COUNCIL", receives_issues=True)
        steering = Committee(workspace_id=city, name="추진단", channel="C0STEERING")
        session.add_all([council, steering])
        session.flush()
        inside, elsewhere, secretary = (person_of(session, city, f"U0{name}") for name in ("IN", "ELSEWHERE", "SEC"))
        steering.secretary_id = secretary.id
        confirm_seat(session, council, inside, Part.MEMBER)
        confirm_seat(session, steering, elsewhere, Part.MEMBER)
        issue = create_issue(session, cast.officer, "창호 결로", now)
        held = [roles_of(session, issue, person) for person in (inside, elsewhere, secretary)]
        assert held == [{Role.COMMITTEE}, set(), {Role.COMMITTEE}]
        with pytest.raises(NotAllowed) as caught:
            move_issue(session, issue, Move(IssueState.UNDER_REVIEW), elsewhere, now)
        assert caught.value.who_can == (secretary.slack_id,)
        move_issue(session, issue, Move(IssueState.UNDER_REVIEW), inside, now)
        # The other committee receives issues now: its members act, the first one's no longer.
        council.receives_issues, steering.receives_issues = False, True
        session.flush()
        assert [roles_of(session, issue, person) for person in (inside, elsewhere)] == [set(), {Role.COMMITTEE}]
