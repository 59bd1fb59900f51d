"""Dedupe, transaction, answer, error boundary: once, around every listener.

Durable before acknowledged: a listener's effect and the key of its delivery are one transaction, and the answer is
given after its commit. A repeat finds its key, does nothing and gets the first answer again.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from handlers.errors import sentence
from handlers.text import DEFAULT, say
from storage.deliveries import first_of, note_delivery
from storage.errors import RuleError
from storage.people import Person, person_of
from storage.sessions import Books
from storage.workspaces import Workspace, workspace_made_if_new

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Asked:
    """What a listener works with: its transaction, the city, the person, the time."""

    session: Session
    workspace: Workspace
    person: Person
    now: datetime

    @property
    def language(self) -> str:
        return self.person.language or self.workspace.language

    def say(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)


@dataclass(frozen=True)
class Listening:
    """`wake` tells delivery that something may be due."""

    books: Books
    clock: Callable[[], datetime]
    wake: Callable[[], None]

    def answer(self, team: str, user: str, key: str, work: Callable[[Asked], str]) -> str:
        """Do the work once and say what came of it: always a sentence for the person, never an exception."""
        try:
            text = self._once(team, user, key, work)
        except RuleError as error:
            return sentence(self._language(team, user), error)
        except OperationalError:
            return self._unexpected("busy", team, user)
        except Exception:  # noqa: BLE001 - the boundary: the unexpected becomes a reference number
            return self._unexpected("failed", team, user)
        self.wake()
        return text

    def _once(self, team: str, user: str, key: str, work: Callable[[Asked], str]) -> str:
        try:
            return self._in_one_transaction(team, user, key, work)
        except IntegrityError:
            # Two copies at once on PostgreSQL: the other one has committed by now, and its answer is ours.
            return self._in_one_transaction(team, user, key, work)

    def _in_one_transaction(self, team: str, user: str, key: str, work: Callable[[Asked], str]) -> str:
        with self.books.writing() as session:
            workspace = workspace_made_if_new(session, team)
            first = first_of(session, workspace.id, key)
            if first is not None:
                return str((first.answer or {}).get("text", ""))
            now = self.clock()
            text = work(Asked(session, workspace, person_of(session, workspace.id, user), now))
            note_delivery(session, workspace.id, key, now, {"text": text})
            return text

    def _language(self, team: str, user: str) -> str:
        with self.books.reading() as session:
            workspace = session.scalar(select(Workspace).where(Workspace.team_id == team))
            if workspace is None:
                return DEFAULT
            known = select(Person.language).where(Person.workspace_id == workspace.id, Person.slack_id == user)
            return session.scalar(known) or workspace.language

    def _unexpected(self, key: str, team: str, user: str) -> str:
        reference = secrets.token_hex(4)
        log.exception("listener failed reference=%s workspace=%s person=%s", reference, team, user)
        return say("ko", key, reference=reference) + "\n" + say("en", key, reference=reference)
