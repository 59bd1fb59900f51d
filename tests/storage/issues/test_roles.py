"""Roles: whose members may act on an issue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from storage.db.database import Database
from storage.db.errors import NotAllowed
from storage.issues.create import create_issue
from storage.issues.issues import Issue, IssueState, Role
from storage.issues.roles import allowed_moves, committee_people, department_people, need_role, officers, roles_of
from storage.issues.transitions import Move, move_issue
from storage.organisation.committees import Committee, all_committees
from storage.organisation.departments import department_named
from storage.organisation.people import Person, person_of
from storage.organisation.seats import Part, confirm_seat
from storage.organisation.workspaces import workspace_made_if_new
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


@pytest.fixture
def city(database: Database, now: datetime) -> Iterator[tuple[Session, Issue]]:
    """Yield an issue of U0OFFICER's, given to U0PERSON in a department with a contact and a head.

    The council receives issues and has a chair, a member and an observer; the steering group has a member, and the
    council's secretary is its chair too.
    """
    with database.trying_out() as session:
        city = workspace_made_if_new(session, "T0CITY").id
        council = Committee(workspace_id=city, name="실무협의체", channel="C0COUNCIL", receives_issues=True)
        steering = Committee(workspace_id=city, name="추진단", channel="C0STEERING")
        session.add_all([council, steering])
        session.flush()
        council.secretary_id = steering.chair_id = person_of(session, city, "U0SECRETARY").id
        council.chair_id = person_of(session, city, "U0CHAIR").id
        for committee, slack_id, part in (
            (council, "U0MEMBER", Part.MEMBER),
            (council, "U0CHAIR", Part.MEMBER),
            (council, "U0OBSERVER", Part.OBSERVER),
            (steering, "U0STEERING", Part.MEMBER),
        ):
            confirm_seat(session, committee, person_of(session, city, slack_id), part)
        issue = create_issue(session, person_of(session, city, "U0OFFICER"), "창호 결로", now)
        department = department_named(session, city, "건축과")
        department.contact_id = person_of(session, city, "U0CONTACT").id
        department.head_id = issue.assignee_id = person_of(session, city, "U0HEAD").id
        issue.department_id = department.id
        yield session, issue


def test_each_person_has_the_roles_of_their_place(city: tuple[Session, Issue]) -> None:
    session, issue = city
    roles = {
        "U0OFFICER": {Role.REPORTER},
        "U0SECRETARY": {Role.COMMITTEE},
        "U0CHAIR": {Role.COMMITTEE},
        "U0MEMBER": {Role.COMMITTEE},
        "U0OBSERVER": set(),
        "U0STEERING": set(),
        "U0CONTACT": {Role.DEPARTMENT},
        "U0HEAD": {Role.DEPARTMENT},
        "U0OUTSIDER": set(),
    }
    assert {each: roles_of(session, issue, person_of(session, issue.workspace_id, each)) for each in roles} == roles


def test_the_people_of_each_side_are_named_once_and_in_order(city: tuple[Session, Issue]) -> None:
    session, issue = city

    def names(people: list[Person]) -> list[str]:
        return [person.slack_id for person in people]

    assert names(officers(session, issue.workspace_id)) == ["U0SECRETARY", "U0CHAIR"]
    assert names(committee_people(session, issue.workspace_id)) == ["U0SECRETARY", "U0CHAIR", "U0MEMBER"]
    assert names(department_people(session, issue)) == ["U0HEAD", "U0CONTACT"]
    issue.assignee_id = None
    assert names(department_people(session, issue)) == ["U0CONTACT", "U0HEAD"]
    issue.department_id = None
    assert department_people(session, issue) == []


@pytest.mark.parametrize(
    ("wanted", "who_can"),
    [
        ({Role.COMMITTEE}, ("U0SECRETARY", "U0CHAIR")),
        ({Role.COMMITTEE, Role.DEPARTMENT}, ("U0SECRETARY", "U0CHAIR", "U0HEAD", "U0CONTACT")),
        ({Role.COMMITTEE, Role.REPORTER}, ("U0SECRETARY", "U0CHAIR")),
        ({Role.REPORTER}, ("U0OFFICER",)),
        ({Role.CLOCK}, ()),
    ],
)
def test_a_refusal_names_the_people_who_can(
    city: tuple[Session, Issue], wanted: set[Role], who_can: tuple[str, ...]
) -> None:
    session, issue = city
    with pytest.raises(NotAllowed) as caught:
        need_role(session, issue, person_of(session, issue.workspace_id, "U0OUTSIDER"), *wanted)
    assert (caught.value.action, caught.value.who_can) == ("issue", who_can)


def test_without_officers_a_refusal_names_the_members(city: tuple[Session, Issue]) -> None:
    session, issue = city
    for committee in all_committees(session, issue.workspace_id):
        committee.secretary_id = committee.chair_id = None
    session.flush()
    with pytest.raises(NotAllowed) as caught:
        need_role(session, issue, None, Role.COMMITTEE)
    assert set(caught.value.who_can) == {"U0MEMBER", "U0CHAIR"}
    need_role(session, issue, None, Role.COMMITTEE, Role.CLOCK)


@pytest.mark.parametrize(
    ("state", "roles", "moves"),
    [
        (IssueState.DONE, {Role.COMMITTEE}, [IssueState.UNDER_REVIEW, IssueState.CLOSED]),
        (IssueState.DONE, {Role.CLOCK}, [IssueState.CLOSED]),
        (IssueState.RECEIVED, {Role.REPORTER}, [IssueState.MERGED, IssueState.WITHDRAWN]),
        (IssueState.RECEIVED, set(), []),
        (IssueState.WITHDRAWN, {Role.COMMITTEE, Role.REPORTER}, []),
    ],
)
def test_the_allowed_moves_are_those_of_any_role_in_the_order_of_the_states(
    state: IssueState, roles: set[Role], moves: list[IssueState]
) -> None:
    assert allowed_moves(Issue(state=state), roles) == moves
