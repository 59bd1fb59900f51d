"""`cn-bot manifest`: the Slack app's manifest, with exactly what the bot handles and the fewest scopes."""

from __future__ import annotations

import json
from typing import Any

import typer

# Each scope with the method or event that needs it.
SCOPES = {
    "commands": "/cn",
    "chat:write": "chat.postMessage, chat.update, chat.postEphemeral",
    "im:write": "conversations.open",
    "app_mentions:read": "app_mention: a message that names the bot",
    "files:read": "the photos that people send the bot",
    "files:write": "photos under the committee's card, the picture of how the plan stands, papers",
    "im:history": "message.im: what people write to the bot; conversations.history: a message whose fate is unknown",
    "channels:history": "the same in public channels",
    "groups:history": "the same in private channels",
    "channels:read": "conversations.info and conversations.members of the committees' public channels",
    "groups:read": "the same of private channels",
    "reactions:read": "reaction_added, reaction_removed: a thumb on a reminder is an answer",
    "users:read": "users.list, user_change: names, who is gone, who administers",
}
COMMAND = "/cn"
EVENTS = ("app_home_opened", "app_mention", "message.im", "reaction_added", "reaction_removed", "user_change")
# (type, callback_id, name): Slack shows names of at most 24 characters.
SHORTCUTS = (
    ("message", "issue_from_message", "현장 문제로 등록 · Report"),
    ("global", "issue_new", "현장 문제 접수 · Report"),
    ("global", "proposal_new", "신규 과제 제안 · Propose"),
)
USAGE_HINT = "report 창호 결로 | status | tasks | help"


def add_to(app: typer.Typer) -> None:
    """Add the command `manifest`."""
    app.command("manifest")(print_manifest)


def print_manifest() -> None:
    """Print the manifest to paste into Slack: Create New App → From a manifest → JSON."""
    typer.echo(json.dumps(manifest(), ensure_ascii=False, indent=2))


def manifest() -> dict[str, Any]:
    """Return the manifest, valid against Slack's published schema for manifests of major version 2
    (slackapi/manifest-schema, July 2026).
    """
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "CN Bot",
            "description": "Carbon-neutrality governance: tasks, field issues, meetings, reminders · 탄소중립 봇",
            "background_color": "#0b5d3b",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "cn-bot", "always_online": True},
            "shortcuts": [
                {"type": kind, "callback_id": name, "name": shown, "description": shown}
                for kind, name, shown in SHORTCUTS
            ],
            "slash_commands": [
                {
                    "command": COMMAND,
                    "description": "Report a field issue, see tasks · 현장 문제 접수, 과제 보기",
                    "usage_hint": USAGE_HINT,
                    "should_escape": True,
                },
            ],
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }
