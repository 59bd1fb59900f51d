"""What people set for themselves: when they are away, and who hears for them."""

from __future__ import annotations

from datetime import date

from handlers.blocks.settings import away_form
from handlers.listening import Answer, Asked
from handlers.payloads import Submission
from handlers.text.dates import today_of
from storage.errors import DayWrong
from storage.people import Person, person_of


def ask_away(asked: Asked) -> Answer:
    """[부재 설정]."""
    deputy = asked.session.get(Person, asked.person.deputy_id) if asked.person.deputy_id else None
    today = today_of(asked.now, asked.workspace.zone)
    known = asked.person.away_until is not None and asked.person.away_until >= today
    first, last = (asked.person.away_from, asked.person.away_until) if known else (today, today)
    return Answer(form=away_form(asked.language, first or today, last or today, deputy.slack_id if deputy else ""))


def away_by_form(asked: Asked, form: Submission) -> Answer:
    """Raises DayWrong."""
    first, last = date.fromisoformat(form.fields["first"]), date.fromisoformat(form.fields["last"])
    if last < first:
        raise DayWrong("ends_before")
    asked.person.away_from, asked.person.away_until = first, last
    deputy = form.fields.get("deputy")
    asked.person.deputy_id = person_of(asked.session, asked.workspace.id, deputy).id if deputy else None
    return Answer()
