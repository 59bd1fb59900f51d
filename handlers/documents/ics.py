"""A meeting for people's calendars, as RFC 5545 asks: one UID for its life, a higher SEQUENCE for every change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_LENGTH = timedelta(hours=2)
_LINE_OCTETS = 75
_ENDS = "\r\n"


@dataclass(frozen=True)
class Event:
    """`starts` is an instant; `sequence` counts what was changed since it was first sent."""

    uid: str
    sequence: int
    starts: datetime
    title: str
    place: str
    about: str
    cancelled: bool
    made_at: datetime


def ics_bytes(event: Event) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//CN Bot//EN",
        "CALSCALE:GREGORIAN",
        f"METHOD:{'CANCEL' if event.cancelled else 'PUBLISH'}",
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTAMP:{_instant(event.made_at)}",
        f"DTSTART:{_instant(event.starts)}",
        f"DTEND:{_instant(event.starts + _LENGTH)}",
        f"SUMMARY:{_escaped(event.title)}",
        *([f"LOCATION:{_escaped(event.place)}"] if event.place else []),
        *([f"DESCRIPTION:{_escaped(event.about)}"] if event.about else []),
        f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(_folded(line) + _ENDS for line in lines).encode()


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """RFC 5545, 3.3.11; no other control character may stand in a text."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(letter for letter in lines if letter == "\t" or (ord(letter) >= 32 and ord(letter) != 127))


def _folded(line: str) -> str:
    """RFC 5545, 3.1: at most 75 octets a line, and no letter is cut in two."""
    pieces, held, room = [], "", _LINE_OCTETS
    for letter in line:
        size = len(letter.encode())
        if size > room:
            pieces.append(held)
            held, room = "", _LINE_OCTETS - 1  # a folded line begins with a space
        held += letter
        room -= size
    return f"{_ENDS} ".join([*pieces, held])
