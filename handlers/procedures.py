"""A written vote (서면회의) in progress: ballots, deadline, end. `procedure_calling` starts it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from handlers.agenda import lines_of, meeting_to_set
from handlers.ballots import PROCEDURE, give, reader_of, until
from handlers.blocks import procedures as looks
from handlers.blocks.parts import Block, escaped, section
from handlers.closing import conclude
from handlers.deadlines import read_deadline
from handlers.due_dates import carried
from handlers.listening import Answer, Asked
from handlers.meeting_shown import committee_of
from handlers.payloads import Click, Submission
from handlers.text import say
from handlers.text.dates import today_of
from schedules.calendar import calendar_of
from storage.agenda import agenda_of, item_with
from storage.ballots import SUBJECT as BALLOT
from storage.ballots import Ballot, ballot_with, ballots_of, still_owing
from storage.history import History
from storage.meetings import Meeting
from storage.notices import NoticeKind, Place, message_showing, show_again, tell
from storage.people import Person
from storage.procedures import (
    abandon,
    close_procedure,
    extend,
    open_procedures,
)
from storage.votes import Choice, Tally, Verdict, heads_needed


def hand_out(asked: Asked, there: Meeting, ballots: list[Ballot]) -> None:
    """Send each member their ballot: at once, or in the morning if it is night and the deadline is later."""
    calendar, committee, city = calendar_of(asked.workspace), committee_of(asked.session, there), asked.workspace.id
    morning = calendar.next_morning(asked.now)
    waits = calendar.is_quiet(asked.now) and calendar.day_of(morning) < there.on
    for ballot in ballots:
        reader = reader_of(asked.session, committee, ballot)
        if reader:
            at = morning if waits else asked.now
            tell(asked.session, city, NoticeKind.BALLOT, BALLOT, ballot.id, reader, at)


def close_by_click(asked: Asked, click: Click) -> Answer:
    """[지금 마감]: close the vote before its deadline. Raises NotFound, NotAllowed."""
    end(asked, meeting_to_set(asked, click.value), asked.person)
    return Answer()


def end(asked: Asked, there: Meeting, by: Person | None) -> None:
    """Close the vote; a second call changes nothing. `by` is None at the deadline."""

    def why(tally: Tally, came: Verdict) -> str:
        return _why_not(asked.workspace.language, there, tally, came)

    if close_procedure(asked.session, there, why, by, asked.now):
        conclude(asked, there)
        show_everywhere(asked.session, there)


def _why_not(language: str, there: Meeting, tally: Tally, came: Verdict) -> str:
    """Return why nothing was decided, in the city's language, because the text is stored."""
    needed = max(heads_needed(there.quorum or "", tally.members), 1)
    key = "procedure.why.lost" if came == Verdict.LOST else "procedure.why.no_quorum"
    values = {"needed": needed} if came == Verdict.NO_QUORUM else {"ayes": tally.ayes}
    return say(language, key, given=tally.given, **values)


def more(asked: Asked, click: Click) -> Answer:
    """⋯ on the channel's message: list who has not answered, or open the form to enter, extend or cancel."""
    what, _, number = click.value.partition(":")
    there = meeting_to_set(asked, number)
    carries = f"{number}:{there.version}"
    match what:
        case "who":
            return _who_owes(asked, there)
        case "enter":
            lines = lines_of(asked.session, asked.language, agenda_of(asked.session, there))
            return Answer(form=looks.enter_form(asked.language, _members(asked, there), lines, number))
        case "extend":
            now = until(asked.language, there)
            return Answer(form=looks.extend_form(asked.language, now, "", "", "", carries))
        case _:
            return Answer(form=looks.abandon_form(asked.language, committee_of(asked.session, there).name, carries))


def _who_owes(asked: Asked, there: Meeting) -> Answer:
    """List the members who have not answered, for the secretary only; mark those without a Slack account."""
    committee = committee_of(asked.session, there)
    named = []
    for ballot in still_owing(asked.session, there):
        member = asked.session.get_one(Person, ballot.person_id)
        aside = "" if reader_of(asked.session, committee, ballot) else f" ({asked.say('procedure.no_account')})"
        named.append(f"<@{member.slack_id}>{aside}")
    text = asked.say("procedure.owing", count=len(named), who=", ".join(named) or "-")
    return Answer(text, blocks=[section(text)])


