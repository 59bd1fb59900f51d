"""CPU time of one message over TLS: the shared context of `bot/web.py` against the SDK's new one for every call."""

from __future__ import annotations

import os
import ssl
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import certifi
from slack_sdk import WebClient

from bot.app import POSTING_TIMEOUT_S
from bot.config import Settings
from bot.web import tls_of, web_client
from tests.bench.figures import Figure, p50

_MOST_MS = 2


class _Slack(BaseHTTPRequestHandler):
    """A server that accepts every call and closes the connection after it, as the SDK does too."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        body = b'{"ok": true, "channel": "C0COUNCIL", "ts": "1.0"}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Print nothing."""


def figures(messages: int = 200) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder, _slack_over_tls(Path(folder)) as (address, bundle):
        settings = Settings(slack_api_url=address, cn_ca_bundle=bundle)
        shared = web_client(settings, "xoxb-bench", tls_of(settings), POSTING_TIMEOUT_S)
        own = WebClient("xoxb-bench", address)
        with _trusted_by_default(bundle):
            by_turns = [(_cpu_ms(own), _cpu_ms(shared)) for _ in range(messages)]
    default, ours = p50(pair[0] for pair in by_turns), p50(pair[1] for pair in by_turns)
    yield Figure("CPU of a message over TLS", ours, _MOST_MS, "ms")
    yield Figure("CPU of a message over TLS: against the SDK's default", ours / default, aside=f"{default:.1f} ms")


def _cpu_ms(client: WebClient) -> float:
    """Return the CPU milliseconds of this thread; the server's thread is not counted."""
    begins = time.thread_time()
    client.chat_postMessage(channel="C0COUNCIL", text="별양동 주민센터 창호 결로")
    return (time.thread_time() - begins) * 1_000


@contextmanager
def _slack_over_tls(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the server's address and a CA bundle of realistic size that includes its certificate."""
    key, certificate, bundle = folder / "key.pem", folder / "certificate.pem", folder / "bundle.pem"
    wanted = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=127.0.0.1"
    names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(["openssl", *wanted.split(), *names], check=True, capture_output=True)
    bundle.write_bytes(Path(certifi.where()).read_bytes() + certificate.read_bytes())
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Slack)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"https://127.0.0.1:{server.server_port}/", bundle
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def _trusted_by_default(bundle: Path) -> Iterator[None]:
    """Make the bundle OpenSSL's default, for a client without its own context."""
    before = os.environ.get("SSL_CERT_FILE")
    os.environ["SSL_CERT_FILE"] = str(bundle)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SSL_CERT_FILE"]
        else:
            os.environ["SSL_CERT_FILE"] = before
