"""A member's ballot: by direct message, changed in place, answered by the member or by who stands in for them."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from handlers.agenda import title_of
from handlers.blocks import ballots as looks
from handlers.board import passport
from handlers.listening import Answer, Asked
from handlers.meeting_shown import committee_of
from handlers.payloads import Click, Submission
from handlers.rendered import Rendered, Rendering
from handlers.text import say
from handlers.text.dates import say_day, today_of
from storage.agenda import AgendaItem, agenda_of, item_with
from storage.ballots import SUBJECT, Ballot, ballot_with, ballots_of, vote, votes_on
from storage.calling import reason_of
from storage.committees import Committee
from storage.errors import NotAllowed, NotFound
from storage.issues import Issue
from storage.meetings import Meeting, MeetingState, meeting_with
from storage.notices import Notice, show_again
from storage.people import Person, is_away
from storage.votes import Choice

PROCEDURE = "procedure"  # a written procedure's subject in notices


def answer_by_click(asked: Asked, click: Click) -> Answer:
    """[찬성] [반대] on a ballot. Raises Over, NotAllowed."""
    ballot, item, private = _clicked(asked, click.value)
    give(asked, ballot, item, Choice(click.action.removeprefix("ballot.")), "")
    return _privately(asked, ballot, replaces=True) if private else Answer()


def ask_for_opinion(asked: Asked, click: Click) -> Answer:
    ballot, item, _ = _clicked(asked, click.value)
    held = votes_on(asked.session, ballot).get(item.id)
    title = title_of(asked.session, asked.language, item)
    choice, words = (held.choice, held.words) if held is not None and held.words else (Choice.OPINION, "")
    return Answer(form=looks.opinion_form(asked.language, title, choice, words, click.value))


def opinion_by_form(asked: Asked, form: Submission) -> Answer:
    """Raises Over, NotAllowed, Lacking."""
    ballot, item, _ = _clicked(asked, form.carries)
    give(asked, ballot, item, Choice(form.fields["choice"]), form.fields.get("opinion", ""))
    return Answer()


def open_mine(asked: Asked, click: Click) -> Answer:
    """[회신하기], on the channel's message: each ballot this person may answer, privately."""
    there = meeting_with(asked.session, asked.workspace.id, int(click.value))
    today = today_of(asked.now, asked.workspace.zone)
    mine = [each for each in ballots_of(asked.session, there) if may_answer(asked.session, each, asked.person, today)]
    if not mine:
        return Answer(asked.say("ballot.none"))
    first = next((each for each in mine if each.person_id == asked.person.id), mine[0])
    return _privately(asked, first, replaces=False)


def open_one(asked: Asked, click: Click) -> Answer:
    """[회신하기], on a reminder's line."""
    ballot = ballot_with(asked.session, asked.workspace.id, int(click.value.rpartition(":")[2]))
    _need_right(asked, ballot)
    return _privately(asked, ballot, replaces=False)


def give(asked: Asked, ballot: Ballot, item: AgendaItem, choice: Choice, words: str) -> None:
    vote(asked.session, ballot, item, choice, words, asked.person, asked.now)
    show_again(asked.session, asked.workspace.id, SUBJECT, ballot.id)
    show_again(asked.session, asked.workspace.id, PROCEDURE, ballot.meeting_id)


def may_answer(session: Session, ballot: Ballot, person: Person, today: date) -> bool:
    """The member, the chair's assistant, and who stands in for a member who is away or gone."""
    if ballot.person_id == person.id:
        return True
    member = session.get_one(Person, ballot.person_id)
    committee = committee_of(session, session.get_one(Meeting, ballot.meeting_id))
    if committee.chair_id == member.id and member.assistant_id == person.id:
        return True
    away = is_away(today, member.away_from, member.away_until)
    return member.deputy_id == person.id and (away or member.gone)


def reader_of(session: Session, committee: Committee, ballot: Ballot) -> str:
    """Who gets it: the chair's assistant for the chair, a deputy for who is gone; "" for nobody with an account."""
    member = session.get_one(Person, ballot.person_id)
    assistant = session.get(Person, member.assistant_id) if member.assistant_id else None
    if committee.chair_id == member.id and assistant is not None and not assistant.gone:
        return assistant.slack_id
    deputy = session.get(Person, member.deputy_id) if member.deputy_id else None
    if member.gone:
        return deputy.slack_id if deputy is not None and not deputy.gone else ""
    return "" if member.is_bot else member.slack_id


def ballot_message(rendering: Rendering, notices: list[Notice]) -> Rendered:
    ballot = ballot_with(rendering.session, rendering.workspace.id, notices[0].subject_id)
    shown = shown_ballot(rendering.session, rendering.language, ballot, rendering.reader)
    text = rendering.say("ballot.heading", committee=shown.committee)
    return Rendered(f"{text}: {shown.until}", looks.ballot(rendering.language, shown, private=False))


def shown_ballot(session: Session, language: str, ballot: Ballot, reader: str) -> looks.BallotShown:
    there = session.get_one(Meeting, ballot.meeting_id)
    member = session.get_one(Person, ballot.person_id)
    is_open = there.state == MeetingState.OPEN and ballot.counts
    votes = votes_on(session, ballot)
    items = []
    for number, item in enumerate(agenda_of(session, there), 1):
        given = votes.get(item.id)
        by = session.get_one(Person, given.by_id) if given is not None and given.by_id != member.id else None
        items.append(
            looks.BallotItem(
                id=item.id,
                number=number,
                title=title_of(session, language, item),
                words=session.get_one(Issue, item.issue_id).text if item.issue_id is not None else "",
                facts=passport(session, language, item),
                choice=given.choice if given is not None else "",
                mine=given.words if given is not None else "",
                entered_by=say(language, "ballot.entered_by", who=f"<@{by.slack_id}>") if by is not None else "",
                outcome=item.outcome,
            )
        )
    return looks.BallotShown(
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
    return say(language, "procedure.until", day=say_day(language, there.on), at=there.at)


def _state(there: Meeting, ballot: Ballot) -> str:
    if not ballot.counts:
        return "ballot.not_counted"
    return "ballot.called_off" if there.state == MeetingState.CANCELLED else "ballot.closed"


def _privately(asked: Asked, ballot: Ballot, *, replaces: bool) -> Answer:
    shown = shown_ballot(asked.session, asked.language, ballot, asked.person.slack_id)
    text = asked.say("ballot.heading", committee=shown.committee)
    return Answer(text, blocks=looks.ballot(asked.language, shown, private=True), replaces=replaces)


def _clicked(asked: Asked, value: str) -> tuple[Ballot, AgendaItem, bool]:
    """A button's "ballot:item:private". Raises NotFound, NotAllowed."""
    number, item_id, private = value.split(":")
    ballot = ballot_with(asked.session, asked.workspace.id, int(number))
    _need_right(asked, ballot)
    item = item_with(asked.session, asked.workspace.id, int(item_id))
    if item.meeting_id != ballot.meeting_id:
        raise NotFound("agenda_item", item.id)
    return ballot, item, private == "1"


def _need_right(asked: Asked, ballot: Ballot) -> None:
    if not may_answer(asked.session, ballot, asked.person, today_of(asked.now, asked.workspace.zone)):
        member = asked.session.get_one(Person, ballot.person_id)
        raise NotAllowed("ballot", (member.slack_id,))
