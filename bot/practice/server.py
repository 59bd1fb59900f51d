"""The practice Slack as a server on 127.0.0.1: the Web API, Socket Mode, people's actions, and the page."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import UTC, datetime
from typing import Any, TypeVar

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from bot.practice import limits
from bot.practice.city import City
from bot.practice.elements import Impossible
from bot.practice.faults import Fault, Faults, Ordered
from bot.practice.files import Files
from bot.practice.guard import Guard
from bot.practice.inspector import Inspector
from bot.practice.interactions import Triggers
from bot.practice.people import People
from bot.practice.refusal import Refusal
from bot.practice.sharing import Sharing
from bot.practice.showing import Showing
from bot.practice.sockets import Sockets
from bot.practice.store import Store
from bot.practice.web_api import WebApi
from bot.practice.world import World

_CHANGES_EVERY_S = 0.1
Done = TypeVar("Done")


class Practice:
    """The server, on its own thread from `start()` to `stop()`; port 0 takes a free port."""

    def __init__(self, city: City, file: str = ":memory:", port: int = 0, starts_at: float | None = None) -> None:
        self._store = Store(file)
        self.world = World(city, self._store)
        if starts_at is not None:
            self.world.start_at(starts_at)
        self.faults = Faults()
        self._inspector = Inspector()
        self.sockets = Sockets(city.app.app_id, self._inspector)
        triggers = Triggers()
        self._files = Files(self.world, self._store)
        self._sharing = Sharing(self.world, self._files)
        self._api = WebApi(self.world, triggers, self._sharing)
        self.people = People(self.world, self.sockets, triggers, self._files)
        self._listening = socket.create_server(("127.0.0.1", port))
        self.port = int(self._listening.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        self.people.address = self._files.address = self._sharing.address = self.address
        # The time of the bot's next due notice, and the steps of the tour; set by the starter of both.
        self.next_due: Callable[[], datetime | None] = lambda: None
        self.story: Callable[[], list[dict[str, Any]]] = list
        self._when_moved: list[Callable[[], None]] = []
        self._showing = Showing(
            self.world, self.people, self._files, self._inspector, lambda: self.story(), lambda: self.next_due()
        )
        self._ends = self._half_open = False
        config = uvicorn.Config(
            self._application(),
            log_level="critical",
            ws_ping_interval=None,
            ws=WebSocketsSansIOProtocol,
            lifespan="off",
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, name="practice-slack", daemon=True)

    def clock(self) -> datetime:
        """Return the practice time in UTC, for a bot in the same process."""
        return datetime.fromtimestamp(self.world.now(), UTC)

    def when_moved(self, call: Callable[[], None]) -> None:
        """Add a function to call when the clock has been moved.

        It runs on the server's own thread and must not block.
        """
        self._when_moved.append(call)

    def do(self, deed: Coroutine[Any, Any, Done]) -> Done:
        """Run a coroutine on the server's own thread, the only one that may change the world, and return its result."""
        return asyncio.run_coroutine_threadsafe(deed, self._loop).result()

    @property
    def api_url(self) -> str:
        """The base URL of the Web API, with a slash at its end."""
        return f"{self.address}/api/"

    def start(self) -> Practice:
        """Start the server and return it once it accepts connections."""
        self._thread.start()
        while not self._server.started:
            time.sleep(0.005)
        return self

    def stop(self) -> None:
        """Stop the server, wait for its thread to end, and close the store."""
        self._ends = True
        self._server.should_exit = True
        self._server.force_exit = self._half_open  # a half-open connection never reports its end
        self._thread.join()
        self._store.close()

    def __enter__(self) -> Practice:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        await self._server.serve(sockets=[self._listening])

    def _application(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/api/{method:path}", self._web_api, methods=["POST", "GET"]),
                WebSocketRoute("/link", self.sockets.serve),
                Route("/response/{name}", self._respond, methods=["POST"]),
                Route("/upload/{ticket}", self._put, methods=["POST"]),
                Route("/practice/clock", lambda _: JSONResponse({"now": self.world.now()})),
                Route("/practice/do/{deed}", self._do, methods=["POST"]),
                Route("/practice/changes", self._changes),
                *self._showing.routes(),
            ],
            middleware=[Middleware(Guard)],
        )

    async def _web_api(self, request: Request) -> Response:
        method, began = request.path_params["method"], time.monotonic()
        arguments, token = await _arguments(request, method)
        fault = self.faults.next_for(method)
        if fault is not None and fault.fault == Fault.RATE_LIMITED:
            wait = {"Retry-After": str(int(fault.seconds))}
            self._inspector.note("call", method, began, "429 ratelimited", arguments, None)
            return JSONResponse({"ok": False, "error": "ratelimited"}, status_code=429, headers=wait)
        if fault is not None and fault.fault == Fault.SERVER_ERROR:
            self._inspector.note("call", method, began, "503 service_unavailable", arguments, None)
            return JSONResponse({"ok": False, "error": "service_unavailable"}, status_code=503)
        if fault is not None and fault.fault == Fault.SLOW:
            await asyncio.sleep(fault.seconds)
        answer = self._answered(method, token, arguments)
        self._inspector.note("call", method, began, str(answer.get("error", "")), arguments, answer)
        if fault is not None and fault.fault == Fault.DROP_AFTER:
            return _BrokenOff()
        scopes = ",".join(sorted(self.world.app.scopes))
        return JSONResponse(answer, headers={"x-oauth-scopes": scopes} if answer["ok"] else None)

    def _answered(self, method: str, token: str, arguments: dict[str, Any]) -> dict[str, Any]:
        if method == "apps.connections.open":
            if token != self.world.app.app_token:
                return {"ok": False, "error": "invalid_auth"}
            return {"ok": True, "url": f"ws://127.0.0.1:{self.port}/link?ticket={self.sockets.ticket()}"}
        try:
            return self._api.call(method, token, arguments)
        except Refusal as refusal:
            return refusal.answer

    async def _respond(self, request: Request) -> Response:
        began, body = time.monotonic(), await request.json()
        taken = self.people.respond(request.path_params["name"], body)
        self._inspector.note("answer", "response_url", began, "" if taken else "used_url", body, None)
        return Response("ok") if taken else JSONResponse({"ok": False, "error": "used_url"}, status_code=404)

    async def _put(self, request: Request) -> Response:
        taken = self._sharing.put(request.path_params["ticket"], await request.body())
        return Response("OK") if taken else Response("not taken", status_code=400)

    async def _do(self, request: Request) -> Response:
        try:
            return JSONResponse(await self._done(request.path_params["deed"], await request.json()))
        except (Impossible, KeyError, TypeError, ValueError) as error:
            return JSONResponse({"ok": False, "error": f"{type(error).__name__}: {error}"}, status_code=400)

    async def _done(self, deed: str, given: dict[str, Any]) -> dict[str, Any]:
        match deed:
            case "command" | "message" | "click" | "submit" | "suggest" | "react" | "unreact":
                return dict(await getattr(self.people, deed)(**given))
            case "click_in_view" | "message_shortcut" | "shortcut" | "open_home" | "deactivate" | "rename":
                return dict(await getattr(self.people, deed)(**given))
            case "close_view" | "edit" | "delete" | "mark_read":
                return dict(getattr(self.people, deed)(**given))
            case "clock":
                return self._go_to(float(given["to"]))
            case "next_due":
                return self._go_to_next_due()
        return await self._fail(deed, given)

    async def _fail(self, deed: str, given: dict[str, Any]) -> dict[str, Any]:
        """Cause a fault of Slack or of the connection, now or at coming requests. Raises Impossible for other deeds."""
        match deed:
            case "fault":
                self.faults.order(Ordered(given["method"], Fault(given["fault"]), int(given.get("times", 1))))
                return {"ok": True}
            case "disconnect":
                await self.sockets.disconnect()
                return {"ok": True}
            case "half_open":
                return self._go_silent()
            case "revoke":
                self._api.revoked = bool(given["revoked"])
                return {"ok": True}
            case "repeat_next":
                self.sockets.repeat_next = int(given["times"])
                return {"ok": True}
        raise Impossible(deed)

    def _go_silent(self) -> dict[str, Any]:
        """Cause a fault: every open socket stays open, but what is sent over it is ignored and no ping is answered."""
        self._half_open = True
        self.sockets.half_open()
        muted = [each for each in self._server.server_state.connections if isinstance(each, WebSocketsSansIOProtocol)]
        for connection in muted:
            connection.transport.set_protocol(asyncio.Protocol())  # reads and ignores everything
        return {"ok": True, "muted": len(muted)}

    def _go_to_next_due(self) -> dict[str, Any]:
        """Move the clock to the next due notice. Refuse while a notice that is due already has not been sent."""
        at, now = self.next_due(), self.world.now()
        if at is None:
            return {"ok": False, "error": "nothing_to_come", "now": now}
        if at.timestamp() <= now:
            return {"ok": False, "error": "on_its_way", "now": now}
        return self._go_to(at.timestamp())

    def _go_to(self, at: float) -> dict[str, Any]:
        moved = self.world.move_clock(at)
        if moved:
            for call in self._when_moved:
                call()
        return {"ok": moved, "now": self.world.now()}

    async def _changes(self, _: Request) -> Response:
        return StreamingResponse(self._stream(), media_type="text/event-stream")

    async def _stream(self) -> AsyncIterator[str]:
        told = None
        while not self._ends:
            now = {"changes": self.world.changes, "inspected": self._inspector.count}
            if now != told:
                told = now
                yield f"data: {json.dumps(now)}\n\n"
            await asyncio.sleep(_CHANGES_EVERY_S)


class _BrokenOff(Response):
    """A response that ends in the middle; the server then closes the connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the first byte of a body of 1,000."""
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1000")]})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


async def _arguments(request: Request, method: str) -> tuple[dict[str, Any], str]:
    """Return a call's arguments and its token, from JSON if the method takes it, or from a form whose lists are
    JSON.
    """
    kind = request.headers.get("content-type", "")
    body = await request.body()
    if kind.startswith("application/json"):
        arguments = dict(json.loads(body or b"{}")) if method in limits.TAKES_JSON else {}
    else:
        async with request.form() as form:
            arguments = {name: _value(str(value)) for name, value in form.items()}
    token = request.headers.get("authorization", "").removeprefix("Bearer ") or str(arguments.pop("token", ""))
    return arguments, token


def _value(text: str) -> Any:
    if not text.startswith(("[", "{")):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text
