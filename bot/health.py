"""The health page: whether the process is alive and ready (ticks, connection, oldest unsent message)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from storage.db.database import Database
from storage.outbox.messages import refused_count, unsent_since

TICK_SILENT_S = 60.0
WIRE_SILENT_S = 60.0
UNSENT_FOR = timedelta(minutes=15)


class Health:
    """The health signs; each is a function that is called when the page is requested."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        tick_silent_for: Callable[[], float],
        connection_silent_for: Callable[[], float],
        token_error: Callable[[], str],
    ) -> None:
        self._database = database
        self._clock = clock
        self._tick = tick_silent_for
        self._connection = connection_silent_for
        self._token_error = token_error

    def signs(self) -> dict[str, object]:
        """Return the signs as JSON values; durations are in seconds."""
        now = self._clock()
        with self._database.reading() as session:
            unsent, refused = unsent_since(session, now), refused_count(session)
        waited = (now - unsent).total_seconds() if unsent else 0.0
        return {
            "tick_silent_s": round(self._tick(), 1),
            "wire_silent_s": round(self._connection(), 1),
            "oldest_unsent_s": round(waited, 1),
            "refused_messages": refused,
            "token_error": self._token_error(),
        }

    def is_ready(self, signs: dict[str, object]) -> bool:
        """Return whether ticks and connection are recent, no message waits for over 15 minutes and the token works."""
        return (
            float(str(signs["tick_silent_s"])) <= TICK_SILENT_S
            and float(str(signs["wire_silent_s"])) <= WIRE_SILENT_S
            and float(str(signs["oldest_unsent_s"])) <= UNSENT_FOR.total_seconds()
            and not signs["token_error"]
        )


class HealthPage:
    """The web server of the page, on 127.0.0.1 only and on its own thread."""

    def __init__(self, health: Health, port: int) -> None:
        self._health = health
        app = Starlette(routes=[Route("/live", self._live), Route("/ready", self._ready)])
        config = uvicorn.Config(app, "127.0.0.1", port, log_level="warning", lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, name="health", daemon=True)

    def start(self) -> None:
        """Start the server and return at once."""
        self._thread.start()

    def stop(self) -> None:
        """Stop the server and wait for its thread to end."""
        self._server.should_exit = True
        self._thread.join()

    def _live(self, _: Request) -> PlainTextResponse:
        return PlainTextResponse("live")

    def _ready(self, _: Request) -> JSONResponse:
        signs = self._health.signs()
        ready = self._health.is_ready(signs)
        return JSONResponse({"ready": ready, **signs}, status_code=200 if ready else 503)
