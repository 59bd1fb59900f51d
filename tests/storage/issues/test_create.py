"""Registration: what one call stores, who is notified, and what is refused."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import func, select

from storage.db.database import Database
from storage.db.errors import Lacking, NotFound
from storage.issues.create import IssueDetails, register
from storage.issues.issues import Issue, IssueKind, Urgency
from storage.issues.photos import FileSent, photos_of_issue
from storage.organisation.committees import Committee
from storage.outbox.notices import Notice, NoticeKind
from tests.cast import Cast


def test_registering_tells_the_committee_and_the_reporter_and_posts_the_photos(
    database: Database, cast: Cast, now: datetime
) -> None:
    city = cast.officer.workspace_id
    with database.writing() as session:
        council = Committee(workspace_id=city, name="실무협의체", channel="C0COUNCIL", receives_issues=True)
        council.intake_channel = "C0INTAKE"
        session.add(council)
        session.flush()
        photo = FileSent("F0PHOTO", "창.jpg", "https://files.example/창.jpg", 1)
        made = register(session, cast.officer, "창호 결로", now, IssueDetails(), [photo])
        assert (made.issue.number, made.committee) == (1, council)
        (kept,) = photos_of_issue(session, city, made.issue.id)
        notices = session.scalars(select(Notice).order_by(Notice.id))
        assert [(each.kind, each.subject_id, each.recipient) for each in notices] == [
            (NoticeKind.CARD, made.issue.id, "C0INTAKE"),
            (NoticeKind.RECEIPT, made.issue.id, "U0OFFICER"),
            (NoticeKind.PHOTO, kept.id, "C0INTAKE"),
        ]


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (IssueDetails(urgency=Urgency.URGENT, urgent_because=" "), "urgent_because"),
        (IssueDetails(kind=IssueKind.PROPOSAL, title=" "), "proposal_title"),
    ],
)
def test_an_urgent_issue_needs_a_reason_and_a_proposal_a_title(
    database: Database, cast: Cast, now: datetime, details: IssueDetails, field: str
) -> None:
    with pytest.raises(Lacking) as caught, database.writing() as session:
        register(session, cast.officer, "창호 결로", now, details)
    assert caught.value.field == field


def test_a_city_without_a_receiving_committee_keeps_no_issue(database: Database, cast: Cast, now: datetime) -> None:
    with pytest.raises(NotFound), database.writing() as session:
        register(session, cast.officer, "창호 결로", now, IssueDetails())
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Issue)) == 0
