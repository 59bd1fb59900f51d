"""Two cities as an earlier version left them: database and practice Slack, brought back from tests/fixtures."""

from __future__ import annotations

import json
import lzma
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, create_engine

from bot.practice.city import City
from bot.practice.server import Practice
from bot.sample import sample_city
from tests.running import ROOT, free_port
from tests.year.city import year_city

PLAYED = ROOT / "tests" / "fixtures" / "played_0_1_0"
CITIES: dict[str, Callable[[], City]] = {"story": sample_city, "year": year_city}
# Where the practice Slack stood: in the addresses of files. A free port has five digits too, so no length changes.
_ADDRESS = b"127.0.0.1:28100"


@dataclass(frozen=True)
class Played:
    """One city on one database, to be brought back as often as is wanted; each time at a port of its own."""

    city: str
    database: str  # sqlite, postgresql

    def practice(self, folder: Path) -> Practice:
        """The practice Slack with all its messages, at the moment at which it was left."""
        port, file = free_port(), folder / "practice-slack.db"
        file.write_bytes(self._unpacked("-slack.db", port))
        left_at = datetime.fromisoformat(json.loads((PLAYED / "left_at.json").read_text())[self._name])
        return Practice(CITIES[self.city](), str(file), port, left_at.timestamp())

    def to_sqlite(self, file: Path, port: int) -> None:
        file.write_bytes(self._unpacked(".db", port))

    def to_postgresql(self, empty: Engine, port: int) -> None:
        """`pg_dump` leaves a connection without a search path: none is used again."""
        with empty.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute(self._unpacked(".sql", port).decode())
            driver.commit()
        empty.dispose()

    @property
    def _name(self) -> str:
        return f"{self.city}-{self.database}"

    def _unpacked(self, part: str, port: int) -> bytes:
        packed = (PLAYED / f"{self._name}{part}.xz").read_bytes()
        return lzma.decompress(packed).replace(_ADDRESS, f"127.0.0.1:{port}".encode())
