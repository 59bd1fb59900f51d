"""The layer that people see and touch. `register` connects Bolt to the tables from id to function.

Bolt gets one listener of each kind. No SQL and no clock of its own lives here.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from handlers import commands, reactions
from handlers.after_ack import AfterAck, Later
from handlers.issues import drafts
from handlers.routes import answer_click, answer_form, answer_shortcut, found_in_list
from handlers.slack.blocks import Block, section, sheet
from handlers.slack.messages import shortcut_from, written_from
from handlers.slack.payloads import (
    account_change_from,
    click_from,
    command_from,
    emoji_from,
    home_opened_from,
    search_from,
    submission_from,
)
from handlers.slack.requests import Request, RequestHandler, Response
from handlers.sync import accounts
from handlers.text import say

_ANY = re.compile(".*")
_HOME = "app_home_opened"
_REACTIONS = re.compile("reaction_(added|removed)")
_MESSAGES = re.compile("message|app_mention")


def register(app: App, requests: RequestHandler) -> AfterAck:
    """Add one listener to the Bolt app for each kind of request; each acks after the transaction is committed.

    Return what calls Slack after acks; stop it before the database is closed.
    """
    after = AfterAck(requests)

    def on_command(ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond) -> None:
        command = command_from(body)
        work = partial(commands.answer, command=command)
        if commands.is_read_only(command):
            response = requests.look(command.team, command.user, work)
        else:
            response = requests.handle(command.team, command.user, command.key, work)
        after.follow_up(response, Later(body, client, respond, command.team, command.user), said_in_ack=True)
        if response.text:
            ack(text=response.text, blocks=list(response.blocks) or None, response_type="ephemeral")
        else:
            ack()

    def on_click(ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond) -> None:
        click = click_from(body)
        work = partial(answer_click, click=click)
        response = requests.handle(click.team, click.user, click.key, work)
        after.follow_up(response, Later(body, client, respond, click.team, click.user))
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
        work = partial(answer_form, form=form)
        response = requests.handle(form.team, form.user, form.key, work, keeps_form=True)
        if response.refused and form.inputs:
            ack(response_action="errors", errors={form.at(response.field): response.text})
        elif response.form is not None:
            ack(response_action="update", view=response.form)
        elif response.refused:
            ack(response_action="update", view=_refusal(requests.language_of(form.team, form.user), response.text))
        else:
            if response.syncs_seats:
                after.follow_up(response, Later(body, client, respond, form.team, form.user))
            ack()

    def on_reaction(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        emoji = emoji_from(body)

        def ask(again: str = "") -> Response:
            work = partial(reactions.react, emoji=emoji)
            return requests.handle(emoji.team, emoji.user, emoji.key + again, work)

        response = ask()
        if response.too_early:
            after.once_known(ask, client, emoji.channel, emoji.user)
        else:
            after.whisper(response, client, emoji.channel, emoji.user)
        ack()

    def on_account(ack: Ack, body: dict[str, Any]) -> None:
        change = account_change_from(body, requests.admins)
        user = change.account.slack_id
        requests.handle(change.team, user, change.key, lambda request: accounts.keep(request, change.account))
        ack()

    def on_message(ack: Ack, body: dict[str, Any], client: WebClient, context: BoltContext) -> None:
        written = written_from(body["event"], str(body["team_id"]), str(context.bot_user_id))
        if written is not None:
            work = partial(drafts.hear, written=written)
            response = requests.handle(written.team, written.user, written.key, work)
            after.whisper(response, client, written.channel, written.user)
        ack()

    def on_shortcut(ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond) -> None:
        chosen = shortcut_from(body)
        work = partial(answer_shortcut, chosen=chosen)
        response = requests.handle(chosen.team, chosen.user, chosen.key, work)
        after.follow_up(response, Later(body, client, respond, chosen.team, chosen.user))
        ack()

    def on_search(ack: Ack, body: dict[str, Any]) -> None:
        search = search_from(body)
        found: list[dict[str, object]] = []

        def work(request: Request) -> Response:
            found.extend(found_in_list(request, search))
            return Response()

        requests.look(search.team, search.user, work)
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
    return after


def _refusal(language: str, text: str) -> Block:
    """Return the view that replaces a refused form without an input to show the text at."""
    return sheet(say(language, "home.answer"), [section(text)], say(language, "button.close"))
