"""Files of quarterly reports: each is handed over once, under the agenda of the inspecting committee's next meeting."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.db.database import Database
from storage.issues.create import create_issue
from storage.issues.photos import AttachedTo, FileSent, Photo, keep_photos
from storage.meetings.meetings import Meeting
from storage.organisation.committees import Committee
from storage.outbox.messages import Message
from storage.outbox.notices import Notice, NoticeKind, Topic, notify
from storage.rounds.attachments import SUBJECT, hand_over
from storage.tasks.progress import Entry, Rating, enter_report
from storage.tasks.tasks import Task
from tests.cast import Cast

TODAY = date(2025, 5, 2)


def attached(session: Session, cast: Cast, now: datetime, *names: str, code: str = "B-02") -> list[Photo]:
    """Enter a report with these files."""
    task = Task(workspace_id=cast.owner.workspace_id, code=code, title="시범사업")
    session.add(task)
    session.flush()
    report = enter_report(session, task, (2025, 1), Entry(Rating.ON_TRACK), cast.owner, now)
    files = [FileSent(f"F0{name}", name, f"https://files.example/{name}", 1) for name in names]
    return keep_photos(session, AttachedTo(report_id=report.id), cast.owner, files, now)


def announced(session: Session, cast: Cast, now: datetime, *, inspects: bool = True) -> tuple[Meeting, Message]:
    """Post the agenda of a meeting in two weeks, of the committee that inspects the tasks or of another one."""
    city, day = cast.owner.workspace_id, TODAY + timedelta(14)
    committee = Committee(workspace_id=city, name="실무협의체", channel="C0COUNCIL", receives_issues=inspects)
    session.add(committee)
    session.flush()
    meeting = Meeting(workspace_id=city, committee_id=committee.id, occurrence=day, on=day, at="14:00")
    session.add(meeting)
    session.flush()
    notify(session, city, Topic(NoticeKind.AGENDA, "agenda", meeting.id), committee.channel, now)
    return meeting, session.scalars(select(Message)).one()


def handed_over(session: Session, cast: Cast, now: datetime) -> list[tuple[int, str, int | None]]:
    """Hand the files over; return (file, recipient, agenda) of all that are handed over by now."""
    hand_over(session, cast.owner.workspace_id, TODAY, now)
    query = select(Notice, Message).join(Message, Message.id == Notice.message_id)
    query = query.where(Notice.kind == NoticeKind.REPORT_FILE, Notice.subject == SUBJECT).order_by(Notice.id)
    return [(notice.subject_id, notice.recipient, message.root_id) for notice, message in session.execute(query)]


def test_each_file_goes_once_under_the_agenda_of_the_next_meeting(
    database: Database, cast: Cast, now: datetime
) -> None:
    with database.writing() as session:
        _, agenda = announced(session, cast, now)
        assert handed_over(session, cast, now) == []
        first = attached(session, cast, now, "사진.jpg", "결과.pdf")
        of_issue = AttachedTo(issue_id=create_issue(session, cast.owner, "창호 결로", now).id)
        keep_photos(session, of_issue, cast.owner, [FileSent("F0ISSUE", "현장.jpg", "https://files.example", 1)], now)
        elsewhere = Cast(cast.outsider, cast.outsider, cast.outsider)
        attached(session, elsewhere, now, "다른 시.jpg")
        expected = [(each.id, "C0COUNCIL", agenda.id) for each in first]
        assert handed_over(session, cast, now) == expected
        assert handed_over(session, cast, now) == expected
        (another,) = attached(session, cast, now, "추가.pdf", code="B-03")
        assert handed_over(session, cast, now) == [*expected, (another.id, "C0COUNCIL", agenda.id)]


@pytest.mark.parametrize("lacks", ["committee", "meeting", "agenda"])
def test_files_wait_until_there_is_an_agenda(database: Database, cast: Cast, now: datetime, lacks: str) -> None:
    with database.writing() as session:
        attached(session, cast, now, "사진.jpg")
        meeting, _ = announced(session, cast, now, inspects=lacks != "committee")
        if lacks == "meeting":
            meeting.on = TODAY - timedelta(1)
        if lacks == "agenda":
            session.scalars(select(Notice)).one().subject_id += 1
        session.flush()
        assert handed_over(session, cast, now) == []
