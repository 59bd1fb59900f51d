"""The end of a meeting: where its items go, and who is notified of what."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.action_items.action_items import ActionSet, add_action
from storage.db.database import Database
from storage.decisions.conclusion import end_meeting
from storage.decisions.decisions import Decision, decide
from storage.meetings.agenda import About, AgendaItem, AgendaKind, Outcome, agenda_of
from storage.meetings.agenda_editing import add_item, add_text
from storage.meetings.board import open_meeting
from storage.organisation.people import person_of
from storage.outbox.notices import Notice, NoticeKind
from storage.tasks.tasks import Task
from tests.cast import Cast
from tests.storage.meetings.test_carry_over import ABOVE, HELD, NEXT, a_committee, meeting_of

CLOSES = date(2025, 5, 23)


def notified(session: Session) -> set[tuple[str, str]]:
    return {(notice.kind, notice.recipient) for notice in session.scalars(select(Notice))}


def test_an_ended_meeting_moves_its_items_and_notifies_everybody_concerned_once(
    database: Database, cast: Cast, now: datetime
) -> None:
    with database.writing() as session:
        city, by = cast.officer.workspace_id, cast.officer
        steering = a_committee(session, by, "steering", ABOVE)
        steering.secretary_id = person_of(session, city, "U0ABOVE").id
        council = a_committee(session, by, "council", HELD, NEXT, above=steering)
        task = Task(workspace_id=city, code="B-02", title="시범사업", owner_id=person_of(session, city, "U0TASK").id)
        session.add(task)
        session.flush()
        meeting = meeting_of(session, council, HELD)
        referred = add_text(session, meeting, "예산", AgendaKind.DELIBERATION, by, now)
        late = add_text(session, meeting, "조례", AgendaKind.DELIBERATION, by, now)
        of_task = AgendaItem(about=About.TASK, task_id=task.id, kind=AgendaKind.REPORT, title=task.title)
        add_item(session, meeting, of_task, by, now)
        open_meeting(session, meeting, by, now, HELD)
        decide(session, referred, referred.version, Decision(Outcome.SENT_UP), by, now)
        decide(session, late, late.version, Decision(Outcome.DEFERRED, deferred_until=HELD), by, now)
        decide(session, of_task, of_task.version, Decision(Outcome.REPORTED), by, now)
        add_action(session, meeting, referred, ActionSet("비용 조사", owner=cast.owner), by, now)
        assert notified(session) == set()  # nothing before the meeting is over
        end_meeting(session, meeting, by, now, HELD, CLOSES)
        assert [each.title for each in agenda_of(session, meeting_of(session, steering, ABOVE))] == ["예산"]
        assert [each.title for each in agenda_of(session, meeting_of(session, council, NEXT))] == ["조례"]
        assert notified(session) == {
            (NoticeKind.RESULTS, "council"),
            (NoticeKind.ASSIGNED, "U0OWNER"),
            (NoticeKind.TASK_DISCUSSED, "U0TASK"),
            (NoticeKind.BRIEF, "U0ABOVE"),
        }
        stored = len(session.scalars(select(Notice)).all())
        end_meeting(session, meeting, by, now, HELD, CLOSES)
        assert len(session.scalars(select(Notice)).all()) == stored == 4
