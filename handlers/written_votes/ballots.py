"""A member's ballot: sent by direct message, updated in place, answered by the member or their substitute."""

from __future__ import annotations

from sqlalchemy.orm import Session

from handlers.meetings.agenda import title_of
from handlers.meetings.board import timeline
from handlers.meetings.view import committee_of
from handlers.slack.outgoing import Rendered, Rendering
from handlers.slack.payloads import Click, Submission
from handlers.slack.requests import Request, Response
from handlers.text import say
from handlers.text.dates import say_day, today_of
from handlers.written_votes import ballot_blocks
from storage.db.errors import NotAllowed, NotFound
from storage.issues.issues import Issue
from storage.meetings.agenda import AgendaItem, agenda_of, item_with
from storage.meetings.extra_meetings import reason_of
from storage.meetings.meetings import Meeting, MeetingState, meeting_with
from storage.meetings.votes import Choice
from storage.organisation.people import Person
from storage.outbox.notices import Notice
from storage.written_votes.ballots import Ballot, ballot_with, ballots_of, may_answer, vote, votes_on
from storage.written_votes.posted import show_ballot_again


def answer_by_click(request: Request, click: Click) -> Response:
    """[찬성], [반대] on a ballot: record the vote. Raises NotFound, NotAllowed, Over."""
    ballot, item, private = _clicked(request, click.value)
    give(request, ballot, item, Choice(click.action.removeprefix("ballot.")), "")
    return _privately(request, ballot, replaces=True) if private else Response()


def ask_for_opinion(request: Request, click: Click) -> Response:
    """[의견] on a ballot: open the opinion form, filled with the opinion given so far. Raises NotFound, NotAllowed."""
    ballot, item, _ = _clicked(request, click.value)
    held = votes_on(request.session, ballot).get(item.id)
    title = title_of(request.session, request.language, item)
    choice, words = (held.choice, held.words) if held is not None and held.words else (Choice.OPINION, "")
    return Response(form=ballot_blocks.opinion_form(request.language, title, choice, words, click.value))


def opinion_by_form(request: Request, form: Submission) -> Response:
    """Record a vote with an opinion. Raises NotFound, NotAllowed, Over, Lacking for an opinion without text."""
    ballot, item, _ = _clicked(request, form.carries)
    give(request, ballot, item, Choice(form.fields["choice"]), form.fields.get("opinion", ""))
    return Response()


def open_mine(request: Request, click: Click) -> Response:
    """[회신하기] on the channel's message: show this person privately a ballot they may answer, their own first."""
    there = meeting_with(request.session, request.workspace.id, int(click.value))
    today = today_of(request.now, request.workspace.zone)
    mine = [
        each for each in ballots_of(request.session, there) if may_answer(request.session, each, request.person, today)
    ]
    if not mine:
        return Response(request.say("ballot.none"))
    first = next((each for each in mine if each.person_id == request.person.id), mine[0])
    return _privately(request, first, replaces=False)


def open_one(request: Request, click: Click) -> Response:
    """[회신하기] on a reminder's line: show that ballot privately. Raises NotFound, NotAllowed."""
    ballot = ballot_with(request.session, request.workspace.id, int(click.value.rpartition(":")[2]))
    _need_right(request, ballot)
    return _privately(request, ballot, replaces=False)


def give(request: Request, ballot: Ballot, item: AgendaItem, choice: Choice, words: str) -> None:
    """Record a vote and queue updates of the ballot and of the channel's message; a later vote replaces it.

    Raises Over if the written vote is closed, Lacking for an opinion without text.
    """
    vote(request.session, ballot, item, choice, words, request.person, request.now)
    show_ballot_again(request.session, ballot)


def ballot_message(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render the direct message with the ballot; votes can be cast while the written vote is open."""
    ballot = ballot_with(rendering.session, rendering.workspace.id, notices[0].subject_id)
    shown = ballot_view(rendering.session, rendering.language, ballot, rendering.reader)
    text = rendering.say("ballot.heading", committee=shown.committee)
    return Rendered(f"{text}: {shown.until}", ballot_blocks.ballot(rendering.language, shown, private=False))


def ballot_view(session: Session, language: str, ballot: Ballot, reader: str) -> ballot_blocks.BallotView:
    """Build the view model of a ballot; it names the member if `reader`, a Slack id, is somebody else."""
    there = session.get_one(Meeting, ballot.meeting_id)
    member = session.get_one(Person, ballot.person_id)
    is_open = there.state == MeetingState.OPEN and ballot.counts
    votes = votes_on(session, ballot)
    items = []
    for number, item in enumerate(agenda_of(session, there), 1):
        given = votes.get(item.id)
        by = session.get_one(Person, given.by_id) if given is not None and given.by_id != member.id else None
        items.append(
            ballot_blocks.BallotItem(
                id=item.id,
                number=number,
                title=title_of(session, language, item),
                words=session.get_one(Issue, item.issue_id).text if item.issue_id is not None else "",
                facts=timeline(session, language, item),
                choice=given.choice if given is not None else "",
                mine=given.words if given is not None else "",
                entered_by=say(language, "ballot.entered_by", who=f"<@{by.slack_id}>") if by is not None else "",
                outcome=item.outcome,
            )
        )
    return ballot_blocks.BallotView(
        ballot_id=ballot.id,
        meeting_id=there.id,
        committee=committee_of(session, there).name,
        until=until(language, there),
        reason=reason_of(session, there, "called"),
        member=say(language, "ballot.for", member=f"<@{member.slack_id}>") if member.slack_id != reader else "",
        is_open=is_open,
        state=say(language, _state(there, ballot)),
        items=items,
    )


def until(language: str, there: Meeting) -> str:
    """Return the deadline of a written vote as text: day and time."""
    return say(language, "written_vote.until", day=say_day(language, there.on), at=there.at)


def _state(there: Meeting, ballot: Ballot) -> str:
    if not ballot.counts:
        return "ballot.not_counted"
    match MeetingState(there.state):
        case MeetingState.CANCELLED:
            return "ballot.called_off"
        case MeetingState.PLANNED | MeetingState.OPEN | MeetingState.CLOSED:  # shown only once it is closed
            return "ballot.closed"


def _privately(request: Request, ballot: Ballot, *, replaces: bool) -> Response:
    shown = ballot_view(request.session, request.language, ballot, request.person.slack_id)
    text = request.say("ballot.heading", committee=shown.committee)
    return Response(text, blocks=ballot_blocks.ballot(request.language, shown, private=True), replaces=replaces)


def _clicked(request: Request, value: str) -> tuple[Ballot, AgendaItem, bool]:
    """Read a button's "ballot:item:private". Raises NotFound, NotAllowed."""
    number, item_id, private = value.split(":")
    ballot = ballot_with(request.session, request.workspace.id, int(number))
    _need_right(request, ballot)
    item = item_with(request.session, request.workspace.id, int(item_id))
    if item.meeting_id != ballot.meeting_id:
        raise NotFound("agenda_item", item.id)
    return ballot, item, private == "1"


def _need_right(request: Request, ballot: Ballot) -> None:
    if not may_answer(request.session, ballot, request.person, today_of(request.now, request.workspace.zone)):
        member = request.session.get_one(Person, ballot.person_id)
        raise NotAllowed("ballot", (member.slack_id,))
