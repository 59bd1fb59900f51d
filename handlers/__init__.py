"""The layer that people see and touch. `register` connects Bolt to the tables from id to function.

Bolt gets one listener of each kind. No SQL and no clock of its own lives here.
"""

from __future__ import annotations

import re

from slack_bolt import App

from handlers.after_ack import AfterAck
from handlers.listeners import Listeners
from handlers.slack.requests import RequestHandler

_ANY = re.compile(".*")
_HOME = "app_home_opened"
_REACTIONS = re.compile("reaction_(added|removed)")
_MESSAGES = re.compile("message|app_mention")


def register(app: App, requests: RequestHandler) -> AfterAck:
    """Add one listener to the Bolt app for each kind of request; each acks after the transaction is committed.

    Return what calls Slack after acks; stop it before the database is closed.
    """
    after = AfterAck(requests)
    listeners = Listeners(requests, after)
    app.command("/cn")(listeners.on_command)
    app.event(_REACTIONS)(listeners.on_reaction)
    app.event(_MESSAGES)(listeners.on_message)
    app.shortcut(_ANY)(listeners.on_shortcut)
    app.event(_HOME)(listeners.on_home)
    app.event("user_change")(listeners.on_account)
    app.action(_ANY)(listeners.on_click)
    app.view(_ANY)(listeners.on_form)
    app.options(_ANY)(listeners.on_search)
    return after
