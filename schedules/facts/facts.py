"""Everything the rules need for one city, read from the database in a few queries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dateutil.relativedelta import relativedelta
from sqlalchemy import select
from sqlalchemy.orm import Session

from schedules.calendar import Calendar
from schedules.cycle import dates_of
from schedules.deadlines import deadline_of
from schedules.facts.issues import alike_facts, draft_facts, issue_facts
from schedules.facts.stand_ins import reader_or_stand_in
from schedules.quarters import Quarter, quarters_between
from schedules.rules import Facts
from schedules.rules.meetings import MeetingFact
from schedules.rules.minutes import MinutesFact
from schedules.rules.readers import Reader
from schedules.rules.work import WorkFact
from schedules.rules.written_votes import BallotFact
from storage.action_items.action_items import all_actions, due_of
from storage.admin.waiting import waiting_in
from storage.meetings.attendance import answers_to_all
from storage.meetings.cycles import Cycle
from storage.meetings.meetings import Meeting, MeetingKind, meetings_from
from storage.meetings.minutes import without_minutes
from storage.organisation.committees import Committee, all_committees
from storage.organisation.departments import all_departments
from storage.organisation.people import everybody
from storage.organisation.seats import Part, Seat
from storage.organisation.workspaces import Workspace
from storage.outbox.lead_times import lead_times_of
from storage.tasks.milestones import open_milestones
from storage.tasks.progress import ProgressReport
from storage.tasks.tasks import Task, all_tasks
from storage.written_votes.ballots import still_owing
from storage.written_votes.written_votes import last_called_at, open_written_votes


def facts_of(
    session: Session,
    workspace: Workspace,
    calendar: Calendar,
    first: date,
    last: date,
    coming: Iterator[Meeting] | None = None,
) -> Facts:
    """Read the facts of one city for the days from `first` to `last`.

    `coming` are meetings that are not stored yet: a preview looks further ahead than planning does.
    """
    city = City(session, workspace)
    meetings = [*meetings_from(session, workspace.id, first), *(coming or ())]
    secretaries = city.secretaries()
    secretary = next(iter(secretaries.values()), None)
    return Facts(
        meetings=tuple(city.meeting_facts(meetings)),
        work=(*city.milestone_facts(), *city.report_facts(_rounds_around(workspace, first, last))),
        actions=tuple(city.action_facts()),
        minutes=tuple(city.minutes_facts(calendar)),
        ballots=tuple(city.ballot_facts(calendar)),
        lead_times=lead_times_of(workspace),
        heads={
            department.id: reader
            for department in city.departments.values()
            if (reader := city.reader(department.head_id)) is not None
        },
        secretaries=secretaries,
        issues=tuple(issue_facts(session, workspace, calendar, city.reader, city.departments, secretary)),
        alike=tuple(alike_facts(session, workspace, calendar, secretary)),
        drafts=tuple(draft_facts(session, workspace, calendar, city.reader)),
        something_waits=waiting_in(session, workspace.id, 0, first).anything,
    )


def _rounds_around(workspace: Workspace, first: date, last: date) -> list[Quarter]:
    """Return every quarter whose reporting round touches the span.

    Rounds due before the bot's first day are left out.
    """
    every = quarters_between(first - relativedelta(months=6), last + relativedelta(months=1))
    return [each for each in every if each.due(workspace) >= (workspace.plans_since or first)]


def meetings_to_come(
    session: Session, workspace: Workspace, calendar: Calendar, first: date, last: date
) -> Iterator[Meeting]:
    """Yield the meetings of the cycles in that span that are not stored yet. Their ids are 0 or negative."""
    known = {
        (committee_id, occurrence)
        for committee_id, occurrence in session.execute(
            select(Meeting.committee_id, Meeting.occurrence).where(
                Meeting.workspace_id == workspace.id, Meeting.kind == MeetingKind.SITTING
            )
        )
    }
    for cycle in session.scalars(select(Cycle).where(Cycle.workspace_id == workspace.id)):
        for occurrence, day in dates_of(cycle, calendar.days, first, last).items():
            if (cycle.committee_id, occurrence) not in known:
                place = -len(known)  # an id that no stored row has
                known.add((cycle.committee_id, occurrence))
                yield Meeting(
                    id=place,
                    workspace_id=workspace.id,
                    committee_id=cycle.committee_id,
                    occurrence=occurrence,
                    on=day,
                    at=cycle.at,
                    place="",
                )


class City:
    """The people, committees, departments and tasks of one city, read once."""

    def __init__(self, session: Session, workspace: Workspace) -> None:
        self._session, self._workspace = session, workspace
        self._readers: dict[int | None, Reader | None] = {}
        self.people = {person.id: person for person in everybody(session, workspace.id)}
        self.committees = {committee.id: committee for committee in all_committees(session, workspace.id)}
        self.departments = {department.id: department for department in all_departments(session, workspace.id)}
        self.tasks = {task.id: task for task in all_tasks(session, workspace.id)}

    def reader(self, person_id: int | None) -> Reader | None:
        """Return the recipient for a person, or None if there is no such person or it is a bot.

        Cached, so that all facts share it.
        """
        if person_id not in self._readers:
            self._readers[person_id] = self._reader(person_id)
        return self._readers[person_id]

    def _reader(self, person_id: int | None) -> Reader | None:
        person = self.people.get(person_id) if person_id else None
        if person is None or person.is_bot:
            return None
        deputy = self.people.get(person.deputy_id) if person.deputy_id else None
        return Reader(
            slack_id=person.slack_id,
            gone=person.gone,
            away_from=person.away_from,
            away_until=person.away_until,
            deputy=deputy.slack_id if deputy is not None and not deputy.gone else "",
        )

    def secretaries(self) -> dict[int, Reader]:
        """Return the secretaries of the committees that inspect, by committee id: they see what is overdue."""
        found = {each.id: self.reader(each.secretary_id) for each in self.committees.values() if each.inspects}
        return {committee_id: reader for committee_id, reader in found.items() if reader is not None}

    def meeting_facts(self, meetings: list[Meeting]) -> Iterator[MeetingFact]:
        """Yield a fact for each meeting whose committee has a cycle.

        If the chair has an assistant, the assistant is asked instead.
        """
        session, city = self._session, self._workspace.id
        cycles = {
            cycle.committee_id: cycle for cycle in session.scalars(select(Cycle).where(Cycle.workspace_id == city))
        }
        seats = list(session.scalars(select(Seat).where(Seat.workspace_id == city, Seat.part == Part.MEMBER)))
        have = answers_to_all(session, city, [meeting.id for meeting in meetings if meeting.id > 0])
        for meeting in meetings:
            committee, cycle = self.committees[meeting.committee_id], cycles.get(meeting.committee_id)
            if cycle is None:
                continue
            assistant = self._assistant_of(committee)
            yield MeetingFact(
                id=meeting.id,
                occurrence=meeting.occurrence,
                committee_id=committee.id,
                on=meeting.on,
                channel=committee.channel,
                notice_days=tuple(cycle.notice_days),
                asking_days=tuple(cycle.asking_days),
                unanswered=tuple(
                    (seat.id, reader)
                    for seat in seats
                    if seat.committee_id == committee.id
                    and (meeting.id, seat.person_id) not in have
                    and not (assistant is not None and seat.person_id == committee.chair_id)
                    and (reader := self.reader(seat.person_id)) is not None
                ),
                assistant=assistant,
            )

    def _assistant_of(self, committee: Committee) -> Reader | None:
        chair = self.people.get(committee.chair_id) if committee.chair_id else None
        return self.reader(chair.assistant_id) if chair is not None else None

    def milestone_facts(self) -> Iterator[WorkFact]:
        """Yield the milestones that are not done."""
        for milestone in open_milestones(self._session, self._workspace.id):
            task = self.tasks[milestone.task_id]
            yield self._work("milestone", milestone.id, milestone.due, task)

    def report_facts(self, quarters: Sequence[Quarter]) -> Iterator[WorkFact]:
        """Yield the tasks that run in each quarter and have not reported for it."""
        reported = {
            (task_id, year, number)
            for task_id, year, number in self._session.execute(
                select(ProgressReport.task_id, ProgressReport.year, ProgressReport.quarter).where(
                    ProgressReport.workspace_id == self._workspace.id, ProgressReport.year >= quarters[0].year
                )
            )
        }
        for quarter in quarters:
            opens, due = quarter.opens(self._workspace), quarter.due(self._workspace)
            for task in self.tasks.values():
                if task.runs_in(quarter.year) and (task.id, quarter.year, quarter.number) not in reported:
                    yield self._work("report", task.id, due, task, opens)

    def action_facts(self) -> Iterator[WorkFact]:
        """Yield the action items that have a due date.

        The owner is notified, or else the department's contact; after the due date also the head.
        """
        for action in all_actions(self._session, self._workspace.id):
            due = due_of(action)
            if due is None:
                continue
            department = self.departments.get(action.department_id) if action.department_id else None
            yield WorkFact(
                subject="action",
                subject_id=action.id,
                due=due,
                owner=reader_or_stand_in(self.reader, action.owner_id, department),
                leader=self.reader(department.head_id) if department is not None else None,
                department_id=action.department_id,
            )

    def minutes_facts(self, calendar: Calendar) -> Iterator[MinutesFact]:
        """Yield the closed meetings whose minutes are not confirmed; without a secretary there is none to remind."""
        for meeting in without_minutes(self._session, self._workspace.id):
            secretary = self.reader(self.committees[meeting.committee_id].secretary_id)
            if secretary is not None and meeting.closed_at is not None:
                yield MinutesFact(meeting.id, calendar.day_of(meeting.closed_at), secretary)

    def ballot_facts(self, calendar: Calendar) -> Iterator[BallotFact]:
        """Yield the ballots with open items. The chair's assistant is notified for the chair."""
        for there in open_written_votes(self._session, self._workspace.id):
            committee = self.committees[there.committee_id]
            given_on = calendar.day_of(last_called_at(self._session, there))
            for ballot in still_owing(self._session, there):
                reader = self.reader(ballot.person_id)
                if ballot.person_id == committee.chair_id:
                    reader = self._assistant_of(committee) or reader
                if reader is not None:
                    yield BallotFact(ballot.id, given_on, there.on, deadline_of(there, calendar.zone), reader)

    def _work(self, subject: str, subject_id: int, due: date, task: Task, opens: date | None = None) -> WorkFact:
        department = self.departments.get(task.department_id) if task.department_id else None
        return WorkFact(
            subject=subject,
            subject_id=subject_id,
            due=due,
            owner=reader_or_stand_in(self.reader, task.owner_id, department),
            leader=self.reader(task.team_leader_id),
            department_id=task.department_id,
            opens=opens,
        )
