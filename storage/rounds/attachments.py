"""Files attached to quarterly reports, posted where the committee that inspects the tasks sees them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.issues.photos import Photo
from storage.meetings.meetings import next_meeting
from storage.meetings.posted import AGENDA
from storage.organisation.committees import inspecting_committee
from storage.outbox.lookups import message_to
from storage.outbox.notices import Notice, NoticeKind, Place, Topic, notify

SUBJECT = "photo"


def hand_over(session: Session, workspace_id: int, today: date, now: datetime) -> None:
    """Enqueue each new file once, in the thread of the agenda of the committee's next meeting.

    The files wait until that agenda is posted, so that they need no channel message of their own.
    """
    waiting = _not_handed_over(session, workspace_id)
    if not waiting:
        return
    committee = inspecting_committee(session, workspace_id)
    if committee is None:
        return
    meeting = next_meeting(session, committee, today)
    if meeting is None:
        return
    root = message_to(session, workspace_id, Topic(NoticeKind.AGENDA, AGENDA, meeting.id), committee.channel)
    if root is None:
        return
    for file in waiting:
        topic = Topic(NoticeKind.REPORT_FILE, SUBJECT, file.id)
        notify(session, workspace_id, topic, committee.channel, now, Place.under(root))


def _not_handed_over(session: Session, workspace_id: int) -> list[Photo]:
    told = select(Notice.id).where(
        Notice.workspace_id == workspace_id,
        Notice.kind == NoticeKind.REPORT_FILE,
        Notice.subject == SUBJECT,
        Notice.subject_id == Photo.id,
    )
    query = select(Photo).where(Photo.workspace_id == workspace_id, Photo.report_id.is_not(None), ~told.exists())
    return list(session.scalars(query.order_by(Photo.id)))
