"""Catch-up on messages sent to the bot while it was off; they are handled as if they arrived now."""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers import drafts
from handlers.listening import Listening
from handlers.looking import pages
from handlers.written import written_from
from storage.deliveries import last_heard
from storage.people import everybody
from storage.telling import open_receipts
from storage.workspaces import workspace_of

log = logging.getLogger(__name__)

# Slack may have sent messages just before the stop that the bot did not receive.
_OVERLAP = timedelta(minutes=10)
# How many of the newest receipts to read for replies: each takes one call to Slack.
_THREADS = 40


def look_at_messages(client: WebClient, listening: Listening, team: str, bot: str) -> None:
    """Read direct messages since the last delivery, including replies to receipts.

    Messages already handled are skipped by their key. Skip channels that cannot be read. Raises OSError.
    """
    with listening.books.reading() as session:
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
                listening.answer(team, written.user, written.key, partial(drafts.hear, written=written))
