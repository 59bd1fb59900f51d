"""Accounts as Slack has them: all of them at the start and every hour, one when Slack reports a change."""

from __future__ import annotations

from slack_sdk import WebClient

from handlers.slack.pages import pages
from handlers.slack.payloads import account_from
from handlers.slack.requests import Request, Response
from storage.db.database import Database
from storage.organisation.people import Account, keep_accounts


def keep(request: Request, account: Account) -> Response:
    """Save a changed account. If the person has left, their deputy gets what falls due from the next tick on."""
    keep_accounts(request.session, request.workspace.id, [account])
    return Response()


def sync_accounts(client: WebClient, database: Database, workspace_id: int, admins: frozenset[str]) -> None:
    """Update all people from Slack. `admins` are additional administrators. Raises SlackApiError, OSError."""
    accounts = [
        account_from(user, admins) for page in pages(client.users_list, include_locale=True) for user in page["members"]
    ]
    with database.writing() as session:
        keep_accounts(session, workspace_id, accounts)
