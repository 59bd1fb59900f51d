"""Catch-up on what people wrote and reacted to while the bot was off; it is handled as if it arrived now."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from functools import partial

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers import reactions
from handlers.issues import drafts
from handlers.slack.messages import written_from
from handlers.slack.pages import pages
from handlers.slack.payloads import Emoji, toneless
from handlers.slack.requests import RequestHandler
from storage.inbox import last_heard
from storage.issues.announcements import open_receipts
from storage.organisation.people import everybody
from storage.organisation.workspaces import workspace_of
from storage.outbox.messages import messages_to_react_to
from storage.outbox.reactions import current_reactions

log = logging.getLogger(__name__)

# Slack may have sent messages just before the stop that the bot did not receive.
_OVERLAP = timedelta(minutes=10)
# How many of the newest receipts to read for replies: each takes one call to Slack.
_THREADS = 40


def catch_up_on_messages(client: WebClient, requests: RequestHandler, team: str, bot: str) -> None:
    """Read direct messages since the last arrival, including replies to receipts.

    Messages already handled are skipped by their key. Skip channels that cannot be read. Raises OSError.
    """
    with requests.database.reading() as session:
        workspace = workspace_of(session, team)
        heard = last_heard(session, workspace.id)
        channels = [person.dm_channel for person in everybody(session, workspace.id) if person.dm_channel]
        threads = [(str(each.channel), str(each.ts)) for each in open_receipts(session, workspace.id, _THREADS)]
    if heard is None:
        return
    oldest = f"{(heard - _OVERLAP).timestamp():.6f}"
    reads = [partial(client.conversations_history, channel=channel) for channel in channels]
    reads += [partial(client.conversations_replies, channel=channel, ts=ts) for channel, ts in threads]
    for read in reads:
        try:
            found = [message for page in pages(read, oldest=oldest) for message in page["messages"]]
        except SlackApiError as error:
            log.warning("messages unknown workspace=%s %s %s", team, read.keywords, error.response.get("error"))
            continue
        for message in reversed(found) if "ts" not in read.keywords else found:
            written = written_from({**message, "channel": read.keywords["channel"]}, team, bot)
            if written is not None and written.ts > oldest:
                requests.handle(team, written.user, written.key, partial(drafts.hear, written=written))


# Reactions on older messages are not synced.
_OPEN_FOR = timedelta(days=45)


def catch_up_on_reactions(client: WebClient, requests: RequestHandler, team: str) -> None:
    """Apply reactions that were added or removed while the bot was off. Skip channels that cannot be read.

    Raises OSError.
    """
    since = requests.clock() - _OPEN_FOR
    with requests.database.reading() as session:
        workspace = workspace_of(session, team)
        messages = messages_to_react_to(session, workspace.id, since)
        current = current_reactions(session, workspace.id, [message.id for message in messages])
        known = {(message.channel, message.ts): current.get(message.id, set()) for message in messages}
    for channel in sorted({str(channel) for channel, _ in known}):
        try:
            there = _reactions_in(client, channel, since)
        except SlackApiError as error:
            log.warning("reactions unknown workspace=%s channel=%s %s", team, channel, error.response.get("error"))
            continue
        for ts, given in there.items():
            before = known.get((channel, ts))
            if before is not None:
                _catch_up(requests, team, channel, ts, before, given)


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
    requests: RequestHandler,
    team: str,
    channel: str,
    ts: str,
    before: set[tuple[str, str]],
    now: set[tuple[str, str]],
) -> None:
    for given, missed in ((False, before - now), (True, now - before)):
        for user, name in sorted(missed):
            key = f"missed:{channel}:{ts}:{user}:{name}:{given}:{requests.clock().isoformat()}"
            emoji = Emoji(team, user, channel, ts, name, given, key)
            requests.handle(team, user, key, partial(reactions.react, emoji=emoji))
