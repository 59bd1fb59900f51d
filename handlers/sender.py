"""The sender of messages to Slack: renders them in the reader's language, posts, updates and finds them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.rendering import render
from handlers.slack.downloads import Fetching
from handlers.slack.outgoing import Rendered, Rendering
from handlers.slack.uploads import Uploads
from schedules.delivery import NotYet, OutcomeUnknown, RefusedBySlack
from storage.db.database import Database
from storage.organisation.people import keep_dm_channel, known_person
from storage.organisation.workspaces import Workspace
from storage.outbox.lookups import notices_in
from storage.outbox.messages import Claim
from storage.outbox.token_errors import TOKEN_ERRORS

METADATA_TYPE = "cn_message"
# How far Slack's clock may differ from this one before a search would miss a message.
_CLOCKS_DIFFER = timedelta(minutes=5)
_HISTORY_PAGE = 200
# Errors of chat.postMessage (docs.slack.dev) after which a retry may succeed: Slack recovers, or an administrator
# restores the app's token and scopes. The message itself is not their cause.
_PASSING = frozenset(
    {"ratelimited", "internal_error", "fatal_error", "service_unavailable", "team_added_to_org"} | TOKEN_ERRORS,
)


class SlackSender:
    """The sender of messages. All methods raise NotYet, OutcomeUnknown or RefusedBySlack if a Slack call fails.

    `client` must have no retry handlers: the SDK's retry would post twice if the connection breaks after Slack accepted
    the message.
    """

    def __init__(
        self, database: Database, client: WebClient, clock: Callable[[], datetime], fetching: Fetching
    ) -> None:
        self._database = database
        self._client = client
        self._clock = clock
        self._fetching = fetching
        self._uploads = Uploads(database, fetching, self._call)

    def post(self, claim: Claim) -> tuple[str, str]:
        """Post the message, with its file if it has one; return (channel, ts).

        Raises NothingToSay if it is outdated.
        """
        rendered = self._render(claim)
        channel = claim.channel or self._channel_of(claim)
        if rendered.file is not None:
            return self._uploads.post(claim, channel, rendered)
        answer = self._call(
            "chat.postMessage",
            channel=channel,
            thread_ts=claim.thread_ts,
            text=rendered.text,
            blocks=rendered.blocks,
            metadata={"event_type": METADATA_TYPE, "event_payload": {"key": claim.key}},
            unfurl_links=False,
            unfurl_media=False,
        )
        return str(answer["channel"]), str(answer["ts"])

    def update(self, claim: Claim) -> tuple[str, str]:
        """Replace the posted message's text and blocks; return (channel, ts)."""
        rendered = self._render(claim)
        self._call("chat.update", channel=claim.channel, ts=claim.ts, text=rendered.text, blocks=rendered.blocks)
        return str(claim.channel), str(claim.ts)

    def find(self, claim: Claim) -> tuple[str, str] | None:
        """Return (channel, ts) of the message with this key, or None.

        Read the channel's history page by page back to the first attempt to post.
        """
        channel = claim.channel or self._channel_of(claim)
        if claim.file_id is not None:
            return self._uploads.find(claim, channel)
        assert claim.may_be_posted_since is not None
        oldest = (claim.may_be_posted_since - _CLOCKS_DIFFER).timestamp()
        cursor = ""
        while True:
            page = self._call(
                "conversations.replies" if claim.thread_ts else "conversations.history",
                channel=channel,
                ts=claim.thread_ts,
                oldest=f"{oldest:.6f}",
                include_all_metadata=True,
                limit=_HISTORY_PAGE,
                cursor=cursor,
            )
            for message in page["messages"]:
                if message.get("metadata", {}).get("event_payload", {}).get("key") == claim.key:
                    return channel, str(message["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return None

    def _channel_of(self, claim: Claim) -> str:
        """Return the direct message channel of a person (cached), or the channel itself."""
        if not claim.recipient.startswith(("U", "W")):
            return claim.recipient
        with self._database.reading() as session:
            reader = known_person(session, claim.workspace_id, claim.recipient)
        if reader is not None and reader.dm_channel:
            return reader.dm_channel
        opened = str(self._call("conversations.open", users=claim.recipient)["channel"]["id"])
        with self._database.writing() as session:
            keep_dm_channel(session, claim.workspace_id, claim.recipient, opened)
        return opened

    def _render(self, claim: Claim) -> Rendered:
        with self._database.reading() as session:
            workspace = session.get_one(Workspace, claim.workspace_id)
            reader = known_person(session, claim.workspace_id, claim.recipient)
            rendering = Rendering(
                session=session,
                workspace=workspace,
                reader=claim.recipient,
                language=(reader.language if reader else None) or workspace.language,
                now=self._clock(),
                is_first=claim.ts is None,
                fetch=self._fetching.file,
            )
            return render(rendering, notices_in(session, claim.workspace_id, claim.message_id), claim.message_id)

    def _call(self, method: str, **arguments: Any) -> dict[str, Any]:
        try:
            answer = self._client.api_call(method, **_encoded(method, arguments))
        except SlackApiError as error:
            raise _translated(error) from error
        except (OSError, HTTPException, ValueError) as error:
            raise OutcomeUnknown(type(error).__name__) from error
        return dict(answer.data)  # type: ignore[arg-type]


def _encoded(method: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments as JSON for methods with blocks, else as a form: Slack's reading methods take no JSON."""
    given = {name: value for name, value in arguments.items() if value}
    if method in ("chat.postMessage", "chat.update"):
        return {"json": given}
    return {"params": {name: json.dumps(value) if isinstance(value, list) else value for name, value in given.items()}}


def _translated(error: SlackApiError) -> Exception:
    """Map a Slack error to one of: retry later, outcome unknown, refused for good."""
    status = getattr(error.response, "status_code", 0)
    code = str(error.response.get("error") or "") if hasattr(error.response, "get") else ""
    if status == 429:
        return NotYet("ratelimited", float(error.response.headers.get("Retry-After", 1)))
    if status >= 500:
        return OutcomeUnknown(f"http_{status}")
    return NotYet(code) if code in _PASSING else RefusedBySlack(code or "unknown_error")