def _members(asked: Asked, there: Meeting) -> list[tuple[int, str]]:
    """Return (ballot id, name) of each member; those who have not answered come first."""
    owing = {each.id for each in still_owing(asked.session, there)}
    counted = [each for each in ballots_of(asked.session, there) if each.counts]
    named = []
    for ballot in sorted(counted, key=lambda each: each.id not in owing):
        member = asked.session.get_one(Person, ballot.person_id)
        state = "" if ballot.id in owing else f" ({asked.say('procedure.has_answered')})"
        named.append((ballot.id, f"{member.name or member.slack_id}{state}"))
    return named


def enter_by_form(asked: Asked, form: Submission) -> Answer:
    """Record or correct a member's answer; it is shown as entered by the secretary. Raises Over, Lacking."""
    there, fields = meeting_to_set(asked, form.carries), form.fields
    ballot = ballot_with(asked.session, asked.workspace.id, int(fields["ballot"]))
    item = item_with(asked.session, there.workspace_id, int(fields["item"]))
    give(asked, ballot, item, Choice(fields["choice"]), fields.get("opinion", ""))
    return Answer()


def extend_by_form(asked: Asked, form: Submission) -> Answer:
    """Set a later deadline, after showing it as it was read and asking to confirm it.

    Raises Over, Changed, DayWrong, Lacking, DateNotUnderstood.
    """
    own, seen = carried(form.carries)
    number, version = own.split(":")
    there, fields = meeting_to_set(asked, number), form.fields
    ends = read_deadline(asked, committee_of(asked.session, there), fields.get("until", ""), seen)
    if ends.echo:
        typed, reason, now = fields["until"].strip(), fields.get("reason", ""), until(asked.language, there)
        carries = f"{own}|{typed}"
        return Answer(form=looks.extend_form(asked.language, now, typed, reason, ends.echo, carries))
    reason = fields.get("reason", "")
    hop = extend(asked.session, there, int(version), ends.day, ends.at, reason, asked.person, asked.now)
    _tell_news(asked, there, hop)
    return Answer()


def abandon_by_form(asked: Asked, form: Submission) -> Answer:
    """Cancel the vote. Raises Over if it has ended, Changed if another person edited it, Lacking without a reason."""
    number, version = form.carries.split(":")
    there, today = meeting_to_set(asked, number), today_of(asked.now, asked.workspace.zone)
    reason = form.fields.get("reason", "")
    hop = abandon(asked.session, there, int(version), reason, asked.person, asked.now, today)
    _tell_news(asked, there, hop)
    return Answer()


def _tell_news(asked: Asked, there: Meeting, hop: History) -> None:
    """Post the news under the channel's message, because that message changes with every ballot."""
    channel, city = committee_of(asked.session, there).channel, asked.workspace.id
    root = message_showing(asked.session, city, NoticeKind.PROCEDURE, PROCEDURE, there.id)
    place = Place(root_id=root.id) if root is not None else None
    args = (asked.session, city, NoticeKind.PROCEDURE_NEWS, "procedure_news", there.id, channel, asked.now)
    tell(*args, round=hop.id, place=place)
    show_everywhere(asked.session, there)


def show_everywhere(session: Session, there: Meeting) -> None:
    """Update the channel's message and every ballot of the vote."""
    show_again(session, there.workspace_id, PROCEDURE, there.id)
    for ballot in ballots_of(session, there):
        show_again(session, there.workspace_id, BALLOT, ballot.id)


def open_ones(asked: Asked) -> list[Block]:
    """Return blocks for `/cn meeting`: each open written vote, with a button to the reader's own ballot."""
    blocks: list[Block] = []
    for there in open_procedures(asked.session, asked.workspace.id):
        name = escaped(committee_of(asked.session, there).name)
        blocks.append(section(f"{asked.say('procedure.heading', committee=name)}\n{until(asked.language, there)}"))
        blocks.append(looks.vote_button(asked.language, there.id))
    return blocks
