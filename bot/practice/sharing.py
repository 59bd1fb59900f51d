"""Upload of files by an app: it asks for an address, puts the bytes there, and shares them in a conversation.

docs.slack.dev/messaging/working-with-files (July 2026): files.getUploadURLExternal, files.completeUploadExternal.
"""

from __future__ import annotations

import secrets
from typing import Any

from bot.practice.files import LARGEST_FILE, Files
from bot.practice.refusal import Refusal
from bot.practice.world import Document, World


class Sharing:
    """The uploads of the app that are under way."""

    def __init__(self, world: World, files: Files) -> None:
        self._world = world
        self._files = files
        self._awaited: dict[str, tuple[str, str, int]] = {}  # by ticket: file id, name, length
        self._put: dict[str, tuple[str, bytes]] = {}  # by file id: (name, content) of files not shared yet
        self.address = ""  # set by the server once it knows its port

    def ask(self, arguments: Document) -> Document:
        """Return an upload address and a file id. Raises Refusal without a name or for a wrong length."""
        name, length = str(arguments.get("filename") or ""), int(arguments.get("length") or 0)
        if not name:
            raise Refusal("invalid_arguments")
        if not 0 < length <= LARGEST_FILE:
            raise Refusal("file_upload_size_restricted" if length else "invalid_arguments")
        ticket, file_id = secrets.token_urlsafe(16), "F" + secrets.token_hex(5).upper()
        self._awaited[ticket] = (file_id, name, length)
        return {"upload_url": f"{self.address}/upload/{ticket}", "file_id": file_id}

    def put(self, ticket: str, content: bytes) -> bool:
        """Take a file's bytes. Return False for an unknown or used address, or another length than announced."""
        file_id, name, length = self._awaited.pop(ticket, ("", "", -1))
        if len(content) != length:
            return False
        self._put[file_id] = (name, content)
        return True

    def complete(self, arguments: Document, channel: Document | None) -> Document:
        """Share uploaded files in one message of the app; `channel` None keeps them unshared. Raises Refusal."""
        given = arguments.get("files") or []
        if not given or any(each.get("id") not in self._put for each in given):
            raise Refusal("file_not_found")
        entries = [self._kept(each) for each in given]
        if channel is not None:
            self._share(entries, channel, arguments)
        return {"files": [{"id": each["id"], "title": each["title"]} for each in entries]}

    def info(self, arguments: Document) -> Document:
        """Return a file's entry and where it is shared. Raises Refusal for an unknown file."""
        entry = self._files.entry(str(arguments.get("file") or ""))
        if entry is None:
            raise Refusal("file_not_found")
        shares: dict[str, list[Document]] = {}
        for channel, inside in self._world.messages.items():
            for message in inside:
                if any(each["id"] == entry["id"] for each in message.get("files", ())):
                    shares.setdefault(channel, []).append(
                        {"ts": message["ts"], "thread_ts": message.get("thread_ts", "")}
                    )
        return {"file": {**entry, "shares": {"public": shares} if shares else {}}}

    def _kept(self, given: Document) -> Document:
        name, content = self._put.pop(given["id"])
        kind = _MEDIA.get(name.rpartition(".")[2].lower(), "application/octet-stream")
        upload = (name, kind, content)
        return self._files.keep_as(given["id"], self._world.app.bot_user, upload, str(given.get("title") or name))

    def _share(self, entries: list[Document], channel: Document, arguments: Document) -> None:
        app = self._world.app
        message: dict[str, Any] = {
            "user": app.bot_user,
            "bot_id": app.bot_id,
            "channel": channel["id"],
            "text": str(arguments.get("initial_comment") or ""),
            "blocks": [],
            "subtype": "file_share",
            "files": entries,
        }
        if arguments.get("thread_ts"):
            message["thread_ts"] = str(arguments["thread_ts"])
        self._world.add_message(message)


_MEDIA = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "pdf": "application/pdf",
}
