"""A person's account, as the Web API and its events return it."""

from __future__ import annotations

from bot.practice.world import Document


def as_slack_shows(person: Document) -> Document:
    """Return the account as Slack's `user` object."""
    profile = {"real_name": person["name"], "display_name": person["name"]}
    shown = {"id": person["id"], "name": person["id"].lower(), "real_name": person["name"], "profile": profile}
    flags = {"is_admin": person["is_admin"], "is_bot": person["is_bot"], "is_restricted": person["is_guest"]}
    return {**shown, **flags, "deleted": person["deleted"], "locale": person["locale"]}
