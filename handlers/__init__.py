"""The layer that people see and touch. `register` connects Bolt to the tables from name to function.

Bolt tries its listeners one after another. It gets one listener of each kind, and the tables find the function.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from handlers import commands, drafts, people, reactions
from handlers.after import AfterAck, Later
from handlers.listening import Answer, Asked, Listening
from handlers.payloads import (
    account_change_from,
    click_from,
    command_from,
    emoji_from,
    home_opened_from,
    search_from,
    submission_from,
)
from handlers.shortcuts import SHORTCUTS
from handlers.tables import CLICKS, FORMS, LISTS
from handlers.written import shortcut_from, written_from

_ANY = re.compile(".*")
_HOME = "app_home_opened"
_REACTIONS = re.compile("reaction_(added|removed)")
_MESSAGES = re.compile("message|app_mention")


def register(app: App, listening: Listening) -> None:
    """Add one listener to the Bolt app for each kind of request; each acks after the transaction is committed."""
    after = AfterAck(listening)

    def on_command(ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond) -> None:
        command = command_from(body)
        work = partial(commands.answer, command=command)
        if commands.only_looks(command):
            answer = listening.look(command.team, command.user, work)
        else:
            answer = listening.answer(command.team, command.user, command.key, work)
        after.answer(answer, Later(body, client, respond, command.team, command.user), said_in_ack=True)
        if answer.text:
            ack(text=answer.text, blocks=list(answer.blocks) or None, response_type="ephemeral")
        else:
            ack()

    def on_click(ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond) -> None:
        click = click_from(body)
        work = CLICKS.get(click.kind)
        if work is not None:
            answer = listening.answer(click.team, click.user, click.key, lambda asked: work(asked, click))
            after.answer(answer, Later(body, client, respond, click.team, click.user))
            if click.in_home:
                after.publish_home(client, click.team, click.user)
        ack()

    def on_home(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        opened = home_opened_from(body)
        if opened is not None:
            after.publish_home(client, opened.team, opened.user)
        ack()

    def on_form(ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond) -> None:
        form = submission_from(body)

        def work(asked: Asked) -> Answer:
            return FORMS[form.form](asked, form)

        answer = listening.answer(form.team, form.user, form.key, work, keeps_form=True)
        if answer.refused and form.inputs:
            ack(response_action="errors", errors={form.at(answer.field): answer.text})
        elif answer.form is not None:
            ack(response_action="update", view=answer.form)
        else:
            if answer.looks_at_seats:
                after.answer(answer, Later(body, client, respond, form.team, form.user))
            ack()

    def on_reaction(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        emoji = emoji_from(body)

        def ask(again: str = "") -> Answer:
            work = partial(reactions.react, emoji=emoji)
            return listening.answer(emoji.team, emoji.user, emoji.key + again, work)

        answer = ask()
        if answer.too_early:
            after.once_known(ask, client, emoji.channel, emoji.user)
        else:
            after.whisper(answer, client, emoji.channel, emoji.user)
        ack()

    def on_account(ack: Ack, body: dict[str, Any]) -> None:
        change = account_change_from(body, listening.admins)
        user = change.account.slack_id
        listening.answer(change.team, user, change.key, lambda asked: people.keep(asked, change.account))
        ack()

    def on_message(ack: Ack, body: dict[str, Any], client: WebClient, context: BoltContext) -> None:
        written = written_from(body["event"], str(body["team_id"]), str(context.bot_user_id))
        if written is not None:
            work = partial(drafts.hear, written=written)
            answer = listening.answer(written.team, written.user, written.key, work)
            after.whisper(answer, client, written.channel, written.user)
        ack()

    def on_shortcut(ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond) -> None:
        chosen = shortcut_from(body)
        work = SHORTCUTS.get(chosen.name)
        if work is not None:
            answer = listening.answer(chosen.team, chosen.user, chosen.key, lambda asked: work(asked, chosen))
            after.answer(answer, Later(body, client, respond, chosen.team, chosen.user))
        ack()

    def on_search(ack: Ack, body: dict[str, Any]) -> None:
        search = search_from(body)
        found: list[dict[str, object]] = []

        def work(asked: Asked) -> Answer:
            found.extend(LISTS[search.field](asked, search.typed))
            return Answer()

        listening.look(search.team, search.user, work)
        ack(options=found)

    app.command("/cn")(on_command)
    app.event(_REACTIONS)(on_reaction)
    app.event(_MESSAGES)(on_message)
    app.shortcut(_ANY)(on_shortcut)
    app.event(_HOME)(on_home)
    app.event("user_change")(on_account)
    app.action(_ANY)(on_click)
    app.view(_ANY)(on_form)
    app.options(_ANY)(on_search)
