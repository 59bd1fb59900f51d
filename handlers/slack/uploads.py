"""File uploads: send the bytes to Slack, store the file's id, share it; look up later whether it was shared."""

from __future__ import annotations

import time
from collections.abc import Callable
from http.client import HTTPException
from typing import Any

from handlers.slack.downloads import Fetching, Lost, NotNow
from handlers.slack.outgoing import Rendered
from schedules.delivery import NothingToSay, NotYet, OutcomeUnknown
from storage.db.database import Database
from storage.issues.photos import lose_photo, note_posted
from storage.outbox.messages import Claim, note_file

Call = Callable[..., dict[str, Any]]
# Seconds to wait between look-ups: Slack shares a file shortly after it has confirmed the upload.
_ASK_AFTER_S = (0.0, 0.3, 0.7, 1.5, 3.0)


class Uploads:
    """The sender of messages that carry a file; `call` is Slack's Web API."""

    def __init__(self, database: Database, fetching: Fetching, call: Call) -> None:
        self._database = database
        self._fetching = fetching
        self._call = call

    def post(self, claim: Claim, channel: str, rendered: Rendered) -> tuple[str, str]:
        """Upload and share the file; return channel and ts of the post.

        Raises what a sender raises. If the file is lost, stores that and raises NothingToSay.
        """
        assert rendered.file is not None
        try:
            name, content = rendered.file.make()
        except Lost as lost:
            with self._database.writing() as session:
                lose_photo(session, claim.workspace_id, rendered.file.photo_id, lost.why)
            raise NothingToSay from lost
        except NotNow as later:
            raise NotYet("file_not_fetched") from later
        request = self._call(
            "files.getUploadURLExternal", filename=name, length=len(content), alt_txt=rendered.file.alt[:1_000]
        )
        try:
            self._fetching.put(str(request["upload_url"]), content)
        except (OSError, HTTPException) as error:
            raise NotYet(f"file_not_taken {type(error).__name__}") from error
        file_id = str(request["file_id"])
        with self._database.writing() as session:
            note_file(session, claim, file_id)
        self._call(
            "files.completeUploadExternal",
            files=[{"id": file_id, "title": name}],
            channel_id=channel,
            thread_ts=claim.thread_ts,
            initial_comment=rendered.text,
        )
        return self._shared(claim, file_id, channel, rendered.file.photo_id)

    def find(self, claim: Claim, channel: str) -> tuple[str, str] | None:
        """Return channel and ts of a file uploaded by an earlier attempt, or None if it was not shared."""
        assert claim.file_id is not None
        ts = self._ts_of(claim.file_id, channel)
        return (channel, ts) if ts else None

    def _shared(self, claim: Claim, file_id: str, channel: str, photo_id: int | None) -> tuple[str, str]:
        for wait in _ASK_AFTER_S:
            time.sleep(wait)
            ts = self._ts_of(file_id, channel)
            if ts:
                with self._database.writing() as session:
                    note_posted(session, claim.workspace_id, photo_id)
                return channel, ts
        raise OutcomeUnknown("file_not_shared_yet")

    def _ts_of(self, file_id: str, channel: str) -> str:
        shares = self._call("files.info", file=file_id)["file"].get("shares") or {}
        found = [share["ts"] for kind in shares.values() for share in kind.get(channel, ())]
        return str(found[0]) if found else ""
