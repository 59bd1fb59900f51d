"""Downloads of files that a person sent: from Slack's hosts only, without redirects, up to a size limit in bytes."""

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
    """The file can never be downloaded; `why` is a code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class NotNow(Exception):
    """The download failed for now; it may be retried."""


class _NoRedirect(HTTPRedirectHandler):
    """Handler that refuses redirects: urllib would send the token to the other host."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


class Fetching:
    """HTTP access to Slack's files.

    `api_url` is Slack's Web API, or a substitute that serves its files on the same host.
    """

    def __init__(self, token: str, api_url: str, tls: ssl.SSLContext, proxy: str) -> None:
        self._token = token
        self._own = urlsplit(api_url)
        proxies = ProxyHandler({"https": proxy, "http": proxy} if proxy else {})
        self._open = build_opener(_NoRedirect, HTTPSHandler(context=tls), proxies).open

    def file(self, url: str) -> bytes:
        """Return the file's content. Raises Lost if it can never be had, NotNow if a retry may succeed."""
        if not self._is_slacks(url):
            raise Lost("elsewhere")
        request = Request(url, headers={"Authorization": f"Bearer {self._token}"})
        try:
            with self._open(request, timeout=_TIMEOUT_S) as answer:
                content: bytes = answer.read(LARGEST + 1)
        except HTTPError as error:
            error.close()  # it holds the connection
            if error.code >= 500 or error.code in _PASSING:
                raise NotNow from error
            raise Lost("expired") from error
        except (OSError, HTTPException, ValueError) as error:
            raise NotNow from error
        if len(content) > LARGEST:
            raise Lost("too_large")
        return content

    def put(self, url: str, content: bytes) -> None:
        """Upload the content to the address that Slack gave for it. Raises OSError, HTTPException."""
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
