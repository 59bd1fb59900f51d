"""Confirmation of quarterly reports: a department's head confirms a report or returns it with a comment."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from sqlalchemy.orm import Session

from storage.db.errors import Lacking, TooLong
from storage.history import Change, note
from storage.organisation.people import Person
from storage.tasks.progress import TEXT_LIMIT, ProgressReport


def confirm(session: Session, report: ProgressReport, head: Person, now: datetime) -> None:
    """Confirm a report as `head` and clear an earlier return; each call adds a history entry."""
    report.confirmed_by_id, report.confirmed_at, report.sent_back = head.id, now, ""
    _note(session, report, "confirmed", head, now, "")


def send_back(session: Session, report: ProgressReport, head: Person, word: str, now: datetime) -> None:
    """보완 요청: mark a report as returned until it is entered again. Raises Lacking, TooLong."""
    word = unicodedata.normalize("NFC", word).strip()
    if not word:
        raise Lacking("word")
    if len(word) > TEXT_LIMIT:
        raise TooLong(len(word), TEXT_LIMIT)
    report.confirmed_by_id, report.confirmed_at, report.sent_back = None, None, word
    _note(session, report, "sent_back", head, now, word)


def _note(session: Session, report: ProgressReport, action: str, by: Person, now: datetime, word: str) -> None:
    after = {"quarter": f"{report.year}-{report.quarter}", "word": word}
    note(session, report.workspace_id, Change("task", report.task_id, action, after=after), now, by=by.id)
