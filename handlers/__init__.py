"""Everything people see and touch. `register` is where Bolt meets our own table from word to function."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App

from handlers import commands
from handlers.listening import Listening
from handlers.payloads import command_from


def register(app: App, listening: Listening) -> None:
    def on_command(ack: Ack, body: dict[str, Any]) -> None:
        command = command_from(body)
        text = listening.answer(command.team, command.user, command.key, lambda asked: commands.answer(asked, command))
        ack(text=text, response_type="ephemeral")

    app.command("/cn")(on_command)
