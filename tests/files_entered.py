"""`python -m tests.files_entered`: the project's files that a request passes through before Slack has its ack.

The bot runs on the practice city. Each request is made over the wire; the files whose code the listener's thread calls
are printed in the order in which they are entered, each once. The stand-in for Slack is left out.
"""

from __future__ import annotations

import sys
import tempfile
import threading
from contextlib import closing, suppress
from pathlib import Path
from types import FrameType
from typing import Any

from slack_sdk.socket_mode import SocketModeClient

from bot.practice.driver import Person, Slack
from bot.sample import COUNCIL, FIELD
from bot.socket import SlackSocket
from storage.db.database import Database
from storage.db.upgrading import upgrade
from tests.running import ROOT, go_to, sample_city_running

_LAYERS = ("bot", "handlers", "schedules", "storage")
_BEGINS = SlackSocket._handle.__code__
_ENDS = SocketModeClient.send_socket_mode_response.__code__


class Recorder:
    """The files entered by each delivery that was acked, in the order of the acks."""

    def __init__(self) -> None:
        self.deliveries: list[list[str]] = []
        self._here = threading.local()

    def __call__(self, frame: FrameType, event: str, _argument: object) -> None:
        """Take a call as `threading.setprofile` reports it."""
        if event != "call":
            return
        if frame.f_code is _BEGINS:
            self._here.files = {}
        files: dict[str, None] | None = getattr(self._here, "files", None)
        if files is None:
            return
        if frame.f_code is _ENDS:
            self.deliveries.append(list(files))
            self._here.files = None
        else:
            files.update(dict.fromkeys(_ours(frame.f_code.co_filename)))


def _ours(name: str) -> list[str]:
    """Return the path inside the project if the file is one of the layers', else nothing."""
    with suppress(ValueError):
        path = Path(name).relative_to(ROOT)
        if path.parts[0] in _LAYERS and path.parts[:2] != ("bot", "practice"):
            return [path.as_posix()]
    return []


def main() -> int:
    """Print for each request its name, how many files it entered, and which."""
    recorder = Recorder()
    threading.setprofile(recorder)
    with tempfile.TemporaryDirectory() as folder, closing(Database(f"sqlite:///{folder}/city.db")) as database:
        upgrade(database)
        with sample_city_running(database) as slack:
            for name, act in (("report", _report), ("move", _move), ("close a round", _close)):
                act(slack)
                print(f"{name}: {len(recorder.deliveries[-1])} files", *recorder.deliveries[-1], sep="\n  ")
    return 0


def _report(slack: Slack) -> None:
    officer = slack.person("U0OFFICER")
    for text in ("별양동 주민센터 누수", "별양동 주민센터 창호 결로 B-09"):  # the first one fills the caches
        officer.command(FIELD, "/cn", f"report {text}")


def _move(slack: Slack) -> None:
    leader = slack.person("U0LEADER")
    card = leader.waits_for(lambda: [m for m in leader.messages(COUNCIL) if "결로 B-09" in str(m["blocks"])])[0]
    leader.click(card, "issue.more", "move:2")
    leader.click_in_view(_view(leader, "issue.moves"), "issue.move_to.under_review")
    leader.submit(_view(leader, "issue.move"))


def _close(slack: Slack) -> None:
    secretary = slack.person("U0SECRETARY")
    go_to(slack, 6, 20)  # the second quarter's round opens
    secretary.command(FIELD, "/cn", "점검")
    secretary.click(secretary.messages(FIELD)[-1], "round.close")


def _view(person: Person, name: str) -> dict[str, Any]:
    return dict(person.waits_for(lambda: [view for view in person.views() if view["callback_id"] == name])[0])


if __name__ == "__main__":
    sys.exit(main())
