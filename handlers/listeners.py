"""Bolt's listeners: decode the payload, answer in one transaction, ack after its commit."""

from __future__ import annotations

from functools import partial
from typing import Any

from slack_bolt import Ack, BoltContext, Respond
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


class Listeners:
    """One listener for each kind of request; `after` makes the calls to Slack that follow an ack."""

    def __init__(self, requests: RequestHandler, after: AfterAck) -> None:
        self._requests = requests
        self._after = after

    def on_command(self, ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond) -> None:
        """Answer `/cn …`; a text is sent with the ack."""
        command = command_from(body)
        work = partial(commands.answer, command=command)
        if commands.is_read_only(command):
            response = self._requests.look(command.team, command.user, work)
        else:
            response = self._requests.handle(command.team, command.user, command.key, work)
        if response.form is not None or response.syncs_seats:
            self._after.follow_up(response, Later(body, client, respond, command.team, command.user))
        if response.text:
            ack(text=response.text, blocks=list(response.blocks) or None, response_type="ephemeral")
        else:
            ack()

    def on_click(self, ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond) -> None:
        """Answer a button or menu; one in App Home is followed by a new App Home."""
        click = click_from(body)
        work = partial(answer_click, click=click)
        response = self._requests.handle(click.team, click.user, click.key, work)
        self._after.follow_up(response, Later(body, client, respond, click.team, click.user))
        if click.in_home:
            self._after.publish_home(client, click.team, click.user)
        ack()

    def on_home(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Publish App Home for the person who opened it."""
        opened = home_opened_from(body)
        if opened is not None:
            self._after.publish_home(client, opened.team, opened.user)
        ack()

    def on_form(self, ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond) -> None:
        """Answer a submitted form: close it, update it, or show the refusal in it."""
        form = submission_from(body)
        work = partial(answer_form, form=form)
        response = self._requests.handle(form.team, form.user, form.key, work, keeps_form=True)
        if response.refused and form.inputs:
            ack(response_action="errors", errors={form.at(response.field): response.text})
        elif response.form is not None:
            ack(response_action="update", view=response.form)
        elif response.refused:
            language = self._requests.language_of(form.team, form.user)
            ack(response_action="update", view=_refusal(language, response.text))
        else:
            if response.syncs_seats:
                self._after.follow_up(response, Later(body, client, respond, form.team, form.user))
            ack()

    def on_reaction(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Answer an added or removed reaction; one on a message whose place is not known yet is retried."""
        emoji = emoji_from(body)

        def ask(again: str = "") -> Response:
            work = partial(reactions.react, emoji=emoji)
            return self._requests.handle(emoji.team, emoji.user, emoji.key + again, work)

        response = ask()
        if response.too_early:
            self._after.once_known(ask, client, emoji.channel, emoji.user)
        else:
            self._after.whisper(response, client, emoji.channel, emoji.user)
        ack()

    def on_account(self, ack: Ack, body: dict[str, Any]) -> None:
        """Store what Slack says of a person who changed."""
        change = account_change_from(body, self._requests.admins)
        user = change.account.slack_id
        self._requests.handle(change.team, user, change.key, lambda request: accounts.keep(request, change.account))
        ack()

    def on_message(self, ack: Ack, body: dict[str, Any], client: WebClient, context: BoltContext) -> None:
        """Answer a message that concerns the bot; others are ignored."""
        written = written_from(body["event"], str(body["team_id"]), str(context.bot_user_id))
        if written is not None:
            work = partial(drafts.hear, written=written)
            response = self._requests.handle(written.team, written.user, written.key, work)
            self._after.whisper(response, client, written.channel, written.user)
        ack()

    def on_shortcut(self, ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond) -> None:
        """Answer a message shortcut or a global one."""
        chosen = shortcut_from(body)
        work = partial(answer_shortcut, chosen=chosen)
        response = self._requests.handle(chosen.team, chosen.user, chosen.key, work)
        self._after.follow_up(response, Later(body, client, respond, chosen.team, chosen.user))
        ack()

    def on_search(self, ack: Ack, body: dict[str, Any]) -> None:
        """Return the options of a searchable list; nothing is written."""
        search = search_from(body)
        found: list[dict[str, object]] = []

        def work(request: Request) -> Response:
            found.extend(found_in_list(request, search))
            return Response()

        self._requests.look(search.team, search.user, work)
        ack(options=found)


def _refusal(language: str, text: str) -> Block:
    """Return the view that replaces a refused form without an input to show the text at."""
    return sheet(say(language, "home.answer"), [section(text)], say(language, "button.close"))
