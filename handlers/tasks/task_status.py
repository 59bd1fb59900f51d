"""`/cn status <code>`: one task with targets, reductions, budget, quarterly reports and history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from handlers.slack.blocks import escaped, sections
from handlers.slack.requests import Request, Response
from handlers.tasks import report_files
from handlers.tasks.plan_change_blocks import task_buttons
from handlers.tasks.progress_blocks import amount
from handlers.tasks.stages import stage_line
from handlers.text.dates import say_day, today_of
from handlers.text.figures import number, say_money
from handlers.text.titles import task_title
from schedules.quarters import quarter_asked
from storage.admin.permissions import may_report
from storage.history import History, history_of
from storage.organisation.departments import Department
from storage.organisation.people import Person, everybody
from storage.overviews.stages import stage_of_task
from storage.tasks.budgets import Fund, Funds, budgets_of, year_of
from storage.tasks.milestones import Milestone, milestones_of
from storage.tasks.progress import ProgressReport, reports_of
from storage.tasks.reductions import factor_of, reduction_of
from storage.tasks.tasks import Task, targets_by_year, task_coded

_CHANGES_AT_MOST, _QUARTERS_AT_MOST, _NOTE = 10, 12, 300


def one_task(request: Request, code: str) -> Response:
    """Show the task, with buttons for people who may report on it. Raises NotFound."""
    task = task_coded(request.session, request.workspace.id, code)
    department = request.session.get(Department, task.department_id) if task.department_id else None
    owner = request.session.get(Person, task.owner_id) if task.owner_id else None
    today = today_of(request.now, request.workspace.zone)
    budgets = budgets_of(request.session, task)
    lines = [
        f"*{escaped(task.code)}* {escaped(task_title(request.language, task))}",
        request.say("task.department", name=escaped(department.name) if department else "-"),
        request.say("task.owner", who=f"<@{owner.slack_id}>" if owner else request.say("task.no_owner")),
        *_planned(request, task, budgets),
        *_milestones(request, task, today),
        stage_line(request.language, stage_of_task(request.session, task, today.year)),
        *_quarters(request, task, budgets),
        *_changes(request, task),
    ]
    text = "\n".join(lines)
    if request.person.id not in {each.id for each in may_report(request.session, task)}:
        return Response(text, blocks=sections(lines))
    about = f"report:{task.id}:{quarter_asked(request.workspace, today).due(request.workspace).isoformat()}"
    return Response(text, blocks=[*sections(lines), task_buttons(request.language, about, task.code)])


def _planned(request: Request, task: Task, budgets: Funds) -> Iterator[str]:
    """Yield targets, reductions in tCO2eq and budgets by year; years are never added up."""
    targets = targets_by_year(request.session, task)
    kind = request.say("measure.qualitative" if task.is_qualitative else f"target_kind.{task.target_kind}")
    view = ", ".join(f"{year}: {amount(value, task.unit)}" for year, value in targets.items())
    yield request.say("task.targets", indicator=escaped(task.indicator), kind=kind, targets=view or "-")
    saved = {year: reduction_of(task, value) for year, value in targets.items()}
    if factor_of(task) is not None:
        by_year = ", ".join(f"{year}: {number(tonnes)}" for year, tonnes in saved.items() if tonnes is not None)
        factor = " ".join(
            filter(None, (escaped(task.factor_id), f"{task.factor.normalize():f}" if task.factor else ""))
        )
        yield request.say("task.reductions", by_year=by_year or "-", factor=factor, unit=escaped(task.unit))
    years = sorted({year for year, _ in budgets})
    if years:
        yield request.say("task.budgets", by_year=", ".join(_budget(request, budgets, year) for year in years))


def _milestones(request: Request, task: Task, today: date) -> Iterator[str]:
    there = milestones_of(request.session, task)
    if there:
        yield request.say("task.milestones", milestones=", ".join(_milestone(request, each, today) for each in there))


def _milestone(request: Request, milestone: Milestone, today: date) -> str:
    """Return a milestone's name and date, and whether it is done or late."""
    view = f"{escaped(milestone.name) or request.say('milestone.last')} {say_day(request.language, milestone.due)}"
    if milestone.done_at is not None:
        return f"{view} {request.say('milestone.done')}"
    late = (today - milestone.due).days
    return f"{view} *{request.say('left.after', days=late)}*" if late > 0 else view


