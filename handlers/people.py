"""People as Slack tells of them."""

from __future__ import annotations

from handlers.listening import Answer, Asked
from storage.people import Account, keep_accounts


def keep(asked: Asked, account: Account) -> Answer:
    """Who is gone is gone in the books at once: what falls due goes to the deputy from the next tick on."""
    keep_accounts(asked.session, asked.workspace.id, [account])
    return Answer()
