"""The minutes of a meeting: what the law asks them to hold, as a draft; the city's record system records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.agenda import title_of
from handlers.documents.paper import Paper, Section, Table
from handlers.meeting_shown import committee_of
from handlers.text import say
from handlers.text.dates import say_day, say_instant
from storage.action_items import ActionItem, actions_of
from storage.agenda import AgendaItem, agenda_of
from storage.attendance import answers_to
from storage.board import present_at
from storage.meetings import Meeting
from storage.people import Department, Person
from storage.seats import Part, seats_of
from storage.workspaces import Workspace


def minutes_paper(session: Session, workspace: Workspace, language: str, there: Meeting, now: datetime) -> Paper:
    """명칭, 개최기관, 일시·장소, 참석자·배석자, 진행순서, 상정안건, 발언요지, 결정사항, 표결내용."""
    items = agenda_of(session, there)
    committee = committee_of(session, there).name
    present, absent, observers = _people(session, language, there)
    place = there.place or "-"
    facts = (
        ("name", committee),
        ("held_by", workspace.name or committee),
        ("when", f"{say_day(language, there.on)} {there.at}"),
        ("where", place),
        ("present", _listed(present)),
        ("absent", _listed(absent)),
        ("observers", _listed(observers)),
    )
    titles = [f"{number}. {title_of(session, language, item)}" for number, item in enumerate(items, 1)]
    return Paper(
        title=say(language, "paper.minutes", committee=committee),
        mark=say(language, "paper.draft"),
        made_at=now,
        facts=tuple((say(language, f"paper.{name}"), value) for name, value in facts),
        sections=(
            Section(say(language, "paper.order"), _order(workspace, language, there, len(items))),
            Section(say(language, "paper.items"), tuple(titles) or ("-",)),
            Section(say(language, "paper.remarks"), tuple(_remarks(titles, items)) or ("-",)),
            Section(say(language, "paper.decisions"), table=_decisions(language, titles, items)),
            Section(say(language, "paper.votes"), (say(language, "paper.no_votes"),)),
            Section(say(language, "paper.actions"), table=actions_table(session, language, actions_of(session, there))),
        ),
    )


def _people(session: Session, language: str, there: Meeting) -> tuple[list[str], list[str], list[str]]:
    """Members who were there (with who came instead), members who were not, and observers who were."""
    came, answers = present_at(session, there), answers_to(session, there)
    present: list[str] = []
    absent: list[str] = []
    observers: list[str] = []
    for seat in seats_of(session, committee_of(session, there)):
        name = _name(session, seat.person_id)
        answer = answers.get(seat.person_id)
        if answer is not None and answer.proxy_id is not None:
            name = say(language, "paper.proxy", name=name, proxy=_name(session, answer.proxy_id))
        if seat.part == Part.MEMBER:
            (present if seat.person_id in came else absent).append(name)
        elif seat.part == Part.OBSERVER and seat.person_id in came:
            observers.append(name)
    return present, absent, observers


def _name(session: Session, person_id: int) -> str:
    person = session.get_one(Person, person_id)
    department = session.get(Department, person.department_id) if person.department_id else None
    name = person.name or person.slack_id
    return f"{department.name} {name}" if department else name


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names)} ({len(names)})" if names else "-"


def _order(workspace: Workspace, language: str, there: Meeting, count: int) -> tuple[str, ...]:
    def at(instant: datetime | None) -> str:
        return say_instant(language, instant, workspace.zone) if instant else "-"

    return (
        say(language, "paper.opened", at=at(there.opened_at)),
        say(language, "paper.discussed", count=count),
        say(language, "paper.closed", at=at(there.closed_at)),
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


def actions_table(session: Session, language: str, actions: Sequence[ActionItem]) -> Table:
    heading = tuple(say(language, f"paper.{name}") for name in ("what", "department", "who", "by", "state"))
    rows = []
    for action in actions:
        department = session.get(Department, action.department_id) if action.department_id else None
        owner = session.get(Person, action.owner_id) if action.owner_id else None
        state = say(language, f"action.state.{action.state}")
        rows.append(
            (
                action.what,
                department.name if department else "-",
                (owner.name or owner.slack_id) if owner else "-",
                say_day(language, action.due) if action.due else "-",
                f"{state}: {action.result}" if action.result else state,
            )
        )
    return (heading, *rows) if rows else ()
