"""Setup of committees, and of the memberships that their secretaries confirm."""

from __future__ import annotations

from sqlalchemy.orm import Session

from handlers.people import committee_blocks
from handlers.slack.payloads import Click, Command, Submission
from handlers.slack.requests import Request, Response
from storage.admin.permissions import may_confirm_seats, may_set_up, need
from storage.organisation.committees import Committee, CommitteeSet, all_committees, committee_with, set_committee
from storage.organisation.people import Person, person_of
from storage.organisation.seats import Part, confirm_seat, seats_of, waits_for_secretary
from storage.outbox.notices import show_again

SUBJECT = "committee"
_SEAT = "seat."


def set_up(request: Request, _command: Command) -> Response:
    """`/cn setup`: list the committees. Raises NotAllowed."""
    return listed(request)


def listed(request: Request) -> Response:
    """Return the list of committees, each with the buttons of its forms. Raises NotAllowed."""
    _only_who_may(request)
    blocks = committee_blocks.setup_list(request.language, committee_views(request.session, request.workspace.id))
    return Response(request.say("setup.title"), blocks=blocks)


def ask_for_committee(request: Request, click: Click) -> Response:
    """[수정], [회의체 추가]: open the committee form, filled or empty. Raises NotAllowed."""
    _only_who_may(request)
    every = committee_views(request.session, request.workspace.id)
    chosen = next((each for each in every if str(each.id) == click.value), None)
    return Response(
        form=committee_blocks.committee_form(request.language, chosen, [each for each in every if each is not chosen])
    )


def committee_by_form(request: Request, form: Submission) -> Response:
    """Create or change a committee; the chair becomes a member, then the channel's members are synced.

    Raises NotAllowed, EmptyText, NameTaken, ReportsInACircle.
    """
    _only_who_may(request)
    city = request.workspace.id
    there = committee_with(request.session, city, int(form.carries)) if form.carries else None
    above = form.fields.get("reports_to")
    wanted = CommitteeSet(
        name=form.fields.get("name", ""),
        channel=form.fields.get("channel", ""),
        chair=person_chosen(request, form.fields.get("chair")),
        secretary=person_chosen(request, form.fields.get("secretary")),
        reports_to=committee_with(request.session, city, int(above)) if above else None,
        receives_issues=form.fields.get("receives") == "yes",
        intake_channel=form.fields.get("intake", ""),
    )
    committee = set_committee(request.session, city, there, wanted, request.person, request.now)
    if wanted.chair is not None:
        confirm_seat(request.session, committee, wanted.chair, Part.MEMBER)
        assistant = person_chosen(request, form.fields.get("assistant"))
        wanted.chair.assistant_id = assistant.id if assistant is not None else None
    return Response(syncs_seats=True)


def ask_for_seats(request: Request, click: Click) -> Response:
    """[위원·배석 지정] on the secretary's notice: open the form, or say that nobody is waiting. Raises NotAllowed."""
    committee = committee_with(request.session, request.workspace.id, int(click.value))
    need(request.person, may_confirm_seats(request.session, committee), "seats")
    waiting = waiting_seats(request.session, committee)
    if not waiting:
        return Response(request.say("seats.all_set", committee=committee.name))
    return Response(
        form=committee_blocks.seats_form(request.language, committee_view(request.session, committee), waiting)
    )


def seats_by_form(request: Request, form: Submission) -> Response:
    """Record the role of each listed person in the committee. Raises NotFound, NotAllowed."""
    committee = committee_with(request.session, request.workspace.id, int(form.carries))
    need(request.person, may_confirm_seats(request.session, committee), "seats")
    for name, part in form.fields.items():
        person = request.session.get(Person, int(name.removeprefix(_SEAT)))
        if person is not None and person.workspace_id == request.workspace.id:
            confirm_seat(request.session, committee, person, Part(part))
    request.session.flush()
    show_again(request.session, request.workspace.id, SUBJECT, committee.id)
    return Response()


def committee_views(session: Session, workspace_id: int) -> list[committee_blocks.CommitteeView]:
    """Build the view models of the city's committees."""
    return [committee_view(session, committee) for committee in all_committees(session, workspace_id)]


def committee_view(session: Session, committee: Committee) -> committee_blocks.CommitteeView:
    """Build the view model of a committee; people are Slack ids, "" if nobody is set."""

    def slack_id(person_id: int | None) -> str:
        return session.get_one(Person, person_id).slack_id if person_id else ""

    above = session.get(Committee, committee.reports_to_id) if committee.reports_to_id else None
    chair = session.get(Person, committee.chair_id) if committee.chair_id else None
    return committee_blocks.CommitteeView(
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


def waiting_seats(session: Session, committee: Committee) -> list[committee_blocks.SeatView]:
    """Return the memberships that wait for the secretary: newcomers, and members who have left the channel."""
    return [
        committee_blocks.SeatView(seat.person_id, person.slack_id, person.name, seat.part, seat.in_channel)
        for seat in seats_of(session, committee)
        if waits_for_secretary(seat, committee)
        for person in (session.get_one(Person, seat.person_id),)
    ]


def _only_who_may(request: Request) -> None:
    """Check the permission again at every step; it may have been withdrawn while the form was open."""
    need(request.person, may_set_up(request.session, request.workspace.id), "setup")


def person_chosen(request: Request, slack_id: str | None) -> Person | None:
    """Return the person that a form's field names, or None if it is empty."""
    return person_of(request.session, request.workspace.id, slack_id) if slack_id else None
