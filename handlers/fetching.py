"""Fetches a file that a person sent: from Slack's hosts only, never along a redirect, never more than a size."""

from __future__ import annotations

import ssl
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, ProxyHandler, Request, build_opener

LARGEST = 30 * 1024 * 1024
_TIMEOUT_S = 6
_PASSING = (408, 425, 429)


class Lost(Exception):
    """It will never be had; `why` is a word."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class NotNow(Exception):
    """Another try may have it."""


class _NoRedirect(HTTPRedirectHandler):
    """urllib would carry the token along to a redirect's other host."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


class Fetching:
    """`api_url` is Slack's Web API, or a stand-in whose files are at the same address."""

    def __init__(self, token: str, api_url: str, tls: ssl.SSLContext, proxy: str) -> None:
        self._token = token
        self._own = urlsplit(api_url)
        proxies = ProxyHandler({"https": proxy, "http": proxy} if proxy else {})
        self._open = build_opener(_NoRedirect, HTTPSHandler(context=tls), proxies).open

    def file(self, url: str) -> bytes:
        """Raises Lost, NotNow."""
        if not self._is_slacks(url):
            raise Lost("elsewhere")
        request = Request(url, headers={"Authorization": f"Bearer {self._token}"})
        try:
            with self._open(request, timeout=_TIMEOUT_S) as answer:
                content: bytes = answer.read(LARGEST + 1)
        except HTTPError as error:
            if error.code >= 500 or error.code in _PASSING:
                raise NotNow from error
            raise Lost("expired") from error
        except (OSError, HTTPException, ValueError) as error:
            raise NotNow from error
        if len(content) > LARGEST:
            raise Lost("too_large")
        return content

    def put(self, url: str, content: bytes) -> None:
        """To the address that Slack named for an upload. Raises OSError, HTTPException."""
        if not self._is_slacks(url):
            raise OSError("an upload's address is not Slack's")
        request = Request(url, content, {"Content-Type": "application/octet-stream"}, method="POST")
        with self._open(request, timeout=_TIMEOUT_S):
            return

    def _is_slacks(self, url: str) -> bool:
        there = urlsplit(url)
        if (there.scheme, there.netloc) == (self._own.scheme, self._own.netloc):
            return True
        host = there.hostname or ""
        return there.scheme == "https" and (host == "slack.com" or host.endswith(".slack.com"))
