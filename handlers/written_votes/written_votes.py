"""A written vote (서면회의) in progress: ballots, deadline, end. `calling` starts it."""

from __future__ import annotations

from handlers.meetings.agenda import lines_of, meeting_to_set
from handlers.meetings.due_dates import carried, read_deadline
from handlers.meetings.view import committee_of
from handlers.slack.blocks import Block, escaped, section
from handlers.slack.payloads import Click, Submission
from handlers.slack.requests import Request, Response
from handlers.text.dates import today_of
from handlers.written_votes import blocks as written_vote_blocks
from handlers.written_votes.ballots import give, until
from handlers.written_votes.messages import why_not_decided
from schedules.calendar import calendar_of
from schedules.rules.issues import closes_on
from storage.decisions.conclusion import end_written_vote
from storage.meetings.agenda import agenda_of, item_with
from storage.meetings.meetings import Meeting
from storage.meetings.votes import Choice
from storage.organisation.people import Person
from storage.written_votes.ballots import ballot_with, ballots_of, still_owing
from storage.written_votes.posted import reader_of
from storage.written_votes.written_votes import abandon, extend, open_written_votes


def close_by_click(request: Request, click: Click) -> Response:
    """[지금 마감]: close the vote before its deadline. Raises NotFound, NotAllowed."""
    there, calendar = meeting_to_set(request, click.value), calendar_of(request.workspace)
    days = (calendar.day_of(request.now), closes_on(calendar, request.now))
    end_written_vote(request.session, there, why_not_decided, request.person, request.now, *days)
    return Response()


def more(request: Request, click: Click) -> Response:
    """⋯ on the channel's message: list who has not answered, or open the form to enter, extend or cancel."""
    what, _, number = click.value.partition(":")
    there = meeting_to_set(request, number)
    carries = f"{number}:{there.version}"
    match what:
        case "who":
            return _who_owes(request, there)
        case "enter":
            lines = lines_of(request.session, request.language, agenda_of(request.session, there))
            return Response(
                form=written_vote_blocks.enter_form(request.language, _members(request, there), lines, number)
            )
        case "extend":
            now = until(request.language, there)
            return Response(form=written_vote_blocks.extend_form(request.language, now, "", "", "", carries))
        case _:
            return Response(
                form=written_vote_blocks.abandon_form(
                    request.language, committee_of(request.session, there).name, carries
                )
            )


def _who_owes(request: Request, there: Meeting) -> Response:
    """List the members who have not answered, for the secretary only; mark those without a Slack account."""
    committee = committee_of(request.session, there)
    named = []
    for ballot in still_owing(request.session, there):
        member = request.session.get_one(Person, ballot.person_id)
        aside = "" if reader_of(request.session, committee, ballot) else f" ({request.say('written_vote.no_account')})"
        named.append(f"<@{member.slack_id}>{aside}")
    text = request.say("written_vote.owing", count=len(named), who=", ".join(named) or "-")
    return Response(text, blocks=[section(text)])


def _members(request: Request, there: Meeting) -> list[tuple[int, str]]:
    """Return (ballot id, name) of each member; those who have not answered come first."""
    owing = {each.id for each in still_owing(request.session, there)}
    counted = [each for each in ballots_of(request.session, there) if each.counts]
    named = []
    for ballot in sorted(counted, key=lambda each: each.id not in owing):
        member = request.session.get_one(Person, ballot.person_id)
        state = "" if ballot.id in owing else f" ({request.say('written_vote.has_answered')})"
        named.append((ballot.id, f"{member.name or member.slack_id}{state}"))
    return named


def enter_by_form(request: Request, form: Submission) -> Response:
    """Record or correct a member's answer; it is shown as entered by the secretary. Raises Over, Lacking."""
    there, fields = meeting_to_set(request, form.carries), form.fields
    ballot = ballot_with(request.session, request.workspace.id, int(fields["ballot"]))
    item = item_with(request.session, there.workspace_id, int(fields["item"]))
    give(request, ballot, item, Choice(fields["choice"]), fields.get("opinion", ""))
    return Response()


def extend_by_form(request: Request, form: Submission) -> Response:
    """Set a later deadline, after showing it as it was read and asking to confirm it.

    Raises Over, Changed, DayWrong, Lacking, DateNotUnderstood.
    """
    own, seen = carried(form.carries)
    number, version = own.split(":")
    there, fields = meeting_to_set(request, number), form.fields
    ends, echo = read_deadline(request, committee_of(request.session, there), fields.get("until", ""), seen)
    if echo:
        typed, reason, now = fields["until"].strip(), fields.get("reason", ""), until(request.language, there)
        carries = f"{own}|{typed}"
        return Response(form=written_vote_blocks.extend_form(request.language, now, typed, reason, echo, carries))
    reason = fields.get("reason", "")
    extend(request.session, there, int(version), ends, reason, request.person, request.now)
    return Response()


def abandon_by_form(request: Request, form: Submission) -> Response:
    """Cancel the vote. Raises Over if it has ended, Changed if another person edited it, Lacking without a reason."""
    number, version = form.carries.split(":")
    there, today = meeting_to_set(request, number), today_of(request.now, request.workspace.zone)
    reason = form.fields.get("reason", "")
    abandon(request.session, there, int(version), reason, request.person, request.now, today)
    return Response()


def open_ones(request: Request) -> list[Block]:
    """Return blocks for `/cn meeting`: each open written vote, with a button to the reader's own ballot."""
    blocks: list[Block] = []
    for there in open_written_votes(request.session, request.workspace.id):
        name = escaped(committee_of(request.session, there).name)
        blocks.append(
            section(f"{request.say('written_vote.heading', committee=name)}\n{until(request.language, there)}")
        )
        blocks.append(written_vote_blocks.vote_button(request.language, there.id))
    return blocks
