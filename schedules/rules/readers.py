"""The recipient of a reminder on a day: a person, or the deputy while the person is away or if they have left.

Which person it is, if the responsible one has left without a deputy, is decided in `schedules/facts/stand_ins.py`. Who
gets a message that Slack has refused is decided in `storage/outbox/fallback.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from storage.organisation.people import is_away


@dataclass(frozen=True)
class Reader:
    """A person to remind, with the deputy who is notified while the person is away or if they have left."""

    slack_id: str
    gone: bool = False
    away_from: date | None = None
    away_until: date | None = None
    deputy: str = ""

    def on(self, day: date) -> str:
        """Return the Slack id to notify on that day, or "" for nobody."""
        if self.gone:
            return self.deputy
        away = is_away(day, self.away_from, self.away_until)
        return self.deputy if away and self.deputy else self.slack_id
