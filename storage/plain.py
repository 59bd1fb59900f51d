"""Text in the form in which it is compared and read, never in the form in which it is stored."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """Return the text in NFKC and lower case, without invisible characters."""
    seen = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return unicodedata.normalize("NFKC", seen).casefold()
