"""What people do: type a command or a message, click, submit, react; and what each person sees."""

from __future__ import annotations

import asyncio
import re
import secrets
import time
from typing import Any
from uuid import uuid4

from bot.practice import limits
from bot.practice.elements import Chosen, Impossible, action_in, block_of
from bot.practice.files import Files, NotTaken, Upload
from bot.practice.hearing import events_of
from bot.practice.interactions import Triggers
from bot.practice.sockets import Sockets
from bot.practice.world import Document, World, as_slack_shows


class People:
    """The actions of all people. Each raises Impossible if the person cannot do it there, and returns {"ok": …}.

    Actions that the bot answers wait for its ack; after three seconds they return "operation_timeout".
    """

    def __init__(self, world: World, sockets: Sockets, triggers: Triggers, files: Files) -> None:
        self._world = world
        self._files = files
        self._sockets = sockets
        self._triggers = triggers
        self._response_urls: dict[str, list[Any]] = {}
        self._deliveries: set[asyncio.Task[None]] = set()  # keeps the tasks that deliver events alive

    async def command(self, user: str, channel: str, command: str, text: str) -> Document:
        """Type a slash command; the text of the ack is shown to this person alone."""
        self._must_be_in(user, channel)
        payload = {
            **self._envelope(user, channel),
            "command": command,
            "text": mentions_kept(text, self._world),
            "user_name": user.lower(),
            "channel_name": self._world.channels[channel]["name"],
            "is_enterprise_install": "false",
        }
        answer = await self._sockets.deliver("slash_commands", payload)
        if answer is None:
            self._only_for(user, channel, f"{command} failed with the error “dispatch_failed”")
            return {"ok": False, "error": "operation_timeout"}
        if answer.get("text") or answer.get("blocks"):
            self._only_for(user, channel, str(answer.get("text", "")), answer.get("blocks") or [])
        return {"ok": True, "answer": answer}

    async def message(self, user: str, channel: str, text: str, thread_ts: str = "") -> Document:
        """Write a message, in a thread if `thread_ts` is given."""
        self._must_be_in(user, channel)
        message = {"user": user, "channel": channel, "text": mentions_in_message(text, self._world), "blocks": []}
        if thread_ts:
            message["thread_ts"] = thread_ts
        return {"ok": True, "ts": self._said(message)["ts"]}

    def upload(self, user: str, channel: str, text: str, thread_ts: str, files: list[Upload]) -> Document:
        """Post files with a text; without a channel they are only stored, for a field of a form.

        Raises NotTaken.
        """
        if not channel:
            return {"ok": True, "files": self._files.keep(user, files)}
        self._must_be_in(user, channel)
        words = {"user": user, "channel": channel, "text": mentions_in_message(text, self._world), "blocks": []}
        message = {**words, "subtype": "file_share", "upload": True, "files": self._files.keep(user, files)}
        if thread_ts:
            message["thread_ts"] = thread_ts
        return {"ok": True, "ts": self._said(message)["ts"], "files": message["files"]}

    def _said(self, message: Document) -> Document:
        message = self._world.add_message(message)
        for subscription, event in events_of(self._world, message):
            self._send_event(event, subscription)
        return message

    def edit(self, user: str, channel: str, ts: str, text: str) -> Document:
        """Change one's own message; the bot gets no event."""
        message = self._own(user, channel, ts)
        edited = {"user": user, "ts": f"{self._world.now():.6f}"}
        message.update(text=mentions_in_message(text, self._world), edited=edited)
        self._world.keep(message)
        return {"ok": True}

    def delete(self, user: str, channel: str, ts: str) -> Document:
        """Delete one's own message; if others have replied to it, a tombstone stays."""
        message = self._own(user, channel, ts)
        inside = self._world.messages[channel]
        if any(each.get("thread_ts") == ts and each["ts"] != ts for each in inside):
            message.update(subtype="tombstone", text="", blocks=[], files=[], reactions=[])
            self._world.keep(message)
        else:
            self._world.forget(message)
        return {"ok": True}

    def mark_read(self, user: str, channel: str, ts: str) -> Document:
        """Mark a conversation read up to that message; an earlier one changes nothing."""
        self._must_be_in(user, channel)
        self._world.mark_read(user, channel, ts)
        return {"ok": True}

    async def open_home(self, user: str) -> Document:
        """Open the App Home tab: the bot gets an event and may publish a view there."""
        channel = self._world.direct_channel(user)["id"]
        event = {"type": "app_home_opened", "user": user, "channel": channel, "tab": "home"}
        home = self._world.homes.get(user)
        self._send_event({**event, **({"view": home} if home else {}), "event_ts": f"{self._world.now():.6f}"})
        return {"ok": True}

    async def deactivate(self, user: str) -> Document:
        """Deactivate an account, as an administrator does; the bot gets user_change."""
        return self._changed(self._world.change_person(user, deleted=True))

    async def rename(self, user: str, name: str) -> Document:
        """Change a person's name; the bot gets user_change."""
        return self._changed(self._world.change_person(user, name=name))

    def _changed(self, person: Document) -> Document:
        """Send user_change to an app with users:read: docs.slack.dev/reference/events/user_change (July 2026)."""
        if "users:read" in self._world.app.scopes:
            at = f"{self._world.now():.6f}"
            self._send_event({"type": "user_change", "user": as_slack_shows(person), "event_ts": at})
        return {"ok": True}

    async def react(self, user: str, channel: str, ts: str, name: str) -> Document:
        """Add a reaction, by Slack's name of the emoji; a skin tone follows after two colons."""
        if not self._world.react(self._reactable(user, channel, ts), user, name):
            raise Impossible("already_reacted")
        self._tell("reaction_added", user, channel, ts, name)
        return {"ok": True}

    async def unreact(self, user: str, channel: str, ts: str, name: str) -> Document:
        """Remove one's own reaction."""
        if not self._world.unreact(self._reactable(user, channel, ts), user, name):
            raise Impossible("no_reaction")
        self._tell("reaction_removed", user, channel, ts, name)
        return {"ok": True}

    def _reactable(self, user: str, channel: str, ts: str) -> Document:
        self._must_be_in(user, channel)
        message = self._world.message_at(channel, ts)
        if message is None or message.get("is_ephemeral"):
            raise Impossible("no such message")
        return message

    def _tell(self, kind: str, user: str, channel: str, ts: str, name: str) -> None:
        """Send the event as Slack does, to an app that subscribed to it and may read reactions there."""
        app = self._world.app
        if "reactions:read" in app.scopes and app.bot_user in self._world.channels[channel]["members"]:
            item = {"type": "message", "channel": channel, "ts": ts}
            at = f"{self._world.now():.6f}"
            self._send_event({"type": kind, "user": user, "reaction": name, "item": item, "event_ts": at})

    def _send_event(self, event: Document, subscription: str = "") -> None:
        """Send an event until it is acked, to an app that subscribed to it."""
        app, city = self._world.app, self._world.city
        if (subscription or event["type"]) not in app.events:
            return
        payload = {
            "type": "event_callback",
            "event_id": "Ev" + uuid4().hex[:10].upper(),
            "event_time": int(self._world.now()),
            "team_id": city.team_id,
            "api_app_id": app.app_id,
            "event": event,
            "authorizations": [{"team_id": city.team_id, "user_id": app.bot_user, "is_bot": True}],
        }
        delivering = asyncio.get_running_loop().create_task(self._sockets.deliver_event(payload))
        self._deliveries.add(delivering)
        delivering.add_done_callback(self._deliveries.discard)

    async def click(self, user: str, channel: str, ts: str, action_id: str, value: Chosen = "") -> Document:
        """Press a button or choose `value` in a menu of a message. Of several buttons it is the one with `value`."""
        message = self._seen(user, channel, ts)
        action = action_in(message.get("blocks") or [], action_id, value)
        payload = {
            **self._interaction("block_actions", user),
            "container": {"type": "message", "message_ts": ts, "channel_id": channel},
            "channel": {"id": channel, "name": self._world.channels[channel]["name"]},
            "message": message,
            "actions": [action],
            "response_url": self._response_url(user, channel, ts),
        }
        return self._acked(await self._sockets.deliver("interactive", payload))

    async def click_in_view(
        self, user: str, view_id: str, action_id: str, value: Chosen = "", values: Document | None = None
    ) -> Document:
        """Press a button or choose a value in a modal or the App Home; `values` are the contents of the other
        fields.
        """
        view = self._view_of(user, view_id)
        if values is not None:
            view["state"] = {"values": values}
        payload = {
            **self._interaction("block_actions", user),
            "container": {"type": "view", "view_id": view_id},
            "view": view,
            "actions": [action_in(view["blocks"], action_id, value)],
        }
        return self._acked(await self._sockets.deliver("interactive", payload))

    async def message_shortcut(self, user: str, channel: str, ts: str, callback_id: str) -> Document:
        """Use a shortcut of the app in the menu of a message."""
        message = self._reactable(user, channel, ts)
        self._must_offer("message", callback_id)
        payload = {
            **self._interaction("message_action", user),
            "callback_id": callback_id,
            "channel": {"id": channel, "name": self._world.channels[channel]["name"]},
            "message_ts": ts,
            "message": message,
            "response_url": self._response_url(user, channel, ts),
            "action_ts": f"{time.time():.6f}",
        }
        return self._acked(await self._sockets.deliver("interactive", payload))

    async def shortcut(self, user: str, callback_id: str) -> Document:
        """Use a global shortcut of the app."""
        self._must_offer("global", callback_id)
        payload = {
            **self._interaction("shortcut", user),
            "callback_id": callback_id,
            "action_ts": f"{time.time():.6f}",
        }
        return self._acked(await self._sockets.deliver("interactive", payload))

    async def submit(self, user: str, view_id: str, values: dict[str, dict[str, Document]]) -> Document:
        """Submit a modal with the contents of its inputs as Slack reports them: raw, never escaped."""
        view = self._view_of(user, view_id)
        try:
            view["state"] = {"values": self._files.filled_in(user, view["blocks"], values)}
        except NotTaken as refused:
            return {"ok": False, "error": str(refused)}
        payload = {**self._interaction("view_submission", user), "view": view, "response_urls": []}
        answer = await self._sockets.deliver("interactive", payload)
        if answer is None:
            return {"ok": False, "error": "operation_timeout"}
        self._after_submission(view, answer)
        return {"ok": True, "answer": answer}

    async def suggest(
        self, user: str, action_id: str, typed: str, view_id: str = "", channel: str = "", ts: str = ""
    ) -> Document:
        """Type into a searchable list of a view or a message; return the options that the bot offers."""
        if view_id:
            within = {"view": self._view_of(user, view_id)}
        else:
            within = {"message": self._seen(user, channel, ts), "channel": {"id": channel}}
        (holds, *_) = within.values()
        asked = {"action_id": action_id, "block_id": block_of(holds["blocks"], action_id), "value": typed, **within}
        answer = await self._sockets.deliver("interactive", {**self._interaction("block_suggestion", user), **asked})
        return {"ok": answer is not None, "options": (answer or {}).get("options", [])}

    def close_view(self, user: str, view_id: str) -> Document:
        """Close a modal; the bot is not notified."""
        self._view_of(user, view_id)
        self._world.views.pop(view_id, None)
        self._world.changes += 1
        return {"ok": True}

    def sees(self, user: str) -> Document:
        """Return everything that this person sees now."""
        return {
            "conversations": [
                {
                    **channel,
                    "messages": self._world.seen_by(user, channel["id"]),
                    "read": self._world.read.get(f"{user}/{channel['id']}", "0"),
                }
                for channel in self._world.conversations_of(user)
            ],
            "views": [view for view in self._world.views.values() if view["user"] == user],
            "home": self._world.homes.get(user),
            "changes": self._world.changes,
            "now": self._world.now(),
        }

    def respond(self, name: str, body: Document) -> bool:
        """Post to a response_url; return False if it is used up or too old."""
        given = self._response_urls.get(name)
        if given is None or given[3] <= 0 or time.monotonic() - given[2] > limits.RESPONSE_URL_LIVES_S:
            return False
        given[3] -= 1
        text, blocks = str(body.get("text", "")), body.get("blocks") or []
        clicked = self._world.message_at(given[1], given[4])
        if body.get("replace_original") and clicked is not None:
            clicked.update(text=text, blocks=blocks)
            self._world.keep(clicked)
        else:
            self._only_for(given[0], given[1], text, blocks)
        return True

    def _after_submission(self, view: Document, answer: Document) -> None:
        action = answer.get("response_action")
        if action == "errors":
            view["errors"] = answer["errors"]
        elif action == "update":
            self._world.change_view(view, answer["view"])
        elif action == "push":
            self._world.add_view(view["user"], answer["view"])
        elif action == "clear":
            self._world.views = {name: each for name, each in self._world.views.items() if each["user"] != view["user"]}
        else:
            self._world.views.pop(view["id"], None)
        self._world.changes += 1

    def _envelope(self, user: str, channel: str) -> Document:
        city = self._world.city
        return {
            "team_id": city.team_id,
            "team_domain": city.domain,
            "api_app_id": city.app.app_id,
            "user_id": user,
            "channel_id": channel,
            "trigger_id": self._triggers.give(user, time.monotonic()),
            "response_url": self._response_url(user, channel),
        }

    def _interaction(self, kind: str, user: str) -> Document:
        city = self._world.city
        return {
            "type": kind,
            "team": {"id": city.team_id, "domain": city.domain},
            "user": {"id": user, "username": user.lower(), "team_id": city.team_id},
            "api_app_id": city.app.app_id,
            "trigger_id": self._triggers.give(user, time.monotonic()),
            "is_enterprise_install": False,
            "enterprise": None,
        }

    def _response_url(self, user: str, channel: str, ts: str = "") -> str:
        name = secrets.token_urlsafe(12)
        self._response_urls[name] = [user, channel, time.monotonic(), limits.RESPONSE_URL_USES, ts]
        return f"{self.address}/response/{name}"

    address = ""  # set by the server once it knows its port

    def _only_for(self, user: str, channel: str, text: str, blocks: list[Document] | None = None) -> None:
        bot = self._world.app.bot_user
        content = {"user": bot, "channel": channel, "text": text, "blocks": blocks or []}
        self._world.add_message({**content, "only": user, "is_ephemeral": True})

    def _view_of(self, user: str, view_id: str) -> Document:
        view = self._world.view_with(view_id)
        if view is None or view["user"] != user:
            raise Impossible("no such view")
        return view

    def _seen(self, user: str, channel: str, ts: str) -> Document:
        self._must_be_in(user, channel)
        for message in self._world.seen_by(user, channel):
            if message["ts"] == ts:
                return message
        raise Impossible("no such message")

    def _own(self, user: str, channel: str, ts: str) -> Document:
        message = self._seen(user, channel, ts)
        if message["user"] != user or message.get("subtype") == "tombstone":
            raise Impossible("not one's own message")
        return message

    def _must_offer(self, where: str, callback_id: str) -> None:
        if not any((kind, name) == (where, callback_id) for kind, name, _ in self._world.app.shortcuts):
            raise Impossible("no such shortcut")

    def _must_be_in(self, user: str, channel: str) -> None:
        if all(channel != each["id"] for each in self._world.conversations_of(user)):
            raise Impossible("not in that conversation")

    @staticmethod
    def _acked(answer: Document | None) -> Document:
        return {"ok": False, "error": "operation_timeout"} if answer is None else {"ok": True, "answer": answer}


def escaped(text: str) -> str:
    """Escape what Slack escapes in commands and messages: docs.slack.dev/messaging/formatting-message-text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mentions_in_message(text: str, world: World) -> str:
    """Return the text escaped, with mentions as in a message: <@U123>, without the name."""
    return re.sub(r"<@(\w+)\|[^<>]*>", r"<@\1>", mentions_kept(text, world))


def mentions_kept(text: str, world: World) -> str:
    """Return the text escaped, with @id of known people resolved, as `should_escape` does in a command."""
    parts = re.split(r"(@[UW][A-Z0-9]{5,})", text)
    known = {f"@{name}": f"<@{name}|{person['name']}>" for name, person in world.people.items()}
    return "".join(known.get(part, escaped(part)) for part in parts)
