"""Send rate of each city: a lane of its own, so that one city's many messages delay nobody else's.

docs.slack.dev "Rate limits" (2026): about one message a second to a channel, several hundred a minute to a workspace,
short bursts allowed. All times here are seconds on a monotonic clock. Each process keeps its own state: a limit used up
by another process comes back as 429 and is stored with the message.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

# Two fewer than Slack grants: the first message of a burst takes longest to arrive, and Slack counts from its arrival.
BURST = 28
PER_SECOND = 5.0
CHANNEL_REST_S = 1.0


@dataclass
class _Lane:
    credit: float = float(BURST)
    counted_at: float = 0.0
    closed_until: float = 0.0


@dataclass
class Pace:
    """The lanes of all cities and the pauses of their channels; safe for use from several threads."""

    burst: int = BURST
    per_second: float = PER_SECOND
    channel_rest_s: float = CHANNEL_REST_S
    _lanes: dict[int, _Lane] = field(default_factory=dict)
    _channels: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def took(self, workspace_id: int, recipient: str, at: float) -> None:
        """Count one message that is being sent."""
        with self._lock:
            lane = self._lane(workspace_id, at)
            lane.credit -= 1
            self._channels[recipient] = at + self.channel_rest_s

    def closed(self, workspace_id: int, at: float, seconds: float) -> None:
        """Close a city's lane for that many seconds, because Slack asked it to wait."""
        with self._lock:
            lane = self._lane(workspace_id, at)
            lane.closed_until = max(lane.closed_until, at + seconds)

    def resting_lanes(self, at: float) -> frozenset[int]:
        """Return the ids of the cities that may not send at that time."""
        with self._lock:
            return frozenset(city for city in list(self._lanes) if self._opens_at(city, at) > at)

    def resting_channels(self, at: float) -> frozenset[str]:
        """Return the recipients to which nothing may be sent at that time."""
        with self._lock:
            self._channels = {channel: until for channel, until in self._channels.items() if until > at}
            return frozenset(self._channels)

    def next_opening(self, at: float) -> float | None:
        """Return the seconds until a throttled lane or channel is free, or None if none is throttled."""
        with self._lock:
            ends = [self._opens_at(city, at) for city in self._lanes] + list(self._channels.values())
        later = [end - at for end in ends if end > at]
        return min(later) if later else None

    def _lane(self, workspace_id: int, at: float) -> _Lane:
        lane = self._lanes.setdefault(workspace_id, _Lane(float(self.burst), at))
        lane.credit = min(float(self.burst), lane.credit + (at - lane.counted_at) * self.per_second)
        lane.counted_at = at
        return lane

    def _opens_at(self, workspace_id: int, at: float) -> float:
        lane = self._lane(workspace_id, at)
        refilled = at if lane.credit >= 1 else at + (1 - lane.credit) / self.per_second
        return max(refilled, lane.closed_until)
