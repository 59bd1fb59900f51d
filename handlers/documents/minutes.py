"""The minutes of a meeting with the content required by law, as a draft; the city's records system holds the record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.documents.paper import Paper, Section, Table
from handlers.documents.votes import name_on_paper, votes_sections
from handlers.meetings.agenda import title_of
from handlers.meetings.view import committee_of
from handlers.text import say
from handlers.text.dates import say_day, say_instant
from storage.action_items.action_items import ActionItem, actions_of
from storage.decisions.head_count import head_count
from storage.meetings.agenda import AgendaItem, agenda_of
from storage.meetings.attendance import answers_to
from storage.meetings.board import present_at
from storage.meetings.extra_meetings import reason_of
from storage.meetings.meetings import Meeting, MeetingKind
from storage.organisation.departments import names_on
from storage.organisation.people import Person
from storage.organisation.seats import Part, seats_of
from storage.organisation.workspaces import Workspace
from storage.written_votes.ballots import ballots_of, votes_of


def minutes_paper(session: Session, workspace: Workspace, language: str, there: Meeting, now: datetime) -> Paper:
    """Return the minutes as a paper with the parts required by law.

    명칭, 개최기관, 일시·장소, 참석자·배석자, 진행순서, 상정안건, 발언요지, 결정사항, 표결내용.
    """
    items = agenda_of(session, there)
    committee, is_written = committee_of(session, there).name, there.kind == MeetingKind.WRITTEN
    names = names_on(session, workspace.id, there.on)
    facts = (
        ("name", committee),
        ("held_by", workspace.name or committee),
        ("when", f"{say_day(language, there.on)} {there.at}"),
        ("where", say(language, "paper.written") if is_written else there.place or "-"),
        *(_answerers(session, there) if is_written else _attendance(session, language, there)),
        *_quorum(session, language, there),
    )
    titles = [f"{number}. {title_of(session, language, item)}" for number, item in enumerate(items, 1)]
    return Paper(
        title=say(language, "paper.minutes.written" if is_written else "paper.minutes", committee=committee),
        mark=say(language, "paper.draft"),
        made_at=now,
        facts=tuple((say(language, f"paper.{name}"), value) for name, value in facts),
        sections=(
            Section(say(language, "paper.order"), _order(session, workspace, language, there, len(items))),
            Section(say(language, "paper.items"), tuple(titles) or ("-",)),
            Section(say(language, "paper.remarks"), tuple(_remarks(titles, items)) or ("-",)),
            Section(say(language, "paper.decisions"), table=_decisions(language, titles, items)),
            *votes_sections(session, workspace, language, there, titles, items),
            Section(
                say(language, "paper.actions"),
                table=actions_table(session, language, actions_of(session, there), names),
            ),
        ),
    )


def _quorum(session: Session, language: str, there: Meeting) -> Table:
    heads = head_count(session, there)
    if not heads.needed:
        return ()
    values = {"members": heads.members, "needed": heads.needed, "present": heads.present}
    return (("quorum", say(language, "paper.quorum_reached" if heads.is_reached else "paper.quorum_missed", **values)),)


def _attendance(session: Session, language: str, there: Meeting) -> Table:
    present, absent, observers = _people(session, language, there)
    return (("present", _listed(present)), ("absent", _listed(absent)), ("observers", _listed(observers)))


def _answerers(session: Session, there: Meeting) -> Table:
    names = names_on(session, there.workspace_id, there.on)
    have, counted = {ballot for ballot, _ in votes_of(session, there)}, ballots_of(session, there)
    named = [(each.id in have, name_on_paper(session, each.person_id, names)) for each in counted if each.counts]
    answered, silent = ([name for has, name in named if has is wanted] for wanted in (True, False))
    return (("answered", _listed(answered)), ("not_answered", _listed(silent)))


def _people(session: Session, language: str, there: Meeting) -> tuple[list[str], list[str], list[str]]:
    """Return the members who were present (with their proxies), absent members, and observers who were present."""
    names = names_on(session, there.workspace_id, there.on)
    came, answers = present_at(session, there), answers_to(session, there)
    present: list[str] = []
    absent: list[str] = []
    observers: list[str] = []
    for seat in seats_of(session, committee_of(session, there)):
        name = name_on_paper(session, seat.person_id, names)
        answer = answers.get(seat.person_id)
        if answer is not None and answer.proxy_id is not None:
            name = say(language, "paper.proxy", name=name, proxy=name_on_paper(session, answer.proxy_id, names))
        if seat.part == Part.MEMBER:
            (present if seat.person_id in came else absent).append(name)
        elif seat.part == Part.OBSERVER and seat.person_id in came:
            observers.append(name)
    return present, absent, observers


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names)} ({len(names)})" if names else "-"


def _order(session: Session, workspace: Workspace, language: str, there: Meeting, count: int) -> tuple[str, ...]:
    def at(instant: datetime | None) -> str:
        return say_instant(language, instant, workspace.zone) if instant else "-"

    match MeetingKind(there.kind):
        case MeetingKind.WRITTEN:
            return _written_order(session, language, there, at)
        case MeetingKind.SITTING:
            return (
                say(language, "paper.opened", at=at(there.opened_at)),
                say(language, "paper.discussed", count=count),
                say(language, "paper.closed", at=at(there.closed_at)),
            )


def _written_order(
    session: Session, language: str, there: Meeting, at: Callable[[datetime | None], str]
) -> tuple[str, ...]:
    reason = reason_of(session, there, "called")
    return (
        *([say(language, "paper.reason_written", reason=reason)] if reason else ()),
        say(language, "paper.called", at=at(there.opened_at)),
        say(language, "paper.until_deadline", day=say_day(language, there.on), at=there.at),
        say(language, "paper.counted", at=at(there.closed_at)),
    )


def _remarks(titles: Sequence[str], items: Sequence[AgendaItem]) -> Iterable[str]:
    for title, item in zip(titles, items, strict=True):
        if item.remarks:
            yield title
            yield from (f"  - {line}" for line in item.remarks.splitlines() if line.strip())


def _decisions(language: str, titles: Sequence[str], items: Sequence[AgendaItem]) -> Table:
    heading = tuple(say(language, f"paper.{name}") for name in ("item", "kind", "outcome", "decision"))
    rows = [
        (
            title,
            say(language, f"agenda.kind.{item.kind}"),
            say(language, f"outcome.{item.outcome}") if item.outcome else say(language, "paper.not_reached"),
            _decision(language, item),
        )
        for title, item in zip(titles, items, strict=True)
    ]
    return (heading, *rows) if rows else ()


def _decision(language: str, item: AgendaItem) -> str:
    parts = [item.decision] if item.decision else []
    if item.deferred_until is not None:
        parts.append(say(language, "paper.until", day=say_day(language, item.deferred_until)))
    if item.policy:
        parts.append(say(language, "results.policy", policy=say(language, f"policy.{item.policy}")))
    return " / ".join(parts) or "-"


def actions_table(session: Session, language: str, actions: Sequence[ActionItem], names: Mapping[int, str]) -> Table:
    """Return action, department, owner, due date and state of each action item, or () without any.

    `names` are the departments' names by id.
    """
    heading = tuple(say(language, f"paper.{name}") for name in ("what", "department", "who", "by", "state"))
    rows = []
    for action in actions:
        owner = session.get(Person, action.owner_id) if action.owner_id else None
        state = say(language, f"action.state.{action.state}")
        rows.append(
            (
                action.what,
                names.get(action.department_id or 0, "-"),
                (owner.name or owner.slack_id) if owner else "-",
                say_day(language, action.due) if action.due else "-",
                f"{state}: {action.result}" if action.result else state,
            )
        )
    return (heading, *rows) if rows else ()
