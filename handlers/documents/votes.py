"""The votes in minutes (표결내용): counts for each item, and for a written vote each member's answer.

A written resolution is signed by name in a city hall, so the secretary's draft shows each member's answer. Messages in
the channel and the results show counts only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from handlers.documents.paper import Section, Table
from handlers.text import say
from handlers.text.dates import say_instant
from storage.meetings.agenda import AgendaItem
from storage.meetings.meetings import Meeting, MeetingKind
from storage.meetings.votes import Tally
from storage.organisation.departments import names_on
from storage.organisation.people import Person
from storage.organisation.workspaces import Workspace
from storage.written_votes.ballots import Ballot, Vote, ballots_of, votes_of


def votes_sections(
    session: Session,
    workspace: Workspace,
    language: str,
    there: Meeting,
    titles: Sequence[str],
    items: Sequence[AgendaItem],
) -> tuple[Section, ...]:
    """Return the section with counts, and for a written vote a second one with each member's answer."""
    counted = _counted(language, there, titles, items)
    heading = say(language, "paper.votes")
    if not counted:
        return (Section(heading, (say(language, "paper.no_votes"),)),)
    match MeetingKind(there.kind):
        case MeetingKind.SITTING:
            return (Section(heading, table=counted),)
        case MeetingKind.WRITTEN:
            by_name = _by_name(session, workspace, language, there, items)
            return (Section(heading, table=counted), Section(say(language, "paper.answers"), table=by_name))


def _counted(language: str, there: Meeting, titles: Sequence[str], items: Sequence[AgendaItem]) -> Table:
    is_written = there.kind == MeetingKind.WRITTEN
    third = ("paper.opinion", "paper.unanswered") if is_written else ("paper.abstained",)
    heading = tuple(say(language, name) for name in ("paper.item", "paper.ayes", "paper.nays", *third, "paper.outcome"))
    rows = []
    for title, item in zip(titles, items, strict=True):
        if item.ayes is None or item.nays is None or item.others is None:
            continue
        tally = Tally(item.ayes, item.nays, item.others, there.members or 0)
        cells = [tally.ayes, tally.nays, tally.others, *([tally.unanswered] if is_written else [])]
        outcome = say(language, f"outcome.{item.outcome}") if item.outcome else "-"
        rows.append((title, *(str(each) for each in cells), outcome))
    return (heading, *rows) if rows else ()


def _by_name(
    session: Session, workspace: Workspace, language: str, there: Meeting, items: Sequence[AgendaItem]
) -> Table:
    heading = tuple(say(language, f"paper.{name}") for name in ("member", "item", "answer", "answered_at"))
    votes, rows = votes_of(session, there), []
    names = names_on(session, there.workspace_id, there.on)
    for ballot in ballots_of(session, there):
        name = name_on_paper(session, ballot.person_id, names)
        name = name if ballot.counts else say(language, "paper.left", name=name)
        for number, item in enumerate(items, 1):
            vote = votes.get((ballot.id, item.id))
            at = say_instant(language, vote.at, workspace.zone) if vote is not None else "-"
            rows.append((name, str(number), _answer(session, language, ballot, vote, names), at))
    return (heading, *rows) if rows else ()


def _answer(session: Session, language: str, ballot: Ballot, vote: Vote | None, names: Mapping[int, str]) -> str:
    if vote is None:
        return say(language, "paper.unanswered")
    said = say(language, f"choice.{vote.choice}")
    said = f"{said}: {vote.words}" if vote.words else said
    if vote.by_id == ballot.person_id:
        return said
    return say(language, "paper.entered_by", said=said, who=name_on_paper(session, vote.by_id, names))


def name_on_paper(session: Session, person_id: int, names: Mapping[int, str]) -> str:
    """Return the person's name after their department's; `names` are those on the meeting's day, by id."""
    person = session.get_one(Person, person_id)
    return f"{names.get(person.department_id or 0, '')} {person.name or person.slack_id}".lstrip()
