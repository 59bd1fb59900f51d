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
    """One city on one database, `sqlite` or `postgresql`. It can be brought back again and again."""

    city: str
    database: str

    def practice(self, folder: Path) -> Practice:
        """Return the practice Slack with all its messages, at the moment at which it was left, on a port of its own."""
        port, file = free_port(), folder / "practice-slack.db"
        file.write_bytes(self._unpacked("-slack.db", port))
        left_at = datetime.fromisoformat(json.loads((PLAYED / "left_at.json").read_text())[self._name])
        return Practice(CITIES[self.city](), str(file), port, left_at.timestamp())

    def address(self, folder: Path, port: int, postgresql: Engine | None, name: str) -> str:
        """Bring the database back and return its address: a file in `folder`, or `name` on that PostgreSQL server.

        `port` is the practice Slack's. What was at that address before is gone.
        """
        if postgresql is None:
            file = folder / "cn-bot.db"
            file.write_bytes(self._unpacked(".db", port))
            return f"sqlite:///{file}"
        with postgresql.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        url = postgresql.url.set(database=name)
        _run(create_engine(url), self._unpacked(".sql", port).decode())
        return url.render_as_string(hide_password=False)

    @property
    def _name(self) -> str:
        return f"{self.city}-{self.database}"

    def _unpacked(self, part: str, port: int) -> bytes:
        packed = (PLAYED / f"{self._name}{part}.xz").read_bytes()
        return lzma.decompress(packed).replace(_ADDRESS, f"127.0.0.1:{port}".encode())


def _run(engine: Engine, script: str) -> None:
    """Run many statements at once, as only the driver does. The script leaves its connection without a search path."""
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute(script)
        driver.commit()
    engine.dispose()
