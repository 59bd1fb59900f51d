"""Files that people upload: their bytes in the practice store, and their entries as Slack shows them in a message."""

from __future__ import annotations

import re
import secrets
from typing import Any
from urllib.parse import quote

from bot.practice import limits
from bot.practice.store import Store
from bot.practice.world import Document, World

FILES_AT_ONCE = 10  # docs.slack.dev/messaging/working-with-files
LARGEST_FILE = 20 * 1024 * 1024  # far below Slack's 1 GB: a practice store is one SQLite file
# Types that a browser shows without running anything in them; all others are downloaded.
_SHOWN = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}
_NOT_IN_A_NAME = re.compile(r"[\x00-\x1f/\\]+")

Upload = tuple[str, str, bytes]  # name, media type, content


class NotTaken(Exception):
    """A refused upload: too large, too many files, or empty. The text is the reason for the person."""


class Files:
    """The uploaded files of one workspace."""

    def __init__(self, world: World, store: Store) -> None:
        self._world = world
        self._store = store
        self._entries = store.all("file")
        self.address = ""  # set by the server once it knows its port

    def keep(self, user: str, uploads: list[Upload]) -> list[Document]:
        """Store the uploads and return their entries in order. Raises NotTaken before anything is stored."""
        if not 0 < len(uploads) <= FILES_AT_ONCE:
            raise NotTaken("file_count")
        for _, _, content in uploads:
            if not 0 < len(content) <= LARGEST_FILE:
                raise NotTaken("file_size")
        return [self._kept(user, *upload) for upload in uploads]

    def entry(self, file_id: str) -> Document | None:
        """Return a file's entry, or None for an unknown id."""
        return self._entries.get(file_id)

    def content(self, file_id: str) -> bytes:
        """Return a file's bytes. Raises TypeError for an unknown id."""
        return self._store.content(file_id)

    def filled_in(self, user: str, blocks: list[Document], values: Document) -> Document:
        """Return the values of a form's fields with its files as Slack reports them. Raises NotTaken."""
        for block in blocks:
            element = block.get("element") or {}
            held = values.get(block.get("block_id", ""), {}).get(element.get("action_id", ""), {})
            if element.get("type") == "file_input":
                held["files"] = self._taken(user, element, [each["id"] for each in held.get("files") or ()])
        return values

    def _taken(self, user: str, element: Document, ids: list[str]) -> list[Document]:
        if len(ids) > element.get("max_files", limits.FILE_INPUT):
            raise NotTaken("file_count")
        entries = [entry for each in ids if (entry := self._entries.get(each)) and entry["user"] == user]
        kinds = element.get("filetypes")
        for entry in entries:
            if kinds and entry["name"].rpartition(".")[2].lower() not in kinds:
                raise NotTaken("file_kind")
            if entry["size"] > limits.FILE_INPUT_BYTES:
                raise NotTaken("file_input_size")
        return [dict(entry) for entry in entries]

    def keep_as(self, file_id: str, user: str, upload: Upload, title: str) -> Document:
        """Store a file under an id that was assigned before its bytes arrived."""
        return self._kept(user, *upload, file_id, title)

    def _kept(self, user: str, name: str, kind: str, content: bytes, file_id: str = "", title: str = "") -> Document:
        name = _NOT_IN_A_NAME.sub("_", name).strip()[-200:] or "file"
        kind = kind if re.fullmatch(r"[\w.+-]+/[\w.+-]+", kind) else "application/octet-stream"
        file_id = file_id or "F" + secrets.token_hex(5).upper()
        place = f"{self._world.city.team_id}-{file_id}"
        entry = {
            "id": file_id,
            "created": int(self._world.now()),
            "timestamp": int(self._world.now()),
            "name": name,
            "title": title or name,
            "mimetype": kind,
            "filetype": _SHOWN.get(kind) or (name.rpartition(".")[2].lower() if "." in name else "binary"),
            "user": user,
            "size": len(content),
            "mode": "hosted",
            "is_external": False,
            "is_public": False,
            "url_private": f"{self.address}/files-pri/{place}/{quote(name)}",
            "url_private_download": f"{self.address}/files-pri/{place}/download/{quote(name)}",
            "permalink": f"https://{self._world.city.domain}.slack.com/files/{user}/{file_id}/{quote(name)}",
        }
        self._store.save_content(file_id, content)
        self._store.save("file", file_id, entry)
        self._entries[file_id] = entry
        return dict(entry)


def headers_for(entry: Document, *, saved: bool) -> dict[str, Any]:
    """Return the headers for a browser: pictures are shown, all else is downloaded; with `saved`, everything is."""
    shown = entry["mimetype"] in _SHOWN and not saved
    return {
        "content-type": entry["mimetype"] if shown else "application/octet-stream",
        "content-disposition": f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{quote(entry['name'])}",
        "cache-control": "private, max-age=3600",
    }
