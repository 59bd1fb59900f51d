"""Forms for settings: a person's own, the city's, lead times, absence."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date

from handlers import committees
from handlers.blocks import settings as looks
from handlers.listening import Answer, Asked
from handlers.payloads import Click, Command, Submission, matched
from handlers.text.dates import today_of
from storage.errors import SettingRefused
from storage.ladders import Ladder, ladder_of, set_ladder
from storage.people import Person, person_of
from storage.rights import may_set_up, need
from storage.settings import CitySet, OwnSet, city_set, set_away, set_city, set_own

_DAY = re.compile(r"(20\d\d)\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})")


def settings(asked: Asked, _command: Command) -> Answer:
    """`/cn settings`: open the person's own settings; an administrator chooses between these and the city's."""
    return choose(asked)


def choose(asked: Asked) -> Answer:
    """Open the person's own settings, or ask an administrator which settings to open."""
    if asked.person.id in {each.id for each in may_set_up(asked.session, asked.workspace.id)}:
        return Answer(asked.say("settings.which"), blocks=looks.which(asked.language))
    return _own_form(asked)


def open_own(asked: Asked, _click: Click) -> Answer:
    """[내 설정]: open the form for language, hours, absence and deputy."""
    return _own_form(asked)


def open_city(asked: Asked, _click: Click) -> Answer:
    """[기관 설정]: open the form for the city's language, hours, days off and reporting. Raises NotAllowed."""
    need(asked.person, may_set_up(asked.session, asked.workspace.id), "setup")
    return Answer(form=looks.city_form(asked.language, city_set(asked.workspace)))


def open_ladder(asked: Asked, _click: Click) -> Answer:
    """[알림 시점]: open the form for the lead times. Raises NotAllowed."""
    need(asked.person, may_set_up(asked.session, asked.workspace.id), "setup")
    return Answer(form=looks.ladder_form(asked.language, ladder_of(asked.workspace)))


def open_committees(asked: Asked, _click: Click) -> Answer:
    """[회의체·주기]: list the committees with buttons for channel, people, cycle and its lead times."""
    return committees.listed(asked)


def ladder_by_form(asked: Asked, form: Submission) -> Answer:
    """Save the lead times, in days. Raises NotAllowed, SettingRefused."""
    need(asked.person, may_set_up(asked.session, asked.workspace.id), "setup")
    wanted = Ladder(**{each.name: _numbers(form.fields, each.name) for each in fields(Ladder)})
    set_ladder(asked.session, asked.workspace, wanted, asked.person, asked.now)
    return Answer()


def ask_away(asked: Asked) -> Answer:
    """[부재 설정]: open the form with the current absence, or with today if there is none."""
    today = today_of(asked.now, asked.workspace.zone)
    first, last = _away(asked, today)
    return Answer(form=looks.away_form(asked.language, first or today, last or today, _deputy(asked)))


def away_by_form(asked: Asked, form: Submission) -> Answer:
    """Save the absence and its deputy. Raises DayWrong if it ends before it begins."""
    first, last = date.fromisoformat(form.fields["first"]), date.fromisoformat(form.fields["last"])
    set_away(asked.person, first, last, _named(asked, form.fields.get("deputy")))
    return Answer()


def own_by_form(asked: Asked, form: Submission) -> Answer:
    """Save the person's own settings; empty hours mean the city's. Raises DayWrong, SettingRefused."""
    given = form.fields
    wanted = OwnSet(
        language=given.get("language", ""),
        opens_at=given.get("opens_at") or None,
        closes_at=given.get("closes_at") or None,
        away_from=_day(given.get("first")),
        away_until=_day(given.get("last")),
        deputy=_named(asked, given.get("deputy")),
    )
    set_own(asked.person, wanted)
    return Answer()


def city_by_form(asked: Asked, form: Submission) -> Answer:
    """Save the city's settings. Raises NotAllowed, SettingRefused.

    The permission is checked again: it may have been withdrawn while the form was open.
    """
    need(asked.person, may_set_up(asked.session, asked.workspace.id), "setup")
    given = form.fields
    wanted = CitySet(
        language=given.get("language", ""),
        opens_at=given.get("opens_at", ""),
        closes_at=given.get("closes_at", ""),
        days_off=_days(given.get("days_off", "")),
        report_opens_before=_count(given, "report_opens_before"),
        report_due_after=_count(given, "report_due_after"),
        keeps_months=_count(given, "keeps_months"),
        heads_confirm=given.get("heads_confirm") == "yes",
    )
    set_city(asked.session, asked.workspace, wanted, asked.person, asked.now)
    return Answer()


def _own_form(asked: Asked) -> Answer:
    first, last = _away(asked, today_of(asked.now, asked.workspace.zone))
    person = asked.person
    shown = looks.OwnShown(asked.language, person.opens_at, person.closes_at, first, last, _deputy(asked))
    return Answer(form=looks.own_form(asked.language, shown, asked.workspace.opens_at, asked.workspace.closes_at))


def _away(asked: Asked, today: date) -> tuple[date | None, date | None]:
    """Return the first and last day of the absence, or (None, None) if there is none or it is over."""
    over = asked.person.away_until is None or asked.person.away_until < today
    return (None, None) if over else (asked.person.away_from, asked.person.away_until)


def _deputy(asked: Asked) -> str:
    deputy = asked.session.get(Person, asked.person.deputy_id) if asked.person.deputy_id else None
    return deputy.slack_id if deputy else ""


def _named(asked: Asked, slack_id: str | None) -> Person | None:
    return person_of(asked.session, asked.workspace.id, slack_id) if slack_id else None


def _day(typed: str | None) -> date | None:
    return date.fromisoformat(typed) if typed else None


def _days(typed: str) -> tuple[str, ...]:
    """Return ISO dates in order. Raises SettingRefused for a line without a date, or with one that does not exist."""
    lines = [line for line in re.split(r"[\n,;]", matched(typed)) if line.strip()]
    found = [_DAY.search(line) for line in lines]
    try:
        days = {date(*map(int, each.groups())).isoformat() for each in found if each is not None}
    except ValueError:
        raise SettingRefused("days_off") from None
    if None in found:
        raise SettingRefused("days_off")
    return tuple(sorted(days))


def _numbers(given: dict[str, str], name: str) -> tuple[int, ...]:
    """Return days such as 30, 7, 1. Raises SettingRefused."""
    words = [word for word in re.split(r"[\s,./]+", matched(given.get(name, "")).replace("d-", "")) if word]
    if not all(word.isdecimal() and len(word) < 4 for word in words):
        raise SettingRefused(name)
    return tuple(int(word) for word in words)


def _count(given: dict[str, str], name: str) -> int:
    """Return a number of at most four digits. Raises SettingRefused."""
    digits = matched(given.get(name, "")).strip()
    if not digits.isdecimal() or len(digits) > 4:
        raise SettingRefused(name)
    return int(digits)
