"""The deadline of a written vote, as an instant."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from storage.meetings.meetings import Meeting


def deadline_of(there: Meeting, zone: ZoneInfo) -> datetime:
    """Return the deadline of a written vote in UTC; `zone` is the city's time zone."""
    return datetime.combine(there.on, time.fromisoformat(there.at), zone).astimezone(UTC)
