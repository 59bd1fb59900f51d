"""The boundary of every listener: deduplicate, open a transaction, answer, handle errors.

A listener's effect and the key of what arrived are one transaction, and the answer is given after its commit. A repeat
finds the key, does nothing and gets the first answer again.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from handlers.slack.blocks import Block
from handlers.slack.errors import sentence
from handlers.text import DEFAULT, say
from storage.db.database import Database
from storage.db.errors import RuleError
from storage.inbox import arrived, asking, note_arrival
from storage.organisation.people import Person, known_person
from storage.organisation.settings import LANGUAGES
from storage.organisation.workspaces import Workspace, known_workspace

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Request:
    """The context of a request: transaction, city, person and time."""

    session: Session
    workspace: Workspace
    person: Person
    now: datetime

    @property
    def language(self) -> str:
        """The person's language, else the workspace's."""
        return self.person.language or self.workspace.language

    @property
    def zone(self) -> ZoneInfo:
        """The workspace's time zone."""
        return ZoneInfo(self.workspace.zone)

    def say(self, key: str, **values: object) -> str:
        """Return a text in the person's language. Raises KeyError for an unknown key."""
        return say(self.language, key, **values)


@dataclass(frozen=True)
class Response:
    """The response to a person: a text, blocks or a form.

    `refused`: nothing was done, because of the form's `field` if it is not "". `replaces`: it replaces the message that
    was clicked. `syncs_seats`: the members of the committees' channels are to be synced afterwards. `too_early`: the
    subject is not known yet, and a retry shortly after may find it.
    """

    text: str = ""
    form: Block | None = None
    refused: bool = False
    blocks: tuple[Block, ...] | list[Block] = ()
    replaces: bool = False
    syncs_seats: bool = False
    too_early: bool = False
    field: str = ""

    def in_place(self) -> Response:
        """Return the same response for the place of the message that was clicked."""
        return replace(self, replaces=True)


Work = Callable[[Request], Response]


@dataclass(frozen=True)
class RequestHandler:
    """The boundary's tools. `wake` wakes the dispatcher; `admins` are administrators besides those of Slack."""

    database: Database
    clock: Callable[[], datetime]
    wake: Callable[[], None]
    admins: frozenset[str] = frozenset()

    def handle(self, team: str, user: str, key: str, work: Work, *, keeps_form: bool = False) -> Response:
        """Do the work once and return an answer for the person; errors become answers too.

        A repeat gets the first answer without its form, which Slack would open a second time. With `keeps_form` it gets
        the form too.
        """
        try:
            response = self._once(team, user, key, work, keeps_form)
        except RuleError as error:
            return Response(sentence(self.language_of(team, user), error), refused=True, field=error.field)
        except OperationalError:
            return self.failed("busy", team, user)
        except Exception:  # noqa: BLE001 - the boundary: the unexpected becomes a reference number
            return self.failed("failed", team, user)
        self.wake()
        return response

    def look(self, team: str, user: str, work: Work) -> Response:
        """Answer from the database without writing; no deduplication is needed."""
        try:
            with self.database.reading() as session:
                workspace, person = asking(session, team, user)
                return work(Request(session, workspace, person, self.clock()))
        except RuleError as error:
            return Response(sentence(self.language_of(team, user), error), refused=True)
        except Exception:  # noqa: BLE001 - the boundary: the unexpected becomes a reference number
            return self.failed("failed", team, user)

    def _once(self, team: str, user: str, key: str, work: Work, keeps_form: bool) -> Response:
        try:
            return self._in_one_transaction(team, user, key, work, keeps_form)
        except (IntegrityError, StaleDataError):
            # PostgreSQL lets two run at once, copies of one request or two people's on one record. The other one has
            # committed by now: a copy gets its answer, another person sees what it changed.
            return self._in_one_transaction(team, user, key, work, keeps_form)

    def _in_one_transaction(self, team: str, user: str, key: str, work: Work, keeps_form: bool) -> Response:
        with self.database.writing() as session:
            workspace, person, first = arrived(session, team, user, key)
            if first is not None:
                said = first.answer or {}
                return Response(str(said.get("text", "")), form=said.get("form"), blocks=said.get("blocks", ()))
            now = self.clock()
            response = work(Request(session, workspace, person, now))
            said = {"text": response.text, "blocks": list(response.blocks)}
            if keeps_form and response.form is not None:
                said["form"] = response.form
            note_arrival(session, workspace.id, key, now, said)
            return response

    def language_of(self, team: str, user: str) -> str:
        """Return the person's language, else the workspace's, else the default."""
        with self.database.reading() as session:
            workspace = known_workspace(session, team)
            if workspace is None:
                return DEFAULT
            person = known_person(session, workspace.id, user)
            return person.language if person is not None and person.language else workspace.language

    def failed(self, key: str, team: str, user: str) -> Response:
        """Handle an unexpected error inside an `except`: log it and return a text with the reference number.

        The text is in every language, because reading the person's language may fail as well.
        """
        reference = secrets.token_hex(4)
        log.exception("listener failed reference=%s workspace=%s person=%s", reference, team, user)
        both = (say(language, key, reference=reference) for language in LANGUAGES)
        return Response("\n".join(both), refused=True)
