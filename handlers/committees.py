"""Setup of committees, and of the memberships that their secretaries confirm."""

from __future__ import annotations

from sqlalchemy.orm import Session

from handlers.blocks import committees as looks
from handlers.listening import Answer, Asked
from handlers.payloads import Click, Command, Submission
from storage.committees import (
    Committee,
    CommitteeSet,
    all_committees,
    committee_with,
    set_committee,
)
from storage.notices import show_again
from storage.people import Person, person_of
from storage.rights import may_confirm_seats, may_set_up, need
from storage.seats import Part, confirm_seat, seats_of, waits_for_secretary

SUBJECT = "committee"
_SEAT = "seat."


def set_up(asked: Asked, _command: Command) -> Answer:
    """`/cn setup`: list the committees. Raises NotAllowed."""
    return listed(asked)


def listed(asked: Asked) -> Answer:
    """Return the list of committees, each with the buttons of its forms. Raises NotAllowed."""
    _only_who_may(asked)
    blocks = looks.setup_list(asked.language, shown_committees(asked.session, asked.workspace.id))
    return Answer(asked.say("setup.title"), blocks=blocks)


def ask_for_committee(asked: Asked, click: Click) -> Answer:
    """[수정], [회의체 추가]: open the committee form, filled or empty. Raises NotAllowed."""
    _only_who_may(asked)
    every = shown_committees(asked.session, asked.workspace.id)
    chosen = next((each for each in every if str(each.id) == click.value), None)
    return Answer(form=looks.committee_form(asked.language, chosen, [each for each in every if each is not chosen]))


def committee_by_form(asked: Asked, form: Submission) -> Answer:
    """Create or change a committee; the chair becomes a member, then the channel's members are synced.

    Raises NotAllowed, EmptyText, NameTaken, ReportsInACircle.
    """
    _only_who_may(asked)
    city = asked.workspace.id
    there = committee_with(asked.session, city, int(form.carries)) if form.carries else None
    above = form.fields.get("reports_to")
    wanted = CommitteeSet(
        name=form.fields.get("name", ""),
        channel=form.fields.get("channel", ""),
        chair=_named(asked, form.fields.get("chair")),
        secretary=_named(asked, form.fields.get("secretary")),
        reports_to=committee_with(asked.session, city, int(above)) if above else None,
        receives_issues=form.fields.get("receives") == "yes",
        intake_channel=form.fields.get("intake", ""),
    )
    committee = set_committee(asked.session, city, there, wanted, asked.person, asked.now)
    if wanted.chair is not None:
        confirm_seat(asked.session, committee, wanted.chair, Part.MEMBER)
        assistant = _named(asked, form.fields.get("assistant"))
        wanted.chair.assistant_id = assistant.id if assistant is not None else None
    return Answer(looks_at_seats=True)


def ask_for_seats(asked: Asked, click: Click) -> Answer:
    """[위원·배석 지정] on the secretary's notice: open the form, or say that nobody is waiting. Raises NotAllowed."""
    committee = committee_with(asked.session, asked.workspace.id, int(click.value))
    need(asked.person, may_confirm_seats(asked.session, committee), "seats")
    waiting = waiting_seats(asked.session, committee)
    if not waiting:
        return Answer(asked.say("seats.all_set", committee=committee.name))
    return Answer(form=looks.seats_form(asked.language, shown_committee(asked.session, committee), waiting))


def seats_by_form(asked: Asked, form: Submission) -> Answer:
    """Record the role of each listed person in the committee. Raises NotFound, NotAllowed."""
    committee = committee_with(asked.session, asked.workspace.id, int(form.carries))
    need(asked.person, may_confirm_seats(asked.session, committee), "seats")
    for name, part in form.fields.items():
        person = asked.session.get(Person, int(name.removeprefix(_SEAT)))
        if person is not None and person.workspace_id == asked.workspace.id:
            confirm_seat(asked.session, committee, person, Part(part))
    asked.session.flush()
    show_again(asked.session, asked.workspace.id, SUBJECT, committee.id)
    return Answer()


def shown_committees(session: Session, workspace_id: int) -> list[looks.CommitteeShown]:
    """Build the view models of the city's committees."""
    return [shown_committee(session, committee) for committee in all_committees(session, workspace_id)]


def shown_committee(session: Session, committee: Committee) -> looks.CommitteeShown:
    """Build the view model of a committee; people are Slack ids, "" if nobody is set."""

    def slack_id(person_id: int | None) -> str:
        return session.get_one(Person, person_id).slack_id if person_id else ""

    above = session.get(Committee, committee.reports_to_id) if committee.reports_to_id else None
    chair = session.get(Person, committee.chair_id) if committee.chair_id else None
    return looks.CommitteeShown(
        id=committee.id,
        name=committee.name,
        channel=committee.channel,
        chair=slack_id(committee.chair_id),
        assistant=slack_id(chair.assistant_id) if chair is not None else "",
        secretary=slack_id(committee.secretary_id),
        reports_to=above.name if above else "",
        reports_to_id=committee.reports_to_id,
        receives_issues=committee.receives_issues,
        intake_channel=committee.intake_channel,
    )


def waiting_seats(session: Session, committee: Committee) -> list[looks.SeatShown]:
    """Return the memberships that wait for the secretary: newcomers, and members who have left the channel."""
    return [
        looks.SeatShown(seat.person_id, person.slack_id, person.name, seat.part, seat.in_channel)
        for seat in seats_of(session, committee)
        if waits_for_secretary(seat, committee)
        for person in (session.get_one(Person, seat.person_id),)
    ]


def _only_who_may(asked: Asked) -> None:
    """Check the permission again at every step; it may have been withdrawn while the form was open."""
    need(asked.person, may_set_up(asked.session, asked.workspace.id), "setup")


def _named(asked: Asked, slack_id: str | None) -> Person | None:
    return person_of(asked.session, asked.workspace.id, slack_id) if slack_id else None
