"""Looks at Slack for what the books keep of it: who is there, who is gone, who administers."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy.orm import Session

from handlers.text.dates import today_of
from storage.committees import Committee, all_committees
from storage.notices import NoticeKind, is_told, tell
from storage.people import Account, Person, keep_accounts
from storage.seats import note_channel_members
from storage.sessions import Books
from storage.workspaces import Workspace, workspace_of

log = logging.getLogger(__name__)

_PAGE = 200


def look_at_people(client: WebClient, books: Books, workspace_id: int, admins: frozenset[str]) -> None:
    """Bring everybody up to date; `admins` may set the bot up besides Slack's own. Raises SlackApiError, OSError."""
    accounts = [_account(user, admins) for user in _users(client)]
    with books.writing() as session:
        keep_accounts(session, workspace_id, accounts)


def _users(client: WebClient) -> Iterator[dict[str, Any]]:
    cursor = ""
    while True:
        page = client.users_list(cursor=cursor, limit=_PAGE, include_locale=True)
        yield from page["members"]
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return


def _account(user: dict[str, Any], admins: frozenset[str]) -> Account:
    profile = user.get("profile") or {}
    return Account(
        slack_id=str(user["id"]),
        name=str(profile.get("display_name") or profile.get("real_name") or user.get("name") or ""),
        language="ko" if str(user.get("locale") or "ko").startswith("ko") else "en",
        gone=bool(user.get("deleted")),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")) or user["id"] in admins,
        is_bot=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
    )


def look_at_seats(client: WebClient, books: Books, team: str, now: datetime) -> None:
    """Keep who is in the committees' channels, and tell each secretary, once a day, who waits for a part.

    Raises OSError.
    """
    with books.reading() as session:
        channels = {each.id: each.channel for each in all_committees(session, workspace_of(session, team).id)}
    members: dict[int, list[str]] = {}
    for committee_id, channel in channels.items():
        try:
            members[committee_id] = list(_members(client, channel))
        except SlackApiError as error:  # one channel that cannot be read is no reason to skip the others
            log.warning("members unknown workspace=%s channel=%s %s", team, channel, error.response.get("error"))
    with books.writing() as session:
        workspace = workspace_of(session, team)
        for committee in all_committees(session, workspace.id):
            if committee.id in members:
                waiting = note_channel_members(session, committee, members[committee.id])
                _tell_secretary(session, workspace, committee, waiting, now)


def _tell_secretary(session: Session, workspace: Workspace, committee: Committee, waiting: int, now: datetime) -> None:
    today = today_of(now, workspace.zone)
    if not waiting or committee.secretary_id is None:
        return
    if is_told(session, workspace.id, NoticeKind.SEATS, "committee", committee.id, today):
        return
    secretary = session.get_one(Person, committee.secretary_id)
    tell(session, workspace.id, NoticeKind.SEATS, "committee", committee.id, secretary.slack_id, now, today)


def _members(client: WebClient, channel: str) -> Iterator[str]:
    cursor = ""
    while True:
        page = client.conversations_members(channel=channel, cursor=cursor, limit=_PAGE)
        yield from page["members"]
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
