"""The health page of a running bot: ready, and not ready if the token is revoked or the connection is dead."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

from bot.health import Health
from bot.practice.driver import PATIENCE_S
from bot.sample import FIELD
from storage.db.database import Database
from storage.outbox.notices import NoticeKind, Topic, notify
from tests.cast import Cast
from tests.running import bot_on, free_port, practice

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def ready(port: int) -> tuple[int, dict[str, Any]]:
    try:
        with urlopen(f"http://127.0.0.1:{port}/ready", timeout=PATIENCE_S) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        with error:
            return error.code, json.load(error)


def test_it_is_ready_and_turns_red_when_the_token_is_revoked(tmp_path: Path) -> None:
    port = free_port()
    with practice() as (server, slack), bot_on(server, f"sqlite:///{tmp_path / 'city.db'}", port):
        officer = slack.person("U0OFFICER")
        assert ready(port)[0] == 200
        with urlopen(f"http://127.0.0.1:{port}/live", timeout=PATIENCE_S) as answer:
            assert answer.read() == b"live"
        slack.do("revoke", revoked=True)
        officer.command(FIELD, "/cn", "report 창호 결로")
        _, signs = officer.waits_for(lambda: (found := ready(port))[0] == 503 and found)
        assert signs["token_error"] == "token_revoked"
        slack.do("revoke", revoked=False)
        officer.waits_for(officer.direct_messages)
        officer.waits_for(lambda: ready(port)[0] == 200)


def test_each_sign_by_itself_makes_it_not_ready(database: Database, cast: Cast) -> None:
    def health(tick: float = 0, connection: float = 0, token: str = "") -> tuple[bool, dict[str, object]]:
        page = Health(database, lambda: NOW, lambda: tick, lambda: connection, lambda: token)
        return page.is_ready(page.signs()), page.signs()

    assert health()[0]
    assert not health(tick=61)[0]
    assert not health(connection=61)[0]
    assert not health(token="token_revoked")[0]
    with database.writing() as session:
        due = NOW - timedelta(minutes=16)
        notify(session, cast.officer.workspace_id, Topic(NoticeKind.CARD, "issue", 1), "C0COUNCIL", due)
    is_ready, signs = health()
    assert (is_ready, signs["oldest_unsent_s"]) == (False, 960.0)
