"""Slack's Web API, as far as the bot calls it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from bot.practice import limits
from bot.practice.blocks_check import BadBlocks, check_blocks, check_view, written_in
from bot.practice.interactions import Triggers
from bot.practice.refusal import Refusal
from bot.practice.sharing import Sharing
from bot.practice.world import Document, World, as_slack_shows


class WebApi:
    """The methods of the Web API, each with the scope it needs."""

    def __init__(self, world: World, triggers: Triggers, sharing: Sharing) -> None:
        self._world = world
        self._sharing = sharing
        self._triggers = triggers
        self.revoked = False  # a fault on request
        self._methods: dict[str, tuple[str | None, Callable[[Document], Document]]] = {
            "auth.test": (None, self._auth_test),
            "chat.postMessage": ("chat:write", self._post),
            "chat.postEphemeral": ("chat:write", self._whisper),
            "chat.update": ("chat:write", self._update),
            "chat.delete": ("chat:write", self._delete),
            "chat.getPermalink": (None, self._permalink),
            "conversations.open": ("im:write", self._open),
            "conversations.info": ("channels:read", self._info),
            "conversations.members": ("channels:read", self._members),
            "conversations.history": ("channels:history", self._history),
            "conversations.replies": ("channels:history", self._replies),
            "files.getUploadURLExternal": ("files:write", self._sharing.ask),
            "files.completeUploadExternal": ("files:write", self._complete_upload),
            "files.info": ("files:read", self._sharing.info),
            "reactions.get": ("reactions:read", self._reactions),
            "team.info": ("team:read", self._team),
            "bots.info": ("users:read", self._bot),
            "users.info": ("users:read", self._user),
            "users.list": ("users:read", self._users),
            "views.open": (None, self._view_open),
            "views.publish": (None, self._view_publish),
            "views.push": (None, self._view_push),
            "views.update": (None, self._view_update),
        }

    def call(self, method: str, token: str, arguments: Document) -> Document:
        """Call a method and return its answer. Raises Refusal."""
        if method not in self._methods:
            raise Refusal("unknown_method", req_method=method)
        if token != self._world.app.bot_token:
            raise Refusal("invalid_auth" if token else "not_authed")
        if self.revoked:
            raise Refusal("token_revoked")
        scope, function = self._methods[method]
        if scope and scope not in self._world.app.scopes:
            raise Refusal("missing_scope", needed=scope, provided=",".join(sorted(self._world.app.scopes)))
        return {"ok": True, **function(arguments)}

    def _auth_test(self, _: Document) -> Document:
        app, city = self._world.app, self._world.city
        return {
            "url": f"https://{city.domain}.slack.com/",
            "team": city.name,
            "team_id": city.team_id,
            "user": app.name,
            "user_id": app.bot_user,
            "bot_id": app.bot_id,
        }

    def _post(self, arguments: Document) -> Document:
        channel = self._writable(arguments)
        content = {**self._content(arguments), "channel": channel["id"]}
        if arguments.get("thread_ts"):
            if self._world.message_at(channel["id"], str(arguments["thread_ts"])) is None:
                raise Refusal("thread_not_found")
            content["thread_ts"] = str(arguments["thread_ts"])
        message = self._world.add_message(content)
        return {"channel": channel["id"], "ts": message["ts"], "message": message}

    def _complete_upload(self, arguments: Document) -> Document:
        channel = self._writable({"channel": arguments["channel_id"]}) if arguments.get("channel_id") else None
        return self._sharing.complete(arguments, channel)

    def _whisper(self, arguments: Document) -> Document:
        channel, user = self._writable(arguments), self._person(arguments.get("user"))
        if user["id"] not in channel["members"]:
            raise Refusal("user_not_in_channel")
        only = {"channel": channel["id"], "only": user["id"], "is_ephemeral": True}
        return {"message_ts": self._world.add_message({**self._content(arguments), **only})["ts"]}

    def _update(self, arguments: Document) -> Document:
        channel = self._writable(arguments)
        message = self._world.message_at(channel["id"], str(arguments.get("ts")))
        if message is None:
            raise Refusal("message_not_found")
        if message.get("user") != self._world.app.bot_user:
            raise Refusal("cant_update_message")
        content = self._content({"metadata": message.get("metadata"), **arguments})
        message.update(content, edited={"user": self._world.app.bot_user, "ts": f"{self._world.now():.6f}"})
        self._world.keep(message)
        return {"channel": channel["id"], "ts": message["ts"], "text": message["text"], "message": message}

    def _delete(self, arguments: Document) -> Document:
        channel = self._readable(arguments)
        message = self._world.message_at(channel["id"], str(arguments.get("ts")))
        if message is None:
            raise Refusal("message_not_found")
        if message.get("user") != self._world.app.bot_user:
            raise Refusal("cant_delete_message")
        self._world.forget(message)
        return {"channel": channel["id"], "ts": message["ts"]}

    def _content(self, arguments: Document) -> Document:
        text, blocks = str(arguments.get("text") or ""), arguments.get("blocks") or []
        if not text and not blocks:
            raise Refusal("no_text")
        if len(text) > limits.MESSAGE_TEXT:
            raise Refusal("msg_too_long")
        try:
            check_blocks(blocks, limits.MESSAGE_BLOCKS)
        except BadBlocks as bad:
            raise Refusal("invalid_blocks", response_metadata={"messages": [f"[ERROR] {bad}"]}) from bad
        if written_in(blocks) > limits.MESSAGE_BLOCKS_TEXT:
            raise Refusal("msg_blocks_too_long")
        content = {"user": self._world.app.bot_user, "bot_id": self._world.app.bot_id, "text": text, "blocks": blocks}
        if arguments.get("metadata"):
            content["metadata"] = arguments["metadata"]
        return content

    def _permalink(self, arguments: Document) -> Document:
        channel, ts = self._readable(arguments), str(arguments.get("message_ts"))
        if self._world.message_at(channel["id"], ts) is None:
            raise Refusal("message_not_found")
        path = f"archives/{channel['id']}/p{ts.replace('.', '')}"
        return {"channel": channel["id"], "permalink": f"https://{self._world.city.domain}.slack.com/{path}"}

    def _open(self, arguments: Document) -> Document:
        user = self._person(arguments.get("users"))
        if user["is_bot"]:
            raise Refusal("cannot_dm_bot")
        return {"channel": {"id": self._world.direct_channel(user["id"])["id"]}}

    def _info(self, arguments: Document) -> Document:
        channel = self._channel(arguments)
        shown = {name: value for name, value in channel.items() if name != "members"}
        return {"channel": {**shown, "is_member": self._world.app.bot_user in channel["members"]}}

    def _members(self, arguments: Document) -> Document:
        return {"members": self._channel(arguments)["members"], "response_metadata": {"next_cursor": ""}}

    def _history(self, arguments: Document) -> Document:
        inside = self._inside(arguments)
        top = [message for message in inside if message.get("thread_ts", message["ts"]) == message["ts"]]
        replies = Counter(message.get("thread_ts") for message in inside if message not in top)
        shown = [{**each, "reply_count": replies[each["ts"]]} if replies[each["ts"]] else each for each in top]
        return self._page(list(reversed(shown)), arguments)

    def _replies(self, arguments: Document) -> Document:
        ts = str(arguments.get("ts"))
        root = self._world.message_at(self._readable(arguments)["id"], ts)
        if root is None:
            raise Refusal("thread_not_found")
        inside = [each for each in self._inside(arguments) if each.get("thread_ts") == ts and each["ts"] != ts]
        return self._page([root, *inside], arguments)

    def _inside(self, arguments: Document) -> list[Document]:
        channel, oldest = self._readable(arguments), float(arguments.get("oldest") or 0)
        if str(arguments.get("inclusive")).lower() in ("true", "1"):
            oldest -= 0.0000005
        every = self._world.messages.get(channel["id"], [])
        return [message for message in every if float(message["ts"]) > oldest and "only" not in message]

    @staticmethod
    def _page(found: list[Document], arguments: Document) -> Document:
        size = min(int(arguments.get("limit") or 100), limits.HISTORY_PAGE)
        skip = int(arguments.get("cursor") or 0)
        page = found[skip : skip + size]
        if not arguments.get("include_all_metadata"):
            page = [{name: value for name, value in message.items() if name != "metadata"} for message in page]
        more = skip + size < len(found)
        cursor = str(skip + size) if more else ""
        return {"messages": page, "has_more": more, "response_metadata": {"next_cursor": cursor}}

    def _reactions(self, arguments: Document) -> Document:
        channel = self._readable(arguments)
        message = self._world.message_at(channel["id"], str(arguments.get("timestamp")))
        if message is None:
            raise Refusal("message_not_found")
        return {"type": "message", "channel": channel["id"], "message": message}

    def _team(self, _: Document) -> Document:
        city = self._world.city
        return {"team": {"id": city.team_id, "name": city.name, "domain": city.domain}}

    def _bot(self, arguments: Document) -> Document:
        app = self._world.app
        if arguments.get("bot") not in (None, "", app.bot_id):
            raise Refusal("bot_not_found")
        return {"bot": {"id": app.bot_id, "name": app.name, "app_id": app.app_id, "user_id": app.bot_user}}

    def _user(self, arguments: Document) -> Document:
        return {"user": as_slack_shows(self._person(arguments.get("user")))}

    def _users(self, _: Document) -> Document:
        members = [as_slack_shows(person) for person in self._world.people.values()]
        return {"members": members, "response_metadata": {"next_cursor": ""}}

    def _view_open(self, arguments: Document) -> Document:
        user = self._triggers.spend(str(arguments.get("trigger_id") or ""), time.monotonic())
        if user is None:
            raise Refusal("expired_trigger_id")
        return {"view": self._world.add_view(user, self._checked(arguments.get("view")))}

    def _view_update(self, arguments: Document) -> Document:
        view = self._world.view_with(str(arguments.get("view_id")))
        if view is None:
            raise Refusal("not_found")
        if arguments.get("hash") not in (None, "", view["hash"]):
            raise Refusal("hash_conflict")
        self._world.change_view(view, self._checked(arguments.get("view")))
        return {"view": view}

    def _view_push(self, arguments: Document) -> Document:
        user = self._triggers.spend(str(arguments.get("trigger_id") or ""), time.monotonic())
        if user is None:
            raise Refusal("expired_trigger_id")
        if sum(view["user"] == user for view in self._world.views.values()) >= limits.VIEWS_IN_A_STACK:
            raise Refusal("push_limit_reached")
        return {"view": self._world.add_view(user, self._checked(arguments.get("view")))}

    def _view_publish(self, arguments: Document) -> Document:
        user, view = self._person(arguments.get("user_id")), self._checked(arguments.get("view"))
        if view["type"] != "home":
            raise Refusal("invalid_arguments")
        if arguments.get("hash") not in (None, "", self._world.homes.get(user["id"], {}).get("hash")):
            raise Refusal("hash_conflict")
        return {"view": self._world.publish_home(user["id"], view)}

    def _checked(self, view: Any) -> Document:
        try:
            check_view(view)
        except BadBlocks as bad:
            raise Refusal("invalid_arguments", response_metadata={"messages": [f"[ERROR] {bad}"]}) from bad
        # docs.slack.dev, file_input: "your app must have the files:read scope"
        takes_files = any((block.get("element") or {}).get("type") == "file_input" for block in view["blocks"])
        if takes_files and "files:read" not in self._world.app.scopes:
            raise Refusal("missing_scope", needed="files:read", provided=",".join(sorted(self._world.app.scopes)))
        return dict(view)

    def _channel(self, arguments: Document) -> Document:
        name = str(arguments.get("channel") or "")
        if name.startswith("U") and name in self._world.people:
            return self._world.direct_channel(name)
        if name not in self._world.channels:
            raise Refusal("channel_not_found")
        return self._world.channels[name]

    def _readable(self, arguments: Document) -> Document:
        channel = self._channel(arguments)
        if self._world.app.bot_user not in channel["members"]:
            raise Refusal("not_in_channel")
        return channel

    def _writable(self, arguments: Document) -> Document:
        channel = self._readable(arguments)
        if channel["is_archived"]:
            raise Refusal("is_archived")
        return channel

    def _person(self, name: object) -> Document:
        person = self._world.people.get(str(name or ""))
        if person is None:
            raise Refusal("user_not_found")
        return person
