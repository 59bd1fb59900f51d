"""Settings end to end: people's own settings, and the city's, which only some people may change."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from bot.practice.driver import Person, Slack
from bot.sample import FIELD
from handlers.text import say
from storage.db.database import Database
from storage.history import History
from storage.organisation.people import Person as Resident
from storage.organisation.workspaces import Workspace
from tests.handlers.reminders.test_reminders import reminders
from tests.running import go_to
from tests.texts import korean, korean_day, says


def form_of(person: Person) -> dict[str, Any]:
    (view,) = person.waits_for(person.views)
    return dict(view)


def refused(person: Person, form: dict[str, Any], key: str, **fields: str) -> None:
    person.submit(form, **fields)
    person.waits_for(lambda: korean(key) in str(person.views()[0]["errors"]))


def test_a_person_sets_language_hours_and_absence(slack: Slack) -> None:
    owner, leader = slack.person("U0OWNER"), slack.person("U0LEADER")
    owner.command(FIELD, "/cn", "환경설정")
    form = form_of(owner)
    refused(owner, form, "settings.wrong.hours", opens_at="10:00")
    refused(owner, form, "settings.wrong.deputy", deputy="U0OWNER")
    refused(owner, form, "settings.wrong.hours", opens_at="10:00", closes_at="10:30")
    refused(owner, form, "day.ends_before", first="2025-05-30", last="2025-05-20")
    owner.submit(form, language="en", first="2025-05-20", last="2025-05-30", deputy="U0LEADER")
    owner.waits_for(lambda: not owner.views())
    assert say("en", "status.title", count=53) in owner.command(FIELD, "/cn", "status")
    go_to(slack, 5, 22)
    leader.waits_for(lambda: "*B-04*" in str(reminders(leader)))
    assert "*B-04*" not in str(owner.direct_messages())


def test_an_administrator_sets_the_city_and_history_keeps_what_it_was(slack: Slack, database: Database) -> None:
    secretary = slack.person("U0SECRETARY")
    assert secretary.command(FIELD, "/cn", "settings") == korean("settings.which")
    secretary.click(secretary.messages(FIELD)[-1], "settings.city")
    form = form_of(secretary)
    refused(secretary, form, "settings.wrong.days_off", days_off="다음 주 금요일")
    refused(secretary, form, "settings.wrong.report_opens_before", report_opens_before="열흘")
    refused(secretary, form, "settings.wrong.days_off", days_off="2026-02-31")
    refused(secretary, form, "settings.wrong.keeps_months", keeps_months="1")
    days = "2026. 9. 25.(금)\n２０２６-１０-０２"
    secretary.submit(form, language="en", closes_at="17:00", days_off=days, report_due_after="7", keeps_months="24")
    secretary.waits_for(lambda: not secretary.views())
    with database.reading() as session:
        city = session.scalars(select(Workspace)).one()
        assert (city.language, city.closes_at, city.days_off) == ("en", "17:00", ["2026-09-25", "2026-10-02"])
        assert (city.report_due_after, city.keeps_months, city.set_in_slack) == (7, 24, True)
        (row,) = session.scalars(select(History).where(History.subject == "workspace"))
        assert (row.before["closes_at"], row.after["closes_at"]) == ("18:00", "17:00")


def test_the_lead_times_are_the_citys_and_what_is_planned_follows_it(slack: Slack, database: Database) -> None:
    secretary, owner = slack.person("U0SECRETARY"), slack.person("U0OWNER")
    secretary.command(FIELD, "/cn", "환경설정")
    request = secretary.messages(FIELD)[-1]
    secretary.click(request, "settings.ladder")
    form = form_of(secretary)
    refused(secretary, form, "settings.wrong.deadline_before", deadline_before="60")
    refused(secretary, form, "settings.wrong.deadline_after", deadline_after="")
    secretary.submit(form, deadline_before="D-12, ７", deadline_after="2", report_before="", report_after="1")
    secretary.waits_for(lambda: not secretary.views())
    go_to(slack, 5, 14)  # 30 days before B-02's milestone: the city no longer sends that reminder
    go_to(slack, 5, 30)  # 12 days before is a Sunday, so the reminder is sent on the Friday before
    due = korean_day(6, 13)
    owner.waits_for(lambda: says(str(reminders(owner)), "line.deadline", day=due, left=korean("left.before", days=14)))
    assert not says(str(reminders(owner)), "line.deadline", day=due, left=korean("left.before", days=30))
    secretary.click(request, "settings.committees")
    secretary.waits_for(lambda: "cycle.edit" in str(secretary.messages(FIELD)[-1]))


def test_others_are_not_asked_about_the_city(slack: Slack, database: Database) -> None:
    owner = slack.person("U0OWNER")
    owner.command(FIELD, "/cn", "settings")
    assert form_of(owner)["callback_id"] == "settings.own"
    with database.reading() as session:
        known = session.scalars(select(Resident).where(Resident.slack_id == "U0OWNER")).one()
        assert known.opens_at is None
