"""Text as it is compared and read, never as it is stored."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """Full-width, decomposed and invisible characters made plain, capitals small."""
    seen = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return unicodedata.normalize("NFKC", seen).casefold()
