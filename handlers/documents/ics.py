"""A meeting as a calendar file (RFC 5545): always the same UID, a higher SEQUENCE after every change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_LENGTH = timedelta(hours=2)
_LINE_OCTETS = 75
_ENDS = "\r\n"


@dataclass(frozen=True)
class Event:
    """A calendar entry of two hours. `starts` is an instant; `sequence` counts the changes since it was first sent."""

    uid: str
    sequence: int
    starts: datetime
    title: str
    place: str
    about: str
    cancelled: bool
    made_at: datetime


def ics_bytes(event: Event) -> bytes:
    """Return the .ics file's content; for a cancelled event it asks calendars to remove the entry."""
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
    """Escape the text (RFC 5545, 3.3.11) and remove the control characters that are not allowed."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(letter for letter in lines if letter == "\t" or (ord(letter) >= 32 and ord(letter) != 127))


def _folded(line: str) -> str:
    """Fold the line at 75 octets (RFC 5545, 3.1) without cutting a letter in two."""
    pieces, held, room = [], "", _LINE_OCTETS
    for letter in line:
        size = len(letter.encode())
        if size > room:
            pieces.append(held)
            held, room = "", _LINE_OCTETS - 1  # a folded line begins with a space
        held += letter
        room -= size
    return f"{_ENDS} ".join([*pieces, held])
