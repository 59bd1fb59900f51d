"""Account changes reported by Slack."""

from __future__ import annotations

from handlers.listening import Answer, Asked
from storage.people import Account, keep_accounts


def keep(asked: Asked, account: Account) -> Answer:
    """Save a changed account. If the person has left, their deputy gets what falls due from the next tick on."""
    keep_accounts(asked.session, asked.workspace.id, [account])
    return Answer()
