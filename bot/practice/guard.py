"""Protection of the page: other web sites in the same browser are kept out, and nothing is loaded from elsewhere."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

_OURSELVES = ("127.0.0.1", "localhost")
_SAFE = {
    "content-security-policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


class Guard:
    """Middleware that refuses a host name other than this machine's (DNS rebinding) and requests from other origins."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with safe headers, or refuse it with 403 (a web socket with code 4003)."""
        if not _is_ours(Headers(scope=scope)):
            refused = JSONResponse({"ok": False, "error": "foreign_origin"}, status_code=403)
            await (WebSocketClose(4003) if scope["type"] == "websocket" else refused)(scope, receive, send)
            return

        async def with_safe_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_SAFE)
                headers.setdefault("cache-control", "no-cache")  # an upgrade must not show the old page
            await send(message)

        await self._app(scope, receive, with_safe_headers)


def _is_ours(headers: Headers) -> bool:
    host, origin = headers.get("host", ""), headers.get("origin")
    return host.partition(":")[0] in _OURSELVES and origin in (None, f"http://{host}")
