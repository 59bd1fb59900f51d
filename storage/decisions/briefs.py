"""Briefs before a decision: the higher committee's secretary and department heads get each of theirs once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from storage.meetings.agenda import agenda_of
from storage.meetings.carry_over import led_to
from storage.meetings.meetings import Meeting
from storage.organisation.committees import Committee
from storage.organisation.people import Person
from storage.outbox.lookups import count_notices
from storage.outbox.notices import NoticeKind, Topic, notify, show_again

SUBJECT = "brief"  # in notices


def notify_committee_above(session: Session, closed: Meeting, now: datetime) -> None:
    """Notify the higher committee's secretary of the items that `closed` referred, once per meeting of theirs."""
    onward = [each for item in agenda_of(session, closed) for each in led_to(session, item)]
    for number in {each.meeting_id for each in onward if each.sent_up_from_id is not None}:
        meeting = session.get_one(Meeting, number)
        above = session.get_one(Committee, meeting.committee_id)
        if above.secretary_id is not None:
            notify_of_brief(session, NoticeKind.BRIEF, meeting, session.get_one(Person, above.secretary_id), now)
        show_again(session, closed.workspace_id, SUBJECT, meeting.id)


def notify_of_brief(session: Session, kind: NoticeKind, meeting: Meeting, reader: Person, now: datetime) -> bool:
    """Send a brief of that meeting by direct message; return False if the reader has got one of that kind."""
    topic = Topic(kind, SUBJECT, meeting.id)
    if count_notices(session, meeting.workspace_id, topic, reader.slack_id):
        return False
    notify(session, meeting.workspace_id, topic, reader.slack_id, now)
    return True
