"""The one place where people's text becomes mrkdwn, and where Slack's sizes are kept."""

from __future__ import annotations

from typing import Any

# Slack's limit for a section's text is 3,000 characters; escaping can make five of one.
_SECTION_LIMIT = 3_000

Block = dict[str, Any]


def escaped(text: str) -> str:
    """Text inside mrkdwn that can call nobody and link nowhere: Slack's three characters, escaped once."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def words(text: str) -> list[Block]:
    """People's own words, shown exactly as typed, in as many plain-text sections as they need."""
    pieces = [text[start : start + _SECTION_LIMIT] for start in range(0, len(text), _SECTION_LIMIT)]
    return [
        {"type": "section", "text": {"type": "plain_text", "text": piece, "emoji": False}} for piece in pieces if piece
    ]


def header(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": text[:150], "emoji": True}}


def context(*lines: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": line[:2_000]} for line in lines]}


def section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text[:_SECTION_LIMIT]}}
