"""Papers before a meeting: the agenda paper (안건서), and a summary on one page for a steering group."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.documents.minutes import actions_table
from handlers.documents.paper import Paper, Section, Table
from handlers.documents.plan_change_lines import move_said
from handlers.meetings.agenda import lines_of, title_of
from handlers.meetings.view import committee_of
from handlers.tasks.rating_changes import changed_lines
from handlers.text import say
from handlers.text.dates import say_day
from handlers.text.titles import coded_title
from storage.action_items.action_items import action_with, completion
from storage.issues.issues import Issue
from storage.meetings.agenda import LISTINGS, About, AgendaItem, agenda_of
from storage.meetings.carry_over import came_from, carried_since
from storage.meetings.meetings import Meeting
from storage.organisation.departments import names_on
from storage.tasks.plan_changes import plan_changes_of
from storage.tasks.progress import latest_reports
from storage.tasks.tasks import Task, task_coded

_WORDS = 200


def agenda_paper(session: Session, language: str, there: Meeting, now: datetime) -> Paper:
    """Return the agenda paper: every item with its issue's text and the meetings it has been through."""
    items = agenda_of(session, there)
    sections = [
        Section(
            f"{line.number}. [{say(language, f'agenda.kind.{line.kind}')}] {line.title}",
            *_about(session, language, item),
        )
        for line, item in zip(lines_of(session, language, items), items, strict=True)
    ]
    none = (Section(say(language, "paper.items"), (say(language, "agenda.none"),)),)
    return Paper(
        title=say(language, "paper.agenda", committee=committee_of(session, there).name),
        mark=say(language, "paper.draft"),
        made_at=now,
        facts=_facts(session, language, there),
        sections=tuple(sections) or none,
    )


def one_page(session: Session, language: str, there: Meeting, now: datetime) -> Paper:
    """Return the summary for those who decide.

    It has the items to decide, what has changed, tasks behind schedule with reasons, and overdue action items.
    """
    items, names = agenda_of(session, there), names_on(session, there.workspace_id, there.on)
    deciding = [item for item in items if item.about not in LISTINGS]
    listed = {item.about: item.title.split(",") for item in items if item.title}
    late = [action_with(session, there.workspace_id, int(each)) for each in listed.get(About.OVERDUE, ())]
    changed = changed_lines(session, language, there.workspace_id)
    needs = tuple(f"{number}. {_short(session, language, item)}" for number, item in enumerate(deciding, 1))
    sections = [Section(say(language, "paper.needs_deciding"), needs or ("-",))]
    if changed:
        sections.append(Section(say(language, "paper.changed"), tuple(changed.values())))
    if listed.get(About.RATINGS):
        sections.append(
            Section(say(language, "paper.behind"), table=_behind(session, language, there, listed[About.RATINGS]))
        )
    if late:
        sections.append(Section(say(language, "paper.late"), table=actions_table(session, language, late, names)))
    return Paper(
        title=say(language, "paper.one_page", committee=committee_of(session, there).name),
        mark=say(language, "paper.draft"),
        made_at=now,
        facts=_facts(session, language, there),
        sections=tuple(sections),
    )


def _facts(session: Session, language: str, there: Meeting) -> Table:
    done, count = completion(session, committee_of(session, there))
    rate = say(language, "paper.rate", done=done, count=count) if count else "-"
    facts = (
        ("when", f"{say_day(language, there.on)} {there.at}"),
        ("where", there.place or "-"),
        ("completion", rate),
    )
    return tuple((say(language, f"paper.{name}"), value) for name, value in facts)


def _about(session: Session, language: str, item: AgendaItem) -> tuple[tuple[str, ...], Table]:
    match About(item.about):
        case About.ISSUE:
            issue = session.get_one(Issue, item.issue_id)
            place = (say(language, "issue.place", place=issue.place),) if issue.place else ()
            return (issue.text, *place, *_way(session, language, item)), ()
        case About.RATINGS:
            there = session.get_one(Meeting, item.meeting_id)
            return (), _behind(session, language, there, item.title.split(","))
        case About.OVERDUE:
            late = [action_with(session, item.workspace_id, int(each)) for each in item.title.split(",")]
            day = session.get_one(Meeting, item.meeting_id).on
            return (), actions_table(session, language, late, names_on(session, item.workspace_id, day))
        case About.TASK:
            return (*_moves(session, language, item), *_way(session, language, item)), ()
        case About.TEXT:
            return _way(session, language, item), ()


def _moves(session: Session, language: str, item: AgendaItem) -> list[str]:
    """Return one line for each postponement of the task's dates and targets, with its reason."""
    task = session.get_one(Task, item.task_id)
    postponements = [
        change for change in plan_changes_of(session, item.workspace_id, task.id) if change.is_postponement
    ]
    return [move_said(language, change, task.code, task.unit) for change in postponements]


def _way(session: Session, language: str, item: AgendaItem) -> tuple[str, ...]:
    """Return one line for each earlier meeting of the item, oldest first, with its outcome."""
    lines = []
    for earlier in reversed(came_from(session, item)):
        there = session.get_one(Meeting, earlier.meeting_id)
        outcome = say(language, f"outcome.{earlier.outcome}") if earlier.outcome else say(language, "paper.not_reached")
        committee = committee_of(session, there).name
        line = say(language, "board.earlier", day=say_day(language, there.on), committee=committee, outcome=outcome)
        lines.append(f"{line} {earlier.decision[:_WORDS]}".rstrip())
    return tuple(lines)


def _short(session: Session, language: str, item: AgendaItem) -> str:
    times, since = carried_since(session, item)
    title = title_of(session, language, item)
    if times and since is not None:
        title = f"{title} ({say(language, 'agenda.carried', times=times + 1, day=say_day(language, since))})"
    earlier = came_from(session, item)
    said = earlier[0].decision[:_WORDS] if earlier else ""
    return f"{title}: {said}" if said else title


def _behind(session: Session, language: str, there: Meeting, codes: list[str]) -> Table:
    heading = tuple(say(language, f"paper.{name}") for name in ("task", "rating", "why"))
    reports = latest_reports(session, there.workspace_id)
    rows = []
    for code in codes:
        task = task_coded(session, there.workspace_id, code)
        report = reports.get(task.id)
        rating, why = (say(language, f"rating.{report.rating}"), report.why) if report else ("-", "-")
        rows.append((coded_title(language, task), rating, why[:_WORDS]))
    return (heading, *rows)
