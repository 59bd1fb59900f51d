"""`/cn status <code>`: one task with targets, reductions, budget, quarterly reports and history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from handlers import report_files
from handlers.blocks.parts import escaped, sections
from handlers.blocks.progress import amount
from handlers.blocks.slips import task_buttons
from handlers.blocks.tasks import number
from handlers.listening import Answer, Asked
from handlers.stages import stage_line
from handlers.text.dates import say_day, today_of
from handlers.text.figures import say_money
from schedules.quarters import quarter_asked
from storage.budgets import Fund, Funds, budgets_of, year_of
from storage.history import History, history_of
from storage.milestones import Milestone, milestones_of
from storage.people import Department, Person, everybody
from storage.progress import ProgressReport, reports_of
from storage.reductions import factor_of, reduction_of
from storage.rights import may_report
from storage.stages import stage_of_task
from storage.tasks import Task, targets_by_year, task_coded

_CHANGES_AT_MOST, _QUARTERS_AT_MOST, _NOTE = 10, 12, 300


def one_task(asked: Asked, code: str) -> Answer:
    """Show the task, with buttons for people who may report on it. Raises NotFound."""
    task = task_coded(asked.session, asked.workspace.id, code)
    department = asked.session.get(Department, task.department_id) if task.department_id else None
    owner = asked.session.get(Person, task.owner_id) if task.owner_id else None
    today = today_of(asked.now, asked.workspace.zone)
    budgets = budgets_of(asked.session, task)
    lines = [
        f"*{escaped(task.code)}* {escaped(_title(asked, task))}",
        asked.say("task.department", name=escaped(department.name) if department else "-"),
        asked.say("task.owner", who=f"<@{owner.slack_id}>" if owner else asked.say("task.no_owner")),
        *_planned(asked, task, budgets),
        *_milestones(asked, task, today),
        stage_line(asked.language, stage_of_task(asked.session, task, today.year)),
        *_quarters(asked, task, budgets),
        *_changes(asked, task),
    ]
    text = "\n".join(lines)
    if asked.person.id not in {each.id for each in may_report(asked.session, task)}:
        return Answer(text, blocks=sections(lines))
    about = f"report:{task.id}:{quarter_asked(asked.workspace, today).due(asked.workspace).isoformat()}"
    return Answer(text, blocks=[*sections(lines), task_buttons(asked.language, about, task.code)])


def _title(asked: Asked, task: Task) -> str:
    return task.title_en if asked.language == "en" and task.title_en else task.title


def _planned(asked: Asked, task: Task, budgets: Funds) -> Iterator[str]:
    """Yield targets, reductions in tCO2eq and budgets by year; years are never added up."""
    targets = targets_by_year(asked.session, task)
    kind = asked.say("measure.qualitative" if task.is_qualitative else f"target_kind.{task.target_kind}")
    shown = ", ".join(f"{year}: {amount(value, task.unit)}" for year, value in targets.items())
    yield asked.say("task.targets", indicator=escaped(task.indicator), kind=kind, targets=shown or "-")
    saved = {year: reduction_of(task, value) for year, value in targets.items()}
    if factor_of(task) is not None:
        by_year = ", ".join(f"{year}: {number(tonnes)}" for year, tonnes in saved.items() if tonnes is not None)
        factor = " ".join(
            filter(None, (escaped(task.factor_id), f"{task.factor.normalize():f}" if task.factor else ""))
        )
        yield asked.say("task.reductions", by_year=by_year or "-", factor=factor, unit=escaped(task.unit))
    years = sorted({year for year, _ in budgets})
    if years:
        yield asked.say("task.budgets", by_year=", ".join(_budget(asked, budgets, year) for year in years))


def _milestones(asked: Asked, task: Task, today: date) -> Iterator[str]:
    there = milestones_of(asked.session, task)
    if there:
        yield asked.say("task.milestones", milestones=", ".join(_milestone(asked, each, today) for each in there))


def _milestone(asked: Asked, milestone: Milestone, today: date) -> str:
    """Return a milestone's name and date, and whether it is done or late."""
    shown = f"{escaped(milestone.name) or asked.say('milestone.last')} {say_day(asked.language, milestone.due)}"
    if milestone.done_at is not None:
        return f"{shown} {asked.say('milestone.done')}"
    late = (today - milestone.due).days
    return f"{shown} *{asked.say('left.after', days=late)}*" if late > 0 else shown


