"""Members of the committees' channels, as Slack has them."""

from __future__ import annotations

import logging
from datetime import datetime

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy.orm import Session

from handlers.slack.pages import pages
from handlers.text.dates import today_of
from storage.db.database import Database
from storage.organisation.committees import Committee, all_committees
from storage.organisation.people import Person
from storage.organisation.seats import note_channel_members
from storage.organisation.workspaces import Workspace, workspace_of
from storage.outbox.lookups import is_notified
from storage.outbox.notices import NoticeKind, Topic, notify

log = logging.getLogger(__name__)


def sync_channel_members(client: WebClient, database: Database, team: str, now: datetime) -> None:
    """Update the members of the committees' channels from Slack.

    Notify each secretary, at most once a day, of people who newly wait for a role. Skip channels that cannot be read.
    Raises OSError.
    """
    with database.reading() as session:
        channels = {each.id: each.channel for each in all_committees(session, workspace_of(session, team).id)}
    members: dict[int, list[str]] = {}
    for committee_id, channel in channels.items():
        try:
            every = pages(client.conversations_members, channel=channel)
            members[committee_id] = [member for page in every for member in page["members"]]
        except SlackApiError as error:  # an unreadable channel must not stop the others
            log.warning("members unknown workspace=%s channel=%s %s", team, channel, error.response.get("error"))
    with database.writing() as session:
        workspace = workspace_of(session, team)
        for committee in all_committees(session, workspace.id):
            if committee.id in members:
                waiting, new = note_channel_members(session, committee, members[committee.id])
                if waiting:
                    _notify_secretary(session, workspace, committee, new, now)


def _notify_secretary(session: Session, workspace: Workspace, committee: Committee, new: int, now: datetime) -> None:
    """Notify the secretary of people who newly wait, or if never notified; the weekly digest repeats the rest."""
    today = today_of(now, workspace.zone)
    if committee.secretary_id is None:
        return
    if is_notified(session, workspace.id, NoticeKind.SEATS, "committee", committee.id, today if new else None):
        return
    secretary = session.get_one(Person, committee.secretary_id)
    topic = Topic(NoticeKind.SEATS, "committee", committee.id, due_date=today)
    notify(session, workspace.id, topic, secretary.slack_id, now)
