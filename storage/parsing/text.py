"""Text in the form in which it is compared and read, never in the form in which it is stored."""

from __future__ import annotations

import unicodedata

from storage.db.errors import EmptyText, Lacking, TooLong


def plain(text: str) -> str:
    """Return the text in NFKC and lower case, without invisible characters."""
    seen = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return unicodedata.normalize("NFKC", seen).casefold()


TEXT_LIMIT = 4_000  # characters; the maximum of a slash command


LINE_LIMIT = 200
REASON_LIMIT = 1_000


def clean_text(text: str, limit: int = TEXT_LIMIT) -> str:
    """Return the text in composed form (NFC) without outer spaces; line breaks stay. Raises EmptyText, TooLong."""
    kept = unicodedata.normalize("NFC", text).strip()
    if not any(unicodedata.category(letter) not in ("Cf", "Zs", "Cc") for letter in kept):
        raise EmptyText
    if len(kept) > limit:
        raise TooLong(len(kept), limit)
    return kept


def clean_line(text: str, limit: int = LINE_LIMIT) -> str:
    """Return the text as one line in composed form (NFC); it may be empty. Raises TooLong."""
    kept = " ".join(unicodedata.normalize("NFC", text).split())
    if len(kept) > limit:
        raise TooLong(len(kept), limit)
    return kept


def needed_reason(text: str) -> str:
    """Return a reason that has to be given, as one line. Raises Lacking, TooLong."""
    kept = clean_line(text, REASON_LIMIT)
    if not kept:
        raise Lacking("reason")
    return kept