def _budget(asked: Asked, budgets: Funds, year: int) -> str:
    parts = [
        f"{asked.say(f'fund.{fund}')} {say_money(asked.language, budgets[year, fund])}"
        for fund in Fund
        if fund != Fund.WHOLE and (year, fund) in budgets
    ]
    whole = say_money(asked.language, year_of(budgets, year) or Decimal(0))
    return f"{year}: {whole} ({' · '.join(parts)})" if parts else f"{year}: {whole}"


def _quarters(asked: Asked, task: Task, budgets: Funds) -> list[str]:
    reports = reports_of(asked.session, asked.workspace.id, task.id)[-_QUARTERS_AT_MOST:]
    if not reports:
        return [asked.say("task.no_reports")]
    return [line for report in reports for line in _quarter(asked, task, report, budgets)]


def _quarter(asked: Asked, task: Task, report: ProgressReport, budgets: Funds) -> Iterator[str]:
    value = amount(report.value, task.unit) if report.value is not None else "-"
    figures = [asked.say(f"rating.{report.rating}"), value]
    if report.spend is not None:
        figures.append(asked.say("progress.spend", amount=spent(asked, report.spend, year_of(budgets, report.year))))
    if report.reduction is not None:
        figures.append(asked.say("task.saved", tonnes=number(report.reduction)))
    figures += [asked.say("sheet.late")] if report.late else []
    figures += [asked.say("sheet.for_others")] if report.for_others else []
    said = {"year": report.year, "quarter": report.quarter, "figures": ", ".join(figures)}
    yield asked.say("task.quarter", **said, note=escaped(report.note[:_NOTE])).rstrip()
    for name in ("reason", "action_plan"):
        if getattr(report, name):
            yield "    " + asked.say(f"progress.{name}", text=escaped(getattr(report, name)[:_NOTE]))
    yield from (f"    {line}" for line in report_files.line(asked, report))


def spent(asked: Asked, spend: Decimal, budget: Decimal | None) -> str:
    """Return the amount spent (집행액), and its share of the budget (집행률) if there is one."""
    money = say_money(asked.language, spend)
    return f"{money} ({round(spend * 100 / budget)}%)" if budget else money


def _changes(asked: Asked, task: Task) -> list[str]:
    """Return the newest entries of the task's history, oldest first.

    Reports are left out, because each has a line of its own.
    """
    every = history_of(asked.session, asked.workspace.id, "task", task.id)
    rows = [row for row in every if row.action != "reported" and (row.before or row.after)]
    people = {person.id: person.slack_id for person in everybody(asked.session, asked.workspace.id)} if rows else {}
    lines = [_change(asked, row, people) for row in rows[-_CHANGES_AT_MOST:]]
    return [asked.say("task.history"), *lines] if lines else []


def _change(asked: Asked, row: History, people: dict[int, str]) -> str:
    who = people.get(row.person_id or 0, "")
    day = say_day(asked.language, today_of(row.at, asked.workspace.zone))
    names = [name for name in row.after if row.before.get(name) != row.after[name]] or list(row.before)
    what = "; ".join(f"{_shown(row.before.get(name))} → {_shown(row.after.get(name))}" for name in names)
    key = f"change.{row.action}" if row.action in _KNOWN else "change.other"
    return asked.say(key, day=day, who=f"<@{who}>" if who else "-", what=what)


# Actions in a task's history that have a text of their own.
_KNOWN = ("assigned", "handed_over", "not_mine")


def _shown(value: object) -> str:
    return escaped(str(value)[:80]) if value not in (None, "") else "-"
