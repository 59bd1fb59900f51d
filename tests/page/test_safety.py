"""Another web site in the same browser cannot drive the practice Slack or read from it."""

from __future__ import annotations

import json
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from bot.practice.driver import PATIENCE_S, Slack
from bot.practice.server import Practice
from bot.sample import FIELD
from tests.page import kitchen

PAGE = Path(__file__).parents[2] / "bot/practice/page"


def asked(
    server: Practice, method: str, path: str, body: bytes = b"", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    with closing(HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_S)) as connection:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/practice/do/message"),
        ("POST", "/practice/upload"),
        ("GET", "/practice/changes"),
        ("GET", "/practice/sees?as=U0OFFICER"),
        ("POST", "/api/chat.postMessage"),
    ],
)
@pytest.mark.parametrize("foreign", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Host": "evil.example"}])
def test_a_foreign_origin_and_a_foreign_name_are_refused(
    alone: tuple[Practice, Slack], method: str, path: str, foreign: dict[str, str]
) -> None:
    body = json.dumps({"user": "U0OFFICER", "channel": FIELD, "text": "x"}).encode()
    status, headers, _ = asked(alone[0], method, path, body, Content_Type="application/json", **foreign)
    assert status == 403
    assert "access-control-allow-origin" not in headers
    assert alone[1].person("U0OFFICER").messages(FIELD) == []


def test_the_page_itself_is_served_under_both_of_our_names(alone: tuple[Practice, Slack]) -> None:
    server = alone[0]
    for name in ("127.0.0.1", "localhost"):
        host = f"{name}:{server.port}"
        status, headers, body = asked(server, "GET", "/", Host=host, Origin=f"http://{host}")
        assert status == 200
        assert b"app.js" in body
        assert headers["content-security-policy"].startswith("default-src 'self'; img-src 'self' data:;")
        assert headers["x-content-type-options"] == "nosniff"


def test_it_listens_on_this_machine_only(alone: tuple[Practice, Slack]) -> None:
    assert alone[0].address.startswith("http://127.0.0.1:")


def test_nothing_of_the_page_comes_from_elsewhere() -> None:
    for file in PAGE.glob("*.*"):
        text = file.read_text(encoding="utf-8")
        for mark in ('src="http', 'href="http', "url(http", "@import", 'from "http'):
            assert mark not in text, f"{file.name}: {mark}"


def test_a_file_is_for_the_bots_token_and_the_page(alone: tuple[Practice, Slack]) -> None:
    server, slack = alone
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    files = [("x.gif", "image/gif", kitchen.PIXEL), ("x.svg", "image/svg+xml", drawing)]
    sent = slack.person("U0OFFICER").sends("여기", *files, channel=FIELD)["files"]
    picture, svg = (each["url_private"].removeprefix(server.address) for each in sent)

    def given(path: str, **headers: Any) -> tuple[int, str, str, bytes]:
        status, found, body = asked(server, "GET", path, **headers)
        return status, found.get("content-type", ""), found.get("content-disposition", "").split(";")[0], body

    token = {"Authorization": f"Bearer {server.world.app.bot_token}"}
    assert given(picture, **token) == (200, "image/gif", "inline", kitchen.PIXEL)
    assert given(picture, Sec_Fetch_Site="same-origin")[0] == 200
    assert given(svg, **token) == (200, "application/octet-stream", "attachment", drawing)
    for headers in ({}, {"Authorization": "Bearer xoxb-another"}, {"Sec_Fetch_Site": "cross-site"}):
        assert given(picture, **headers)[0] == 404


@pytest.mark.parametrize("content", [b"", b"x" * (20 * 1024 * 1024 + 1)])
def test_a_file_too_large_or_empty_is_refused_and_nothing_is_posted(
    alone: tuple[Practice, Slack], content: bytes
) -> None:
    server, slack = alone
    form = (
        b'--b\r\nContent-Disposition: form-data; name="user"\r\n\r\nU0OFFICER\r\n'
        b'--b\r\nContent-Disposition: form-data; name="channel"\r\n\r\nC0FIELD\r\n'
        b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.bin"\r\n\r\n' + content + b"\r\n--b--\r\n"
    )
    kind = "multipart/form-data; boundary=b"
    status, _, body = asked(server, "POST", "/practice/upload", form, Content_Type=kind)
    assert (status, json.loads(body)["error"]) == (400, "file_size")
    assert slack.person("U0OFFICER").messages(FIELD) == []
