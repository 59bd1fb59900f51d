"""Synchronisation with Slack: people, deactivated accounts, administrators, channel members, reactions."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from sqlalchemy.orm import Session

from handlers import reactions
from handlers.listening import Listening
from handlers.payloads import Emoji, account_from, toneless
from handlers.text.dates import today_of
from storage.committees import Committee, all_committees
from storage.messages import messages_to_react_to
from storage.notices import NoticeKind, is_told, tell
from storage.people import Person, keep_accounts
from storage.reactions import standing_on
from storage.seats import note_channel_members
from storage.sessions import Books
from storage.workspaces import Workspace, workspace_of

log = logging.getLogger(__name__)

_PAGE = 200


def look_at_people(client: WebClient, books: Books, workspace_id: int, admins: frozenset[str]) -> None:
    """Update all people from Slack. `admins` are additional administrators. Raises SlackApiError, OSError."""
    accounts = [
        account_from(user, admins) for page in pages(client.users_list, include_locale=True) for user in page["members"]
    ]
    with books.writing() as session:
        keep_accounts(session, workspace_id, accounts)


def pages(read: Callable[..., SlackResponse], **asked: Any) -> Iterator[SlackResponse]:
    """Yield every page of a Slack method that answers with a cursor. Raises SlackApiError, OSError."""
    cursor = ""
    while True:
        page = read(cursor=cursor, limit=_PAGE, **asked)
        yield page
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return


def look_at_seats(client: WebClient, books: Books, team: str, now: datetime) -> None:
    """Update the members of the committees' channels from Slack.

    Notify each secretary, at most once a day, of people who newly wait for a role. Skip channels that cannot be read.
    Raises OSError.
    """
    with books.reading() as session:
        channels = {each.id: each.channel for each in all_committees(session, workspace_of(session, team).id)}
    members: dict[int, list[str]] = {}
    for committee_id, channel in channels.items():
        try:
            every = pages(client.conversations_members, channel=channel)
            members[committee_id] = [member for page in every for member in page["members"]]
        except SlackApiError as error:  # an unreadable channel must not stop the others
            log.warning("members unknown workspace=%s channel=%s %s", team, channel, error.response.get("error"))
    with books.writing() as session:
        workspace = workspace_of(session, team)
        for committee in all_committees(session, workspace.id):
            if committee.id in members:
                waiting, new = note_channel_members(session, committee, members[committee.id])
                if waiting:
                    _tell_secretary(session, workspace, committee, new, now)


def _tell_secretary(session: Session, workspace: Workspace, committee: Committee, new: int, now: datetime) -> None:
    """Notify the secretary of people who newly wait, or if never notified; the weekly digest repeats the rest."""
    today = today_of(now, workspace.zone)
    if committee.secretary_id is None:
        return
    if is_told(session, workspace.id, NoticeKind.SEATS, "committee", committee.id, today if new else None):
        return
    secretary = session.get_one(Person, committee.secretary_id)
    tell(session, workspace.id, NoticeKind.SEATS, "committee", committee.id, secretary.slack_id, now, today)


# Reactions on older messages are not synced.
_OPEN_FOR = timedelta(days=45)


def look_at_reactions(client: WebClient, listening: Listening, team: str) -> None:
    """Apply reactions that were added or removed while the bot was off. Skip channels that cannot be read.

    Raises OSError.
    """
    since = listening.clock() - _OPEN_FOR
    with listening.books.reading() as session:
        workspace = workspace_of(session, team)
        messages = messages_to_react_to(session, workspace.id, since)
        standing = standing_on(session, workspace.id, [message.id for message in messages])
        known = {(message.channel, message.ts): standing.get(message.id, set()) for message in messages}
    for channel in sorted({str(channel) for channel, _ in known}):
        try:
            there = _reactions_in(client, channel, since)
        except SlackApiError as error:
            log.warning("reactions unknown workspace=%s channel=%s %s", team, channel, error.response.get("error"))
            continue
        for ts, given in there.items():
            before = known.get((channel, ts))
            if before is not None:
                _catch_up(listening, team, channel, ts, before, given)


def _reactions_in(client: WebClient, channel: str, since: datetime) -> dict[str, set[tuple[str, str]]]:
    """Return the (person, emoji) pairs of each message in the channel, by the message's ts."""
    every = pages(client.conversations_history, channel=channel, oldest=f"{since.timestamp():.6f}")
    return {
        str(message["ts"]): {
            (str(user), toneless(str(reaction["name"])))
            for reaction in message.get("reactions", ())
            for user in reaction.get("users", ())
        }
        for page in every
        for message in page["messages"]
    }


def _catch_up(
    listening: Listening,
    team: str,
    channel: str,
    ts: str,
    before: set[tuple[str, str]],
    now: set[tuple[str, str]],
) -> None:
    for given, missed in ((False, before - now), (True, now - before)):
        for user, name in sorted(missed):
            key = f"missed:{channel}:{ts}:{user}:{name}:{given}:{listening.clock().isoformat()}"
            emoji = Emoji(team, user, channel, ts, name, given, key)
            listening.answer(team, user, key, partial(reactions.react, emoji=emoji))
