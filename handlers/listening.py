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
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from handlers.blocks.parts import Block
from handlers.errors import sentence
from handlers.text import DEFAULT, LANGUAGES, say
from storage.deliveries import arrived, asking, note_delivery
from storage.errors import RuleError
from storage.people import Person
from storage.sessions import Books
from storage.workspaces import Workspace

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

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.workspace.zone)

    def say(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)


@dataclass(frozen=True)
class Answer:
    """What a person gets at once: a sentence, blocks that say it better, or a form to fill in.

    `refused` when nothing was done, because of the form's `field` where one is to blame; `replaces` when it stands in
    place of what was clicked; `looks_at_seats` when Slack is then to be asked who is in the committees' channels;
    `too_early` when what it is about is not known yet and a moment later may be.
    """

    text: str = ""
    form: Block | None = None
    refused: bool = False
    blocks: tuple[Block, ...] | list[Block] = ()
    replaces: bool = False
    looks_at_seats: bool = False
    too_early: bool = False
    field: str = ""


Work = Callable[[Asked], Answer]


@dataclass(frozen=True)
class Listening:
    """`wake` tells delivery that something may be due; `admins` may set the bot up besides Slack's own."""

    books: Books
    clock: Callable[[], datetime]
    wake: Callable[[], None]
    admins: frozenset[str] = frozenset()

    def answer(self, team: str, user: str, key: str, work: Work, *, keeps_form: bool = False) -> Answer:
        """Do the work once and say what came of it: always an answer for the person, never an exception.

        With `keeps_form` a repeat gets the first one's form too: of a click it would be opened a second time.
        """
        try:
            answer = self._once(team, user, key, work, keeps_form)
        except RuleError as error:
            return Answer(sentence(self.language_of(team, user), error), refused=True, field=error.field)
        except OperationalError:
            return self.failed("busy", team, user)
        except Exception:  # noqa: BLE001 - the boundary: the unexpected becomes a reference number
            return self.failed("failed", team, user)
        self.wake()
        return answer

    def look(self, team: str, user: str, work: Work) -> Answer:
        """Answer from the books without changing them: nothing to remember, nothing to repeat."""
        try:
            with self.books.reading() as session:
                workspace, person = asking(session, team, user)
                return work(Asked(session, workspace, person, self.clock()))
        except RuleError as error:
            return Answer(sentence(self.language_of(team, user), error), refused=True)
        except Exception:  # noqa: BLE001 - the boundary: the unexpected becomes a reference number
            return self.failed("failed", team, user)

    def _once(self, team: str, user: str, key: str, work: Work, keeps_form: bool) -> Answer:
        try:
            return self._in_one_transaction(team, user, key, work, keeps_form)
        except IntegrityError:
            # Two copies at once on PostgreSQL: the other one has committed by now, and its answer is ours.
            return self._in_one_transaction(team, user, key, work, keeps_form)

    def _in_one_transaction(self, team: str, user: str, key: str, work: Work, keeps_form: bool) -> Answer:
        with self.books.writing() as session:
            workspace, person, first = arrived(session, team, user, key)
            if first is not None:
                said = first.answer or {}
                return Answer(str(said.get("text", "")), form=said.get("form"), blocks=said.get("blocks", ()))
            now = self.clock()
            answer = work(Asked(session, workspace, person, now))
            said = {"text": answer.text, "blocks": list(answer.blocks)}
            if keeps_form and answer.form is not None:
                said["form"] = answer.form
            note_delivery(session, workspace.id, key, now, said)
            return answer

    def language_of(self, team: str, user: str) -> str:
        with self.books.reading() as session:
            workspace = session.scalar(select(Workspace).where(Workspace.team_id == team))
            if workspace is None:
                return DEFAULT
            known = select(Person.language).where(Person.workspace_id == workspace.id, Person.slack_id == user)
            return session.scalar(known) or workspace.language

    def failed(self, key: str, team: str, user: str) -> Answer:
        """The unexpected, from inside an `except`: a sentence with a reference number that is also in the log."""
        reference = secrets.token_hex(4)
        log.exception("listener failed reference=%s workspace=%s person=%s", reference, team, user)
        both = (say(language, key, reference=reference) for language in LANGUAGES)
        return Answer("\n".join(both), refused=True)
