"""Forms for settings: a person's own, the city's, lead times, absence."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date

from handlers.people import committees, settings_blocks
from handlers.slack.payloads import Click, Command, Submission, matched
from handlers.slack.requests import Request, Response
from handlers.text.dates import today_of
from storage.admin.permissions import may_set_up, need
from storage.db.errors import SettingRefused
from storage.organisation.people import Person
from storage.organisation.settings import CitySet, OwnSet, city_set, set_away, set_city, set_own
from storage.outbox.lead_times import LeadTimes, lead_times_of, set_lead_times

_DAY = re.compile(r"(20\d\d)\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})")


def settings(request: Request, _command: Command) -> Response:
    """`/cn settings`: open the person's own settings; an administrator chooses between these and the city's."""
    return choose(request)


def choose(request: Request) -> Response:
    """Open the person's own settings, or ask an administrator which settings to open."""
    if request.person.id in {each.id for each in may_set_up(request.session, request.workspace.id)}:
        return Response(request.say("settings.which"), blocks=settings_blocks.which(request.language))
    return _own_form(request)


def open_own(request: Request, _click: Click) -> Response:
    """[내 설정]: open the form for language, hours, absence and deputy."""
    return _own_form(request)


def open_city(request: Request, _click: Click) -> Response:
    """[기관 설정]: open the form for the city's language, hours, days off and reporting. Raises NotAllowed."""
    need(request.person, may_set_up(request.session, request.workspace.id), "setup")
    return Response(form=settings_blocks.city_form(request.language, city_set(request.workspace)))


def open_lead_times(request: Request, _click: Click) -> Response:
    """[알림 시점]: open the form for the lead times. Raises NotAllowed."""
    need(request.person, may_set_up(request.session, request.workspace.id), "setup")
    return Response(form=settings_blocks.lead_times_form(request.language, lead_times_of(request.workspace)))


def open_committees(request: Request, _click: Click) -> Response:
    """[회의체·주기]: list the committees with buttons for channel, people, cycle and its lead times."""
    return committees.listed(request)


def lead_times_by_form(request: Request, form: Submission) -> Response:
    """Save the lead times, in days. Raises NotAllowed, SettingRefused."""
    need(request.person, may_set_up(request.session, request.workspace.id), "setup")
    wanted = LeadTimes(**{each.name: _numbers(form.fields, each.name) for each in fields(LeadTimes)})
    set_lead_times(request.session, request.workspace, wanted, request.person, request.now)
    return Response()


def ask_away(request: Request) -> Response:
    """[부재 설정]: open the form with the current absence, or with today if there is none."""
    today = today_of(request.now, request.workspace.zone)
    first, last = _away(request, today)
    return Response(form=settings_blocks.away_form(request.language, first or today, last or today, _deputy(request)))


def away_by_form(request: Request, form: Submission) -> Response:
    """Save the absence and its deputy. Raises DayWrong if it ends before it begins."""
    first, last = date.fromisoformat(form.fields["first"]), date.fromisoformat(form.fields["last"])
    set_away(request.person, first, last, committees.person_chosen(request, form.fields.get("deputy")))
    return Response()


def own_by_form(request: Request, form: Submission) -> Response:
    """Save the person's own settings; empty hours mean the city's. Raises DayWrong, SettingRefused."""
    given = form.fields
    wanted = OwnSet(
        language=given.get("language", ""),
        opens_at=given.get("opens_at") or None,
        closes_at=given.get("closes_at") or None,
        away_from=_day(given.get("first")),
        away_until=_day(given.get("last")),
        deputy=committees.person_chosen(request, given.get("deputy")),
    )
    set_own(request.person, wanted)
    return Response()


def city_by_form(request: Request, form: Submission) -> Response:
    """Save the city's settings. Raises NotAllowed, SettingRefused.

    The permission is checked again: it may have been withdrawn while the form was open.
    """
    need(request.person, may_set_up(request.session, request.workspace.id), "setup")
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
    set_city(request.session, request.workspace, wanted, request.person, request.now)
    return Response()


def _own_form(request: Request) -> Response:
    first, last = _away(request, today_of(request.now, request.workspace.zone))
    person = request.person
    view = settings_blocks.OwnView(request.language, person.opens_at, person.closes_at, first, last, _deputy(request))
    return Response(
        form=settings_blocks.own_form(request.language, view, request.workspace.opens_at, request.workspace.closes_at)
    )


def _away(request: Request, today: date) -> tuple[date | None, date | None]:
    """Return the first and last day of the absence, or (None, None) if there is none or it is over."""
    over = request.person.away_until is None or request.person.away_until < today
    return (None, None) if over else (request.person.away_from, request.person.away_until)


def _deputy(request: Request) -> str:
    deputy = request.session.get(Person, request.person.deputy_id) if request.person.deputy_id else None
    return deputy.slack_id if deputy else ""


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
