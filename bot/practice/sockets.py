"""Socket Mode: hello, envelopes, acks with payload; of several connections each payload goes to one."""

from __future__ import annotations

import asyncio
import itertools
import secrets
import time
from typing import Any
from uuid import uuid4

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.practice import limits
from bot.practice.inspector import Inspector

# docs.slack.dev/apis/events-api, "Retries": almost at once, after a minute, after five minutes.
EVENT_RETRIES_S = (0.0, 60.0, 300.0)


class Sockets:
    """The open connections of the app, and the envelopes that wait for an ack."""

    def __init__(self, app_id: str, inspector: Inspector) -> None:
        self._app_id = app_id
        self._inspector = inspector
        self._tickets: set[str] = set()
        self._open: list[WebSocket] = []
        self._half_open: list[WebSocket] = []  # a fault on request: nothing is sent over these any more
        self._turn = itertools.count()
        self._awaited: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self.repeat_next = 1  # a fault on request: how many times the next envelope is delivered

    def ticket(self) -> str:
        """Return a new ticket for one connection: the address of apps.connections.open works once."""
        name = secrets.token_urlsafe(16)
        self._tickets.add(name)
        return name

    async def serve(self, socket: WebSocket) -> None:
        """Serve one connection until it closes; without a valid ticket close it with code 4001."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close(4001)
            return
        self._tickets.discard(ticket)
        await socket.accept()
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": self._app_id}})
        self._open.append(socket)
        try:
            while True:
                self._acked(await socket.receive_json())
        except WebSocketDisconnect:
            return
        finally:
            if socket in self._open:
                self._open.remove(socket)

    def _acked(self, answer: dict[str, Any]) -> None:
        waiting = self._awaited.pop(str(answer.get("envelope_id")), None)
        if waiting is not None and not waiting.done():
            waiting.set_result(answer.get("payload") or {})

    async def deliver(self, kind: str, payload: dict[str, Any]) -> dict[str, Any] | None:
        """Send an envelope; return the payload of its ack, {} for a bare ack, or None without an ack in three
        seconds.
        """
        times, self.repeat_next = self.repeat_next, 1
        answers = [await self._once(kind, payload) for _ in range(times)]
        return answers[0]

    async def deliver_event(self, payload: dict[str, Any]) -> None:
        """Send an event until it is acked, at most four times, as Slack does."""
        for attempt, wait in enumerate((0.0, *EVENT_RETRIES_S)):
            await asyncio.sleep(wait)
            if await self._once("events_api", payload, attempt) is not None:
                return

    async def _once(self, kind: str, payload: dict[str, Any], attempt: int = 0) -> dict[str, Any] | None:
        began = time.monotonic()
        answer = await self._sent(kind, payload, attempt)
        error = "not acked" if answer is None else ""
        self._inspector.note("envelope", _name_of(kind, payload), began, error, payload, answer)
        return answer

    async def _sent(self, kind: str, payload: dict[str, Any], attempt: int) -> dict[str, Any] | None:
        if not self._open:
            return None
        envelope_id = str(uuid4())
        envelope = {"type": kind, "envelope_id": envelope_id, "payload": payload, "accepts_response_payload": True}
        if kind == "events_api":
            envelope |= {"accepts_response_payload": False, "retry_attempt": attempt, "retry_reason": ""}
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._awaited[envelope_id] = answer
        try:
            socket = self._open[next(self._turn) % len(self._open)]
            if socket not in self._half_open:
                await socket.send_json(envelope)
            return await asyncio.wait_for(answer, limits.ACK_WITHIN_S)
        except (TimeoutError, RuntimeError, WebSocketDisconnect):
            return None
        finally:
            self._awaited.pop(envelope_id, None)

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Send "disconnect" and close every connection, as Slack does; the client opens another."""
        closing, self._open = self._open, []
        for socket in closing:
            await socket.send_json({"type": "disconnect", "reason": reason})
            await socket.close()

    def half_open(self) -> None:
        """Send nothing more over the connections open now, which stay open. The server mutes their pongs."""
        self._half_open = list(self._open)

    @property
    def connections(self) -> int:
        """The number of open connections."""
        return len(self._open)


def _name_of(kind: str, payload: dict[str, Any]) -> str:
    what = payload.get("command") or (payload.get("event") or payload).get("type") or ""
    return f"{kind} {what}"
