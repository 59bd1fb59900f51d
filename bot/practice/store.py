"""Storage with write-through: every change is on disk before it is answered, so that kill -9 loses nothing."""

from __future__ import annotations

import json
import sqlite3
from typing import Any


class Store:
    """Documents by kind and id in one SQLite file; `:memory:` keeps them for one run."""

    def __init__(self, file: str) -> None:
        self._db = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS documents (kind TEXT, id TEXT, body TEXT, PRIMARY KEY (kind, id))",
        )
        self._db.execute("CREATE TABLE IF NOT EXISTS contents (id TEXT PRIMARY KEY, content BLOB)")

    def save(self, kind: str, name: str, body: dict[str, Any]) -> None:
        """Write a document, replacing one with the same kind and id."""
        self._db.execute("INSERT OR REPLACE INTO documents VALUES (?, ?, ?)", (kind, name, json.dumps(body)))

    def drop(self, kind: str, name: str) -> None:
        """Delete a document; a missing one changes nothing."""
        self._db.execute("DELETE FROM documents WHERE kind = ? AND id = ?", (kind, name))

    def all(self, kind: str) -> dict[str, dict[str, Any]]:
        """Return the documents of a kind by id, in the order of their last writing."""
        rows = self._db.execute("SELECT id, body FROM documents WHERE kind = ? ORDER BY rowid", (kind,))
        return {name: json.loads(body) for name, body in rows}

    def save_content(self, name: str, content: bytes) -> None:
        """Write a file's bytes, replacing those with the same id."""
        self._db.execute("INSERT OR REPLACE INTO contents VALUES (?, ?)", (name, content))

    def content(self, name: str) -> bytes:
        """Return a file's bytes. Raises TypeError if there are none."""
        (content,) = self._db.execute("SELECT content FROM contents WHERE id = ?", (name,)).fetchone()
        return bytes(content)

    def close(self) -> None:
        """Close the file."""
        self._db.close()
