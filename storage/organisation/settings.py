"""Settings that people make in Slack: each for themselves, and administrators for the city."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from storage.db.errors import DayWrong, SettingRefused
from storage.history import Change, note
from storage.organisation.people import Person
from storage.organisation.workspaces import AT_ONCE, Workspace

LANGUAGES = ("ko", "en")
MOST_DAYS_OFF = 100
# Planning looks 40 days ahead; a round that is to open earlier would open late.
_MOST_BEFORE, _MOST_AFTER = 40, 60
_FEWEST_MONTHS, _MOST_MONTHS = 6, 120


@dataclass(frozen=True)
class OwnSet:
    """A person's own settings. Hours are HH:MM by the city's clock, None for the city's hours.

    `away_from` and `away_until` are both days of absence; None if the person is not away.
    """

    language: str
    opens_at: str | None
    closes_at: str | None
    away_from: date | None
    away_until: date | None
    deputy: Person | None


@dataclass(frozen=True)
class CitySet:
    """A city's settings.

    `days_off` are ISO dates. `report_opens_before` and `report_due_after` are days before and after a quarter's last
    day. `keeps_months` is how long reminders and history are kept. `heads_confirm` is whether a department's head
    confirms its reports.
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
    """Store the person's settings and absence.

    Raises SettingRefused for an unknown language, wrong hours or an unsuitable deputy, DayWrong if the absence ends
    before it begins.
    """
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
    """Set absence and deputy; one date alone means that single day, no date that the person is here.

    Raises DayWrong if the absence ends before it begins.
    """
    first = first or last
    last = last or first
    if first is not None and last is not None and last < first:
        raise DayWrong("ends_before")
    person.away_from, person.away_until = first, last
    person.deputy_id = deputy.id if deputy is not None else None


def city_set(workspace: Workspace) -> CitySet:
    """Return the city's present settings, made in Slack or by the environment."""
    values = {name: getattr(workspace, name) for name in CitySet.__dataclass_fields__}
    return CitySet(**{**values, "days_off": tuple(workspace.days_off)})


def set_city(session: Session, workspace: Workspace, wanted: CitySet, by: Person, now: datetime) -> None:
    """Store the city's settings and plan anew; from now on the environment's settings are ignored.

    Raises SettingRefused with the name of the setting that is out of range.
    """
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
    note(session, workspace.id, Change("workspace", workspace.id, "set", before, asdict(wanted)), now, by=by.id)


def _check_language(language: str) -> None:
    if language not in LANGUAGES:
        raise SettingRefused("language")


def _check_hours(opens_at: str, closes_at: str) -> None:
    """Raise SettingRefused unless the hours are at least 60 minutes within one day."""
    opens, closes = time.fromisoformat(opens_at), time.fromisoformat(closes_at)
    if closes.hour * 60 + closes.minute - opens.hour * 60 - opens.minute < 60:
        raise SettingRefused("hours")
