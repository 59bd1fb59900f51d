"""Looks at Slack for what the books keep of it: who is there, who is gone, who administers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from slack_sdk import WebClient

from storage.people import Account, keep_accounts
from storage.sessions import Books

_PAGE = 200


def look_at_people(client: WebClient, books: Books, workspace_id: int, admins: frozenset[str]) -> None:
    """Bring everybody up to date; `admins` may set the bot up besides Slack's own. Raises SlackApiError, OSError."""
    accounts = [_account(user, admins) for user in _users(client)]
    with books.writing() as session:
        keep_accounts(session, workspace_id, accounts)


def _users(client: WebClient) -> Iterator[dict[str, Any]]:
    cursor = ""
    while True:
        page = client.users_list(cursor=cursor, limit=_PAGE, include_locale=True)
        yield from page["members"]
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return


def _account(user: dict[str, Any], admins: frozenset[str]) -> Account:
    profile = user.get("profile") or {}
    return Account(
        slack_id=str(user["id"]),
        name=str(profile.get("display_name") or profile.get("real_name") or user.get("name") or ""),
        language="ko" if str(user.get("locale") or "ko").startswith("ko") else "en",
        gone=bool(user.get("deleted")),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")) or user["id"] in admins,
        is_bot=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
    )
