"""Events that an app gets for a message: by which subscription, and as which event."""

from __future__ import annotations

from bot.practice.world import Document, World


def events_of(world: World, message: Document) -> list[tuple[str, Document]]:
    """Return the (subscription, event) pairs of a message; [] if the bot is not in the channel.

    docs.slack.dev/reference/events: message.im, message.channels, app_mention (July 2026).
    """
    channel = world.channels[message["channel"]]
    app = world.app
    if app.bot_user not in channel["members"]:
        return []
    told = {name: value for name, value in message.items() if name not in ("team", "upload", "reactions")}
    told |= {"event_ts": message["ts"], "channel_type": "im" if channel["is_im"] else "channel"}
    heard = []
    reads = "im:history" if channel["is_im"] else "channels:history"
    if reads in app.scopes:
        heard.append(("message.im" if channel["is_im"] else "message.channels", told))
    if f"<@{app.bot_user}>" in message["text"] and not channel["is_im"] and "app_mentions:read" in app.scopes:
        heard.append(("app_mention", {**told, "type": "app_mention"}))
    return heard
