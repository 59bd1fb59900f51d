"""The plan's status for a steering group's papers: its picture, then a page for each department."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from sqlalchemy.orm import Session

from handlers.blocks.status import in_words, ratings, reduced, share
from handlers.blocks.tasks import number
from handlers.documents.charts import department_picture, status_picture
from handlers.documents.moves import move_said
from handlers.documents.paper import Drawing, Section, Table
from handlers.text import say
from handlers.text.figures import say_money
from schedules.quarters import quarter_asked
from storage.slips import Slip, slips_of
from storage.standings import Group, Standing, standing_in
from storage.task_standings import TaskStanding, task_standings
from storage.workspaces import Workspace

# About as many table lines as fit on a page; `/cn export` has all tasks.
_TASKS_AT_MOST, _SLIPS_AT_MOST, _WORDS = 30, 10, 160


def standing_pages(session: Session, workspace: Workspace, language: str, today: date) -> tuple[Section, ...]:
    """Return the pages for the quarter that is reported now, or () if there is no plan."""
    quarter = quarter_asked(workspace, today)
    standing = standing_in(session, workspace.id, quarter.year, quarter.number, today)
    if not standing.whole.tasks:
        return ()
    tasks = task_standings(session, workspace.id, quarter.year, quarter.number)
    slips = [slip for slip in slips_of(session, workspace.id) if slip.is_slip and slip.at.year == quarter.year]
    by_name = {group.name: group for group in standing.departments}
    pages = [
        _page(language, standing, by_name[name], list(inside), slips)
        for name, inside in groupby(tasks, key=lambda task: task.department)
    ]
    return (_whole(language, standing), *pages)


def _whole(language: str, standing: Standing) -> Section:
    drawing = Drawing(status_picture(language, standing), in_words(language, standing))
    heading = say(language, "paper.standing", year=standing.year, quarter=standing.quarter)
    slipped = [
        f"{each.code} {each.title}: {say(language, f'rating.{each.before}')} → {say(language, f'rating.{each.after}')}"
        for each in standing.slipped[:_SLIPS_AT_MOST]
    ]
    if slipped:
        slipped.insert(0, say(language, "paper.worse", count=len(standing.slipped)))
    return Section(heading, tuple(slipped), drawing=drawing, on_new_page=True)


def _page(
    language: str, standing: Standing, group: Group, tasks: Sequence[TaskStanding], slips: Iterable[Slip]
) -> Section:
    said = [ratings(language, group), *reduced(language, standing.year, group)]
    theirs = {task.task_id: task for task in tasks}
    lines = [*said, *_behind(tasks), *_moved(language, [slip for slip in slips if slip.task_id in theirs], theirs)]
    name = group.name or say(language, "task.no_department")
    return Section(
        heading=name,
        lines=tuple(lines),
        table=_table(language, tasks),
        drawing=Drawing(department_picture(language, standing, group), f"{name}. {'. '.join(said)}"),
        on_new_page=True,
    )


def _behind(tasks: Sequence[TaskStanding]) -> Iterator[str]:
    for task in tasks:
        why = " / ".join(part[:_WORDS] for part in (task.reason, task.action_plan) if part)
        if why:
            yield f"{task.code}: {why}"


def _moved(language: str, slips: Sequence[Slip], tasks: dict[int, TaskStanding]) -> Iterator[str]:
    for slip in slips[-_SLIPS_AT_MOST:]:
        task = tasks[slip.task_id]
        yield move_said(language, slip, task.code, task.unit)


def _table(language: str, tasks: Sequence[TaskStanding]) -> Table:
    names = ("paper.task", "paper.target_and_result", "paper.rating", "paper.saved", "paper.spent")
    rows = [
        (
            f"{task.code} {task.title_en if language == 'en' and task.title_en else task.title}",
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
