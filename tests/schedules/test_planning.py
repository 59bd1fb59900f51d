"""Planning in the database: once, updated with every edit, nothing left over, and complete after any outage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event, select
from sqlalchemy.orm import Session

from handlers.reminders.preview import predicted
from handlers.reminders.reminders import line_of
from handlers.slack.outgoing import Reading
from handlers.written_votes.messages import why_not_decided
from schedules.planning import Planning
from storage.all_models import metadata
from storage.db.database import Database
from storage.meetings.cycles import Cycle
from storage.meetings.meetings import Appointment, Meeting, meetings_from
from storage.meetings.rescheduling import move_meeting
from storage.organisation.committees import Committee
from storage.organisation.people import Person, person_of
from storage.organisation.seats import Part, Seat
from storage.organisation.workspaces import Workspace, workspace_made_if_new
from storage.outbox.lookups import notices_in
from storage.outbox.messages import Message
from storage.outbox.notices import Notice, NoticeKind, NoticeState
from storage.outbox.planned import MOVED, OVERTAKEN, SETTLED, Wanted, ask_again, next_due, skip_next, skip_nothing
from storage.tasks.milestones import Milestone, complete, reopen
from storage.tasks.tasks import Task

BEGINS = datetime(2026, 4, 1, 0, 5, tzinfo=UTC)  # 09:05 on a Wednesday in Seoul
Edit = Callable[[Session, datetime], None]


def small_city(database: Database) -> None:
    with database.writing() as session:
        city = workspace_made_if_new(session, "T0CITY").id
        owner, leader, secretary = (person_of(session, city, f"U0{name}") for name in ("OWNER", "LEADER", "SECRETARY"))
        committee = Committee(workspace_id=city, name="council", channel="C0COUNCIL", receives_issues=True)
        committee.secretary_id = secretary.id
        session.add(committee)
        session.flush()
        for person in (owner, leader):
            session.add(Seat(workspace_id=city, committee_id=committee.id, person_id=person.id, part=Part.MEMBER))
        for number, due in enumerate((date(2026, 4, 20), date(2026, 5, 11), date(2026, 6, 3))):
            task = Task(workspace_id=city, code=f"B-{number:02}", title="task", start_year=2030, end_year=2031)
            task.owner_id, task.team_leader_id = owner.id, leader.id
            session.add(task)
            session.flush()
            session.add(Milestone(workspace_id=city, task_id=task.id, name="step", due=due))


@contextmanager
def fresh_city() -> Iterator[Database]:
    with closing(Database("sqlite://")) as database:
        metadata.create_all(database.engine)
        small_city(database)
        yield database


@pytest.fixture
def city(database: Database) -> Database:
    small_city(database)
    return database


def tick(database: Database, now: datetime) -> None:
    Planning(database, why_not_decided).tick(now)


def planned(database: Database) -> set[tuple[str, int, str, date, int, str, datetime]]:
    with database.reading() as session:
        rows = session.scalars(select(Notice).where(Notice.state == NoticeState.PLANNED))
        return {
            (row.subject, row.subject_id, row.kind, row.due_date, row.days_before, row.recipient, row.due_at)
            for row in rows
        }


def of_milestones(database: Database) -> set[tuple[int, date, int, str]]:
    return {(key[1], key[3], key[4], key[5]) for key in planned(database) if key[0] == "milestone"}


def milestone(session: Session, number: int) -> Milestone:
    return session.scalars(select(Milestone).order_by(Milestone.id)).all()[number]


def person(session: Session, name: str) -> Person:
    return session.scalars(select(Person).where(Person.slack_id == f"U0{name}")).one()


def next_meeting(session: Session, now: datetime) -> Meeting:
    return meetings_from(session, 1, now.date())[0]


# Each edit changes a record of its own, so that their order must not matter.
EDITS: dict[str, Edit] = {
    "first is done": lambda session, now: complete(session, milestone(session, 0), person(session, "OWNER"), now),
    "second is later": lambda session, now: setattr(milestone(session, 1), "due", date(2026, 5, 29)),
    "second is earlier": lambda session, now: setattr(milestone(session, 1), "due", date(2026, 4, 30)),
    "third is handed on": lambda session, now: setattr(
        session.scalars(select(Task).where(Task.code == "B-02")).one(), "owner_id", person(session, "SECRETARY").id
    ),
    "meeting is moved": lambda session, now: move_to(session, now, date(2026, 5, 15)),
    "leader is away": lambda session, now: be_away(session, now.date() + timedelta(days=2)),
}


def move_to(session: Session, now: datetime, day: date) -> None:
    meeting = next_meeting(session, now)
    move_meeting(
        session, meeting, meeting.version, Appointment(day, "10:00"), person(session, "SECRETARY"), now, now.date()
    )


def be_away(session: Session, first: date) -> None:
    leader = person(session, "LEADER")
    leader.away_from, leader.away_until, leader.deputy_id = (
        first,
        first + timedelta(days=20),
        person(session, "OWNER").id,
    )


def edit(database: Database, name: str, now: datetime) -> None:
    with database.writing() as session:
        EDITS[name](session, now)


def test_planning_twice_plans_once(city: Database) -> None:
    tick(city, BEGINS)
    before = planned(city)
    assert before
    with city.writing() as session:
        session.scalars(select(Workspace)).first().plan_at = BEGINS  # type: ignore[union-attr]
    tick(city, BEGINS)
    assert planned(city) == before
    with city.reading() as session:
        assert session.scalar(select(Message.id)) is None


def test_moving_a_date_leaves_no_old_notice_and_moving_it_back_brings_the_old_plan_back(city: Database) -> None:
    tick(city, BEGINS)
    before = planned(city)
    edit(city, "second is later", BEGINS)
    tick(city, BEGINS)
    assert {due_date for number, due_date, _, _ in of_milestones(city) if number == 2} == {date(2026, 5, 29)}
    with city.reading() as session:
        reasons = session.scalars(select(Notice.reason).where(Notice.state == NoticeState.CANCELLED)).all()
    assert set(reasons) == {MOVED}
    with city.writing() as session:
        milestone(session, 1).due = date(2026, 5, 11)
    tick(city, BEGINS)
    assert planned(city) == before


def test_nothing_after_it_is_done_and_all_of_it_again_when_it_is_not(city: Database) -> None:
    tick(city, BEGINS)
    before = of_milestones(city)
    edit(city, "first is done", BEGINS)
    tick(city, BEGINS)
    assert {each for each in of_milestones(city) if each[0] == 1} == set()
    with city.reading() as session:
        assert set(session.scalars(select(Notice.reason).where(Notice.state == NoticeState.CANCELLED))) == {SETTLED}
    with city.writing() as session:
        reopen(session, milestone(session, 0), person(session, "OWNER"), BEGINS)
    tick(city, BEGINS)
    assert of_milestones(city) == before


def test_off_for_four_days_it_says_once_what_is_still_true(city: Database) -> None:
    tick(city, BEGINS)
    late = datetime(2026, 4, 20, 0, 5, tzinfo=UTC)  # D-7, the 13th, and D-1, the 17th, have passed
    tick(city, late)
    with city.reading() as session:
        to_owner = session.scalars(select(Message).where(Message.recipient == "U0OWNER")).all()
        lines = [
            (notice.subject, notice.days_before)
            for message in to_owner
            for notice in notices_in(session, 1, message.id)
            if notice.subject_id == 1 and notice.kind == NoticeKind.DEADLINE
        ]
        overtaken = session.scalars(select(Notice.days_before).where(Notice.reason == OVERTAKEN)).all()
    assert (len(to_owner), lines) == (1, [("milestone", 1)])
    assert 7 in overtaken


def test_one_reminder_a_day_across_all_kinds(city: Database) -> None:
    now = BEGINS
    while now < datetime(2026, 7, 1, tzinfo=UTC):
        tick(city, now)
        with city.reading() as session:
            due, midnight = next_due(session), session.scalars(select(Workspace.plan_at)).one()
        now = min(each for each in (due, midnight) if each is not None)
    with city.reading() as session:
        days = [
            (message.recipient, (message.due_at + timedelta(hours=9)).date())
            for message in session.scalars(select(Message))
            if message.recipient.startswith("U")
        ]
    assert len(days) > 10
    assert len(days) == len(set(days))


@pytest.mark.parametrize(
    ("opens_at", "closes_at", "sent"),
    [
        ("07:00", "08:00", "2026-04-14 07:00"),  # due at nine, when this person's hours are already over
        ("10:30", "12:00", "2026-04-13 10:30"),
        ("20:00", "22:00", "2026-04-13 20:00"),  # the city's quiet hours have begun, but the person chose this hour
    ],
)
def test_a_persons_own_hours_count_for_them_alone(city: Database, opens_at: str, closes_at: str, sent: str) -> None:
    with city.writing() as session:
        owner = person(session, "OWNER")
        owner.opens_at, owner.closes_at = opens_at, closes_at
    now, until = BEGINS, datetime(2026, 4, 14, 23, 0, tzinfo=UTC)
    while now < until:
        tick(city, now)
        with city.reading() as session:
            due, midnight = next_due(session), session.scalars(select(Workspace.plan_at)).one()
        now = min(each for each in (due, midnight) if each is not None)
    with city.reading() as session:
        times = [
            (message.due_at + timedelta(hours=9)).strftime("%Y-%m-%d %H:%M")
            for message in session.scalars(select(Message).where(Message.recipient == "U0OWNER"))
            for notice in notices_in(session, 1, message.id)
            if (notice.subject, notice.subject_id, notice.days_before) == ("milestone", 1, 7)
        ]
    assert times == [sent]


def test_who_was_reminded_this_morning_hears_what_is_new_on_the_next(city: Database) -> None:
    tick(city, BEGINS)
    morning = datetime(2026, 4, 13, 0, 5, tzinfo=UTC)
    tick(city, morning)
    with city.writing() as session:
        assert person(session, "OWNER").reminded_on == date(2026, 4, 13)
        milestone(session, 1).due = date(2026, 4, 14)  # its due date is tomorrow now
    tick(city, morning + timedelta(hours=1))
    with city.reading() as session:
        query = select(Notice).where(
            Notice.subject_id == 2, Notice.due_date == date(2026, 4, 14), Notice.days_before == 1
        )
        (notice,) = session.scalars(query)
    assert (notice.state, notice.due_at) == (NoticeState.PLANNED, datetime(2026, 4, 14, 0, 0, tzinfo=UTC))


def test_what_is_left_out_on_somebodys_word_stays_out_when_planned_anew(city: Database) -> None:
    tick(city, BEGINS)
    morning = datetime(2026, 4, 13, 0, 5, tzinfo=UTC)
    tick(city, morning)
    with city.writing() as session:
        (notice,) = session.scalars(
            select(Notice).where(Notice.subject_id == 1, Notice.subject == "milestone", Notice.days_before == 7)
        )
        skip_next(session, notice)
    tick(city, morning + timedelta(days=1))
    assert not [each for each in of_milestones(city) if each[0] == 1 and each[2] == 1]


def test_in_quiet_hours_it_waits_for_the_next_working_morning(city: Database) -> None:
    tick(city, BEGINS)
    night = datetime(2026, 4, 10, 12, 0, tzinfo=UTC)  # Friday, 21:00 in Seoul; the meeting's notice was due
    with city.reading() as session:
        assert next_due(session) is not None
    tick(city, night)
    with city.reading() as session:
        assert session.scalars(select(Message)).all() == []
    tick(city, datetime(2026, 4, 13, 0, 0, tzinfo=UTC))
    with city.reading() as session:
        assert session.scalars(select(Message)).all() != []


@settings(max_examples=15)
@given(
    st.permutations([name for name in EDITS if name != "second is later"]),
    st.lists(st.booleans(), min_size=6, max_size=6),
)
def test_any_order_of_edits_ends_in_the_same_plan(order: list[str], ticks: list[bool]) -> None:
    plans = []
    for names in (order, sorted(order)):
        with fresh_city() as database:
            tick(database, BEGINS)
            for name, also in zip(names, ticks, strict=False):
                edit(database, name, BEGINS)
                if also:
                    tick(database, BEGINS)
            tick(database, BEGINS)
            plans.append(planned(database))
    assert plans[0] == plans[1]


@pytest.mark.early
@settings(max_examples=8, phases=(Phase.explicit, Phase.generate))
@given(st.integers(0, 25), st.integers(1, 45), st.lists(st.sampled_from(sorted(EDITS)), max_size=3, unique=True))
def test_an_outage_of_any_length_at_any_moment_ends_in_the_same_plan(begins: int, days: int, names: list[str]) -> None:
    ends = begins + days
    plans, said = [], []
    for off in (range(0), range(begins, ends)):
        with fresh_city() as database:
            tick(database, BEGINS)
            for name in names:
                edit(database, name, BEGINS)
            for day in range(1, ends + 6):  # the last days include a working day
                if day not in off:
                    tick(database, BEGINS + timedelta(days=day))
            plans.append(planned(database))
            with database.reading() as session:
                carried = session.scalars(select(Notice).where(Notice.state == NoticeState.CARRIED)).all()
                said.append(Counter(each.subject_id for each in carried if each.kind == NoticeKind.DEADLINE))
    assert plans[0] == plans[1]
    # What is owed is sent late rather than never, and not more often.
    assert said[0].keys() == said[1].keys()
    assert said[1] <= said[0]


def test_a_cycle_that_changes_leaves_no_meeting_behind_but_what_was_fixed(city: Database) -> None:
    tick(city, BEGINS)
    with city.writing() as session:
        move_to(session, BEGINS, date(2026, 5, 20))
        session.scalars(select(Cycle)).one().months = [9]
    tick(city, BEGINS)
    with city.reading() as session:
        days = [meeting.on for meeting in meetings_from(session, 1, BEGINS.date())]
    assert days == [date(2026, 5, 20), date(2026, 9, 11)]


def test_a_city_that_cannot_be_planned_holds_no_other_up(city: Database) -> None:
    with city.writing() as session:
        broken = workspace_made_if_new(session, "T0BROKEN")
        broken.zone = "Nowhere/Land"
        session.scalars(select(Workspace).where(Workspace.team_id == "T0CITY")).one().team_id = "T1CITY"
    tick(city, BEGINS)
    assert planned(city)


def test_who_was_on_it_and_no_longer_is_hears_the_next_step_only_while_it_is_still_to_come(city: Database) -> None:
    tick(city, BEGINS)
    tick(city, datetime(2026, 4, 13, 0, 5, tzinfo=UTC))  # D-7 of the first
    with city.writing() as session:
        (notice,) = session.scalars(
            select(Notice).where(Notice.subject_id == 1, Notice.subject == "milestone", Notice.days_before == 7)
        )
        skip_next(session, notice)
    tick(city, datetime(2026, 4, 28, 0, 5, tzinfo=UTC))  # a week after the date
    with city.writing() as session:
        skip_nothing(session, session.get_one(Notice, notice.id))
    tick(city, datetime(2026, 4, 28, 0, 10, tzinfo=UTC))
    with city.reading() as session:
        (skipped,) = session.scalars(
            select(Notice).where(Notice.subject_id == 1, Notice.subject == "milestone", Notice.days_before == 1)
        )
    assert skipped.state == NoticeState.CANCELLED
    assert all(days_before < 0 for number, _, days_before, _ in of_milestones(city) if number == 1)


def test_what_is_put_off_is_foretold_on_its_new_day_and_stands_in_the_secretarys_list(city: Database) -> None:
    tick(city, BEGINS)
    tick(city, datetime(2026, 4, 13, 0, 5, tzinfo=UTC))
    with city.writing() as session:
        (notice,) = session.scalars(
            select(Notice).where(Notice.subject_id == 1, Notice.subject == "milestone", Notice.days_before == 7)
        )
        ask_again(session, notice, datetime(2026, 4, 14, 0, 0, tzinfo=UTC))
    with city.reading() as session:
        workspace = session.scalars(select(Workspace)).one()
        told = [
            each for each in predicted(session, workspace, date(2026, 4, 14), date(2026, 4, 14)) if each.to == "U0OWNER"
        ]
        reason = Wanted("committee", 1, NoticeKind.WEEKLY_DIGEST, date(2026, 4, 13), 0, "U0SECRETARY", BEGINS)
        listed = line_of(Reading(session, workspace, "en", date(2026, 4, 13)), reason)
    assert [line.rule for message in told for line in message.lines] == ["deadline D-7"]
    assert "<@U0OWNER>" in listed.text
    assert "Tue 14 Apr 2026" in listed.text


def test_what_changes_while_the_rules_are_applied_is_planned_too(database: Database) -> None:
    small_city(database)
    between_reading_and_writing(database, lambda: _change(database, Milestone, due=date(2026, 4, 24)))
    Planning(database, why_not_decided).tick(BEGINS)
    with database.reading() as session:
        assert session.scalars(select(Workspace)).one().plan_at > BEGINS
        planned = session.scalars(select(Notice).where(Notice.kind == NoticeKind.DEADLINE, Notice.subject_id == 1))
        assert {each.due_date for each in planned if each.state == NoticeState.PLANNED} == {date(2026, 4, 24)}


def test_of_two_plannings_at_once_neither_sends_what_the_other_is_about_to_take_back(database: Database) -> None:
    small_city(database)
    Planning(database, why_not_decided).tick(BEGINS)
    _change(database, Person, gone=True)  # the owner
    later = BEGINS + timedelta(days=20)
    between_reading_and_writing(
        database, lambda: Planning(database, why_not_decided).tick(later - timedelta(seconds=1))
    )
    Planning(database, why_not_decided).tick(later)
    with database.reading() as session:
        sent = session.scalars(select(Notice).where(Notice.state == NoticeState.CARRIED, Notice.due_at > BEGINS))
        assert "U0OWNER" not in {each.recipient for each in sent}


def between_reading_and_writing(database: Database, work: Callable[[], object]) -> None:
    """Call `work` once, after the second reading: the first finds the cities to plan, the second reads the facts."""
    ended: list[Connection] = []

    def look(connection: Connection) -> None:
        ended.append(connection)
        if len(ended) == 2:
            work()

    event.listen(database.engine, "rollback", look)


def _change(database: Database, record: type[Milestone | Person], **values: object) -> None:
    with database.writing() as session:
        for name, value in values.items():
            setattr(session.get_one(record, 1), name, value)
