"""What people set in Slack: each for themselves, and administrators for the city."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from storage.errors import DayWrong, SettingRefused
from storage.history import note
from storage.people import Person
from storage.workspaces import AT_ONCE, Workspace

LANGUAGES = ("ko", "en")
MOST_DAYS_OFF = 100
# Planning looks 40 days ahead; a round that opened earlier would open late.
_MOST_BEFORE, _MOST_AFTER = 40, 60
_FEWEST_MONTHS, _MOST_MONTHS = 6, 120


@dataclass(frozen=True)
class OwnSet:
    """Hours are the person's own where set, else the city's. Both days are away; None for here."""

    language: str
    opens_at: str | None
    closes_at: str | None
    away_from: date | None
    away_until: date | None
    deputy: Person | None


@dataclass(frozen=True)
class CitySet:
    """`days_off` are ISO dates; a round's days count from the quarter's last day; `keeps_months` is how long what was
    said and who changed what is kept; `heads_confirm` whether a department's head confirms its reports.
    """

    language: str
    opens_at: str
    closes_at: str
    days_off: tuple[str, ...]
    report_opens_before: int
    report_due_after: int
    keeps_months: int
    heads_confirm: bool


def set_own(person: Person, wanted: OwnSet) -> None:
    """Raises SettingRefused, DayWrong."""
    _check_language(wanted.language)
    if (wanted.opens_at is None) != (wanted.closes_at is None):
        raise SettingRefused("hours")
    if wanted.opens_at is not None and wanted.closes_at is not None:
        _check_hours(wanted.opens_at, wanted.closes_at)
    if wanted.deputy is not None and (wanted.deputy is person or wanted.deputy.gone or wanted.deputy.is_bot):
        raise SettingRefused("deputy")
    person.language, person.opens_at, person.closes_at = wanted.language, wanted.opens_at, wanted.closes_at
    set_away(person, wanted.away_from, wanted.away_until, wanted.deputy)


def set_away(person: Person, first: date | None, last: date | None, deputy: Person | None) -> None:
    """A first day alone is away for that day. Raises DayWrong."""
    first = first or last
    last = last or first
    if first is not None and last is not None and last < first:
        raise DayWrong("ends_before")
    person.away_from, person.away_until = first, last
    person.deputy_id = deputy.id if deputy is not None else None


def city_set(workspace: Workspace) -> CitySet:
    values = {name: getattr(workspace, name) for name in CitySet.__dataclass_fields__}
    return CitySet(**{**values, "days_off": tuple(workspace.days_off)})


def set_city(session: Session, workspace: Workspace, wanted: CitySet, by: Person, now: datetime) -> None:
    """From now on these count, and no longer the environment's. Raises SettingRefused."""
    _check_language(wanted.language)
    _check_hours(wanted.opens_at, wanted.closes_at)
    for name, least, most in (
        ("report_opens_before", 1, _MOST_BEFORE),
        ("report_due_after", 0, _MOST_AFTER),
        ("keeps_months", _FEWEST_MONTHS, _MOST_MONTHS),
    ):
        if not least <= getattr(wanted, name) <= most:
            raise SettingRefused(name)
    if len(wanted.days_off) > MOST_DAYS_OFF:
        raise SettingRefused("days_off")
    before = asdict(city_set(workspace))
    for name, value in asdict(wanted).items():
        setattr(workspace, name, list(value) if name == "days_off" else value)
    workspace.set_in_slack, workspace.plan_at = True, AT_ONCE
    note(session, workspace.id, "workspace", workspace.id, "set", now, by=by.id, before=before, after=asdict(wanted))


def _check_language(language: str) -> None:
    if language not in LANGUAGES:
        raise SettingRefused("language")


def _check_hours(opens_at: str, closes_at: str) -> None:
    """At least an hour, within one day."""
    opens, closes = time.fromisoformat(opens_at), time.fromisoformat(closes_at)
    if closes.hour * 60 + closes.minute - opens.hour * 60 - opens.minute < 60:
        raise SettingRefused("hours")
