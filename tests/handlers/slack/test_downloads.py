"""Files are fetched from Slack's hosts only: tested with a real server that lies, redirects and never ends."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from handlers.slack.downloads import LARGEST, Fetching, Lost, NotNow


class Host(BaseHTTPRequestHandler):
    request: list[tuple[str, str | None]]

    def do_GET(self) -> None:
        type(self).request.append((self.path, self.headers.get("Authorization")))
        status = int(self.path.strip("/").partition("-")[0] or 200)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", f"http://localhost:{self.connection.getsockname()[1]}/200-elsewhere")
        self.end_headers()
        if self.path == "/200-huge":
            for _ in range(LARGEST // 65_536 + 2):
                self.wfile.write(b"x" * 65_536)
        else:
            self.wfile.write(b"content")

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def host() -> Iterator[str]:
    Host.request = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetching(host: str) -> Fetching:
    return Fetching("xoxb-secret", f"{host}/api/", ssl.create_default_context(), "")


def test_a_file_is_read_with_the_token(fetching: Fetching, host: str) -> None:
    assert fetching.file(f"{host}/200-photo") == b"content"
    assert Host.request == [("/200-photo", "Bearer xoxb-secret")]


@pytest.mark.parametrize(
    "url",
    [
        "https://slack.com.evil.example/x",
        "https://evil.example/files.slack.com",
        "http://files.slack.com/x",
        "https://files.slack.com@evil.example/x",
        "file:///etc/passwd",
        "",
        "https://notslack.com/x",
    ],
)
def test_another_host_is_never_asked(fetching: Fetching, url: str) -> None:
    with pytest.raises(Lost) as caught:
        fetching.file(url)
    assert caught.value.why == "elsewhere"


def test_a_redirect_is_not_followed_and_takes_no_token_along(fetching: Fetching, host: str) -> None:
    with pytest.raises(Lost) as caught:
        fetching.file(f"{host}/302-away")
    assert caught.value.why == "expired"
    assert [path for path, _ in Host.request] == ["/302-away"]


@pytest.mark.parametrize("status", [403, 404, 410])
def test_what_is_gone_is_lost(fetching: Fetching, host: str, status: int) -> None:
    with pytest.raises(Lost):
        fetching.file(f"{host}/{status}-gone")


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_fails_for_now_is_tried_again(fetching: Fetching, host: str, status: int) -> None:
    with pytest.raises(NotNow):
        fetching.file(f"{host}/{status}-later")


def test_more_than_the_largest_is_not_read(fetching: Fetching, host: str) -> None:
    with pytest.raises(Lost) as caught:
        fetching.file(f"{host}/200-huge")
    assert caught.value.why == "too_large"


def test_an_upload_goes_to_slack_only(fetching: Fetching) -> None:
    with pytest.raises(OSError, match="not Slack's"):
        fetching.put("https://evil.example/upload", b"x")
