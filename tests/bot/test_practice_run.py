"""`python -m bot run --practice` as a process: after SIGKILL and a new start, everything is there once."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.practice.driver import PATIENCE_S, Slack
from bot.sample import COUNCIL, FIELD
from tests.running import environment, free_port
from tests.texts import issue_taken

pytestmark = pytest.mark.early


@contextmanager
def process(folder: Path, port: int) -> Iterator[tuple[subprocess.Popen[str], Slack]]:
    words = ["run", "--practice", "--folder", str(folder), "--port", str(port)]
    started = subprocess.Popen(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env=environment(PYTHONUNBUFFERED="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    slack = Slack(f"http://127.0.0.1:{port}")
    try:
        slack.person("").waits_for(slack.is_up)
        yield started, slack
    finally:
        started.kill()
        started.communicate()


def test_after_kill_9_and_a_restart_everything_is_there_once(tmp_path: Path) -> None:
    port = free_port()
    with process(tmp_path, port) as (running, slack):
        officer, leader = slack.person("U0OFFICER"), slack.person("U0LEADER")
        officer.waits_for(lambda: officer.command(FIELD, "/cn", "report 창호 결로") == issue_taken(1))
        running.send_signal(signal.SIGKILL)
        running.wait()
    with process(tmp_path, port) as (running, slack):
        officer, leader = slack.person("U0OFFICER"), slack.person("U0LEADER")
        leader.waits_for(lambda: leader.messages(COUNCIL))
        officer.waits_for(lambda: "/archives/" in str(officer.direct_messages()))
        assert len(leader.messages(COUNCIL)) == 1
        assert len(officer.direct_messages()) == 1
        assert any(message["text"] == issue_taken(1) for message in officer.messages(FIELD))
        running.send_signal(signal.SIGTERM)
        assert running.wait(PATIENCE_S) == 0
        said = running.stdout.read() if running.stdout else ""
        assert f"http://127.0.0.1:{port}" in said
        assert "/cn report" in said