def _budget(request: Request, budgets: Funds, year: int) -> str:
    parts = [
        f"{request.say(f'fund.{fund}')} {say_money(request.language, budgets[year, fund])}"
        for fund in Fund
        if fund != Fund.WHOLE and (year, fund) in budgets
    ]
    whole = say_money(request.language, year_of(budgets, year) or Decimal(0))
    return f"{year}: {whole} ({' · '.join(parts)})" if parts else f"{year}: {whole}"


def _quarters(request: Request, task: Task, budgets: Funds) -> list[str]:
    reports = reports_of(request.session, request.workspace.id, task.id)[-_QUARTERS_AT_MOST:]
    if not reports:
        return [request.say("task.no_reports")]
    return [line for report in reports for line in _quarter(request, task, report, budgets)]


def _quarter(request: Request, task: Task, report: ProgressReport, budgets: Funds) -> Iterator[str]:
    value = amount(report.value, task.unit) if report.value is not None else "-"
    figures = [request.say(f"rating.{report.rating}"), value]
    if report.spend is not None:
        figures.append(
            request.say("progress.spend", amount=spent(request, report.spend, year_of(budgets, report.year)))
        )
    if report.reduction is not None:
        figures.append(request.say("task.saved", tonnes=number(report.reduction)))
    figures += [request.say("sheet.late")] if report.late else []
    figures += [request.say("sheet.for_others")] if report.for_others else []
    said = {"year": report.year, "quarter": report.quarter, "figures": ", ".join(figures)}
    yield request.say("task.quarter", **said, note=escaped(report.note[:_NOTE])).rstrip()
    for name in ("reason", "action_plan"):
        if getattr(report, name):
            yield "    " + request.say(f"progress.{name}", text=escaped(getattr(report, name)[:_NOTE]))
    yield from (f"    {line}" for line in report_files.line(request, report))


def spent(request: Request, spend: Decimal, budget: Decimal | None) -> str:
    """Return the amount spent (집행액), and its share of the budget (집행률) if there is one."""
    money = say_money(request.language, spend)
    return f"{money} ({round(spend * 100 / budget)}%)" if budget else money


def _changes(request: Request, task: Task) -> list[str]:
    """Return the newest entries of the task's history, oldest first.

    Reports are left out, because each has a line of its own.
    """
    every = history_of(request.session, request.workspace.id, "task", task.id)
    rows = [row for row in every if row.action != "reported" and (row.before or row.after)]
    people = {person.id: person.slack_id for person in everybody(request.session, request.workspace.id)} if rows else {}
    lines = [_change(request, row, people) for row in rows[-_CHANGES_AT_MOST:]]
    return [request.say("task.history"), *lines] if lines else []


def _change(request: Request, row: History, people: dict[int, str]) -> str:
    who = people.get(row.person_id or 0, "")
    day = say_day(request.language, today_of(row.at, request.workspace.zone))
    names = [name for name in row.after if row.before.get(name) != row.after[name]] or list(row.before)
    what = "; ".join(f"{_view(row.before.get(name))} → {_view(row.after.get(name))}" for name in names)
    key = f"change.{row.action}" if row.action in _KNOWN else "change.other"
    return request.say(key, day=day, who=f"<@{who}>" if who else "-", what=what)


# Actions in a task's history that have a text of their own.
_KNOWN = ("assigned", "handed_over", "not_mine")


def _view(value: object) -> str:
    return escaped(str(value)[:80]) if value not in (None, "") else "-"
