"""The smallest possible bots, each a process, with which CN Bot is compared.

`plain` is a Bolt bot as in Bolt's guide, with one table for the messages it gets. `quick` only acks, on CN Bot's
connection and without the wait for Bolt's check of the ack. `default` only acks, as Bolt does. `posting` posts what it
gets.
"""

from __future__ import annotations

import logging
import os
import sys
import threading

from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from sqlalchemy import StaticPool, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from bot.socket import SlackSocket


class Base(DeclarativeBase):
    pass


class Heard(Base):
    __tablename__ = "heard"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


def plain(client: WebClient, app_token: str) -> None:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    Base.metadata.create_all(engine)
    app = App(client=client)

    @app.command("/cn")
    def keep(ack: Ack, command: dict[str, str]) -> None:
        with Session(engine) as session, session.begin():
            session.add(Heard(text=command["text"]))
        ack()

    SocketModeHandler(app, app_token).connect()  # type: ignore[no-untyped-call]  # Bolt leaves it without types


def default(client: WebClient, app_token: str) -> None:
    SocketModeHandler(_acking(App(client=client)), app_token).connect()  # type: ignore[no-untyped-call]  # as above


def quick(client: WebClient, app_token: str) -> None:
    SlackSocket(_acking(App(client=client, process_before_response=True)), client, app_token).connect()


def posting(client: WebClient, app_token: str) -> None:
    app = App(client=client, process_before_response=True)

    @app.command("/cn")
    def repeat(ack: Ack, command: dict[str, str]) -> None:
        ack()
        client.chat_postMessage(channel=os.environ["CN_COMMITTEE_CHANNEL"], text=command["text"])

    SlackSocket(app, client, app_token).connect()


def _acking(app: App) -> App:
    app.command("/cn")(lambda ack: ack())
    return app


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    slack = WebClient(os.environ["SLACK_BOT_TOKEN"], os.environ["SLACK_API_URL"])
    {"plain": plain, "default": default, "quick": quick, "posting": posting}[sys.argv[1]](
        slack, os.environ["SLACK_APP_TOKEN"]
    )
    threading.Event().wait()
