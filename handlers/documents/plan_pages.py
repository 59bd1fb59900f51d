"""The plan's status for a steering group's papers: its picture, then a page for each department."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from sqlalchemy.orm import Session

from handlers.documents.charts import department_picture, status_picture
from handlers.documents.paper import Drawing, Section, Table
from handlers.documents.plan_change_lines import move_said
from handlers.tasks.status_blocks import in_words, ratings, reduced, share
from handlers.text import say
from handlers.text.figures import number, say_money
from handlers.text.titles import coded_title
from schedules.quarters import quarter_asked
from storage.organisation.workspaces import Workspace
from storage.overviews.plan_status import Group, PlanStatus, plan_status_in
from storage.overviews.task_status import TaskStanding, task_statuses
from storage.tasks.plan_changes import PlanChange, plan_changes_of

# About as many table lines as fit on a page; `/cn export` has all tasks.
_TASKS_AT_MOST, _POSTPONEMENTS_AT_MOST, _WORDS = 30, 10, 160


def status_pages(session: Session, workspace: Workspace, language: str, today: date) -> tuple[Section, ...]:
    """Return the pages for the quarter that is reported now, or () if there is no plan."""
    quarter = quarter_asked(workspace, today)
    status = plan_status_in(session, workspace.id, quarter.year, quarter.number, today)
    if not status.whole.tasks:
        return ()
    tasks = task_statuses(session, workspace.id, quarter.year, quarter.number)
    postponements = [
        change
        for change in plan_changes_of(session, workspace.id)
        if change.is_postponement and change.at.year == quarter.year
    ]
    by_name = {group.name: group for group in status.departments}
    pages = [
        _page(language, status, by_name[name], list(inside), postponements)
        for name, inside in groupby(tasks, key=lambda task: task.department)
    ]
    return (_whole(language, status), *pages)


def _whole(language: str, status: PlanStatus) -> Section:
    drawing = Drawing(status_picture(language, status), in_words(language, status))
    heading = say(language, "paper.status", year=status.year, quarter=status.quarter)
    worsened = [
        f"{coded_title(language, each)}: "
        f"{say(language, f'rating.{each.before}')} → {say(language, f'rating.{each.after}')}"
        for each in status.worsened[:_POSTPONEMENTS_AT_MOST]
    ]
    if worsened:
        worsened.insert(0, say(language, "paper.worse", count=len(status.worsened)))
    return Section(heading, tuple(worsened), drawing=drawing, on_new_page=True)


def _page(
    language: str, status: PlanStatus, group: Group, tasks: Sequence[TaskStanding], postponements: Iterable[PlanChange]
) -> Section:
    said = [ratings(language, group), *reduced(language, status.year, group)]
    theirs = {task.task_id: task for task in tasks}
    lines = [
        *said,
        *_behind(tasks),
        *_moved(language, [change for change in postponements if change.task_id in theirs], theirs),
    ]
    name = group.name or say(language, "task.no_department")
    return Section(
        heading=name,
        lines=tuple(lines),
        table=_table(language, tasks),
        drawing=Drawing(department_picture(language, status, group), f"{name}. {'. '.join(said)}"),
        on_new_page=True,
    )


def _behind(tasks: Sequence[TaskStanding]) -> Iterator[str]:
    for task in tasks:
        why = " / ".join(part[:_WORDS] for part in (task.reason, task.action_plan) if part)
        if why:
            yield f"{task.code}: {why}"


def _moved(language: str, postponements: Sequence[PlanChange], tasks: dict[int, TaskStanding]) -> Iterator[str]:
    for change in postponements[-_POSTPONEMENTS_AT_MOST:]:
        task = tasks[change.task_id]
        yield move_said(language, change, task.code, task.unit)


def _table(language: str, tasks: Sequence[TaskStanding]) -> Table:
    names = ("paper.task", "paper.target_and_result", "paper.rating", "paper.saved", "paper.spent")
    rows = [
        (
            coded_title(language, task),
            f"{_number(task.value)} / {_number(task.target)}{task.unit}",
            say(language, f"rating.{task.rating}"),
            f"{_number(task.saved)} / {_number(task.to_save)}" if task.to_save is not None else "",
            _spent(language, task),
        )
        for task in tasks[:_TASKS_AT_MOST]
    ]
    more = len(tasks) - len(rows)
    rows += [(say(language, "line.and_more", count=more), "", "", "", "")] if more else []
    return (tuple(say(language, name) for name in names), *rows)


def _number(value: Decimal | None) -> str:
    return number(value) if value is not None else "-"


def _spent(language: str, task: TaskStanding) -> str:
    """Return spending and budget with the percentage, or "" if neither is known."""
    if task.budget is None:
        return say_money(language, task.spend) if task.spend is not None else ""
    spend = say_money(language, task.spend) if task.spend is not None else "-"
    part = f" ({share(task.spend, task.budget)}%)" if task.spend is not None and task.budget else ""
    return f"{spend} / {say_money(language, task.budget)}{part}"
