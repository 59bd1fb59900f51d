"""The database as spreadsheet tables; where a table can be imported again, its headers are those of the importer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.documents.plan_change_lines import what_changed
from handlers.documents.table import Column, Table, table_of
from handlers.text import say
from handlers.text.titles import task_title
from storage.action_items.action_items import ActionItem, actions_as_made
from storage.issues.issues import Issue
from storage.issues.lists import all_issues
from storage.organisation.departments import department_names
from storage.organisation.people import everybody
from storage.organisation.workspaces import Workspace
from storage.rounds.rounds import Line
from storage.tasks.budgets import Fund, all_budgets
from storage.tasks.milestones import named_milestones
from storage.tasks.plan_changes import PlanChange, PlanChangeOf, plan_changes_of
from storage.tasks.tasks import Task, all_targets, all_tasks


@dataclass(frozen=True)
class Exporting:
    """The context of an export: session, city, reader's language."""

    session: Session
    workspace: Workspace
    language: str

    def say(self, key: str, **values: object) -> str:
        """Return the text of this key in the reader's language. Raises KeyError for an unknown key."""
        return say(self.language, key, **values)

    def header_of(self, name: str) -> str:
        """Return the header of a column in the reader's language."""
        return self.say(f"sheet.{name}")

    def day_of(self, instant: datetime) -> date:
        """Return the city's date at that instant."""
        return instant.astimezone(ZoneInfo(self.workspace.zone)).date()

    def mark(self, is_sample: bool) -> str:
        """Return the remark that marks a sample, or "" for a real row."""
        return self.say("sheet.sample") if is_sample else ""

    def people(self) -> dict[int, str]:
        """Return the name of every person by id, or the Slack id of a person without a name."""
        return {person.id: person.name or person.slack_id for person in everybody(self.session, self.workspace.id)}


def plan_table(to: Exporting) -> Table:
    """Return the plan's tasks in the form that `cn-bot import tasks` reads."""
    tasks, city = all_tasks(to.session, to.workspace.id), to.workspace.id
    departments, people = department_names(to.session, city), to.people()
    steps: dict[int, list[str]] = {}
    for each in named_milestones(to.session, city):
        steps.setdefault(each.task_id, []).append(f"{each.name} {each.due.isoformat()}")
    columns: list[Column[Task]] = [
        (to.header_of("code"), lambda task: task.code),
        (to.header_of("sector"), lambda task: task.sector),
        (to.header_of("title"), lambda task: task.title),
        (to.header_of("title_en"), lambda task: task.title_en),
        (to.header_of("department"), lambda task: departments.get(task.department_id or 0, "")),
        (to.header_of("owner"), lambda task: people.get(task.owner_id or 0, "")),
        (to.header_of("team_leader"), lambda task: people.get(task.team_leader_id or 0, "")),
        (to.header_of("indicator"), lambda task: task.indicator),
        (to.header_of("unit"), lambda task: task.unit),
        *_target_columns(to),
        *_budget_columns(to),
        (to.header_of("start_year"), lambda task: str(task.start_year or "")),
        (to.header_of("end_year"), lambda task: str(task.end_year or "")),
        (to.header_of("milestones"), lambda task: "; ".join(steps.get(task.id, []))),
        (to.header_of("target_kind"), lambda task: to.say(f"target_kind.{task.target_kind}")),
        (
            to.header_of("measure"),
            lambda task: to.say("measure.qualitative" if task.is_qualitative else "measure.quantitative"),
        ),
        (to.header_of("factor"), lambda task: task.factor),
        (to.header_of("factor_id"), lambda task: task.factor_id),
        (to.header_of("remark"), lambda task: to.mark(task.is_sample)),
    ]
    return table_of(to.say("sheet.name.plan"), columns, tasks, samples(tasks))


def _target_columns(to: Exporting) -> list[Column[Task]]:
    """Return a column for each year in which a task has a target."""
    targets = all_targets(to.session, to.workspace.id)

    def column(year: int) -> Column[Task]:
        return to.say("sheet.target_of", year=year), lambda task: targets.get((task.id, year))

    return [column(year) for year in sorted({year for _, year in targets})]


def _budget_columns(to: Exporting) -> list[Column[Task]]:
    """Return a column for each year and source of funds in which a task has a budget."""
    budgets = all_budgets(to.session, to.workspace.id)
    funds = sorted({of for each in budgets.values() for of in each}, key=lambda of: (of[0], list(Fund).index(of[1])))

    def column(year: int, fund: Fund) -> Column[Task]:
        return _budget_header(to, year, fund), lambda task: budgets.get(task.id, {}).get((year, fund))

    return [column(year, fund) for year, fund in funds]


def _budget_header(to: Exporting, year: int, fund: Fund) -> str:
    """Return the header of a budget in won, in the form that the importer reads."""
    if fund == Fund.WHOLE:
        return to.say("sheet.budget_of", year=year)
    return to.say("sheet.fund_of", year=year, fund=to.say(f"fund.{fund}"))


def issues_table(to: Exporting) -> Table:
    """Return all issues in the order of their numbers."""
    people, departments = to.people(), department_names(to.session, to.workspace.id)
    codes = {task.id: task.code for task in all_tasks(to.session, to.workspace.id)}
    columns: list[Column[Issue]] = [
        (to.header_of("number"), lambda issue: issue.number),
        (to.header_of("kind"), lambda issue: to.say(f"issue.{issue.kind}")),
        (to.header_of("state"), lambda issue: to.say(f"issue.state.{issue.state}")),
        (to.header_of("urgency"), lambda issue: to.say(f"urgency.{issue.urgency}")),
        (to.header_of("text"), lambda issue: "\n".join(filter(None, (issue.title, issue.text)))),
        (to.header_of("place"), lambda issue: issue.place),
        (to.header_of("code"), lambda issue: codes.get(issue.task_id or 0, "")),
        (to.header_of("department"), lambda issue: departments.get(issue.department_id or 0, "")),
        (to.header_of("assignee"), lambda issue: people.get(issue.assignee_id or 0, "")),
        (to.header_of("due"), lambda issue: issue.due_on),
        (to.header_of("reporter"), lambda issue: people.get(issue.reporter_id, "")),
        (to.header_of("reported_on"), lambda issue: to.day_of(issue.reported_at)),
    ]
    return table_of(to.say("sheet.name.issues"), columns, all_issues(to.session, to.workspace.id))


def action_items_table(to: Exporting) -> Table:
    """Return all action items, oldest first."""
    people, departments = to.people(), department_names(to.session, to.workspace.id)
    columns: list[Column[ActionItem]] = [
        (to.header_of("what"), lambda item: item.what),
        (to.header_of("department"), lambda item: departments.get(item.department_id or 0, "")),
        (to.header_of("owner"), lambda item: people.get(item.owner_id or 0, "")),
        (to.header_of("due"), lambda item: item.due),
        (to.header_of("state"), lambda item: to.say(f"sheet.action.{item.state}")),
        (to.header_of("result"), lambda item: item.result),
    ]
    return table_of(to.say("sheet.name.actions"), columns, actions_as_made(to.session, to.workspace.id))


def plan_changes_table(to: Exporting) -> Table:
    """Return all changed dates and targets: 변경 전, 변경 후, 사유."""
    people, tasks = to.people(), {task.id: task for task in all_tasks(to.session, to.workspace.id)}
    columns: list[Column[PlanChange]] = [
        (to.header_of("code"), lambda change: tasks[change.task_id].code),
        (to.header_of("title"), lambda change: task_title(to.language, tasks[change.task_id])),
        (to.header_of("changed"), lambda change: what_changed(to.language, change)),
        (to.header_of("before"), lambda change: _figure_or_day(change, change.before)),
        (to.header_of("after"), lambda change: _figure_or_day(change, change.after)),
        (to.header_of("change_reason"), lambda change: change.reason),
        (to.header_of("changed_by"), lambda change: people.get(change.by_id or 0, "")),
        (to.header_of("changed_on"), lambda change: to.day_of(change.at)),
    ]
    return table_of(to.say("sheet.name.slips"), columns, plan_changes_of(to.session, to.workspace.id))


def _figure_or_day(change: PlanChange, stored: str) -> str | date:
    """Return a milestone's stored date as a day, a target as it is stored."""
    match PlanChangeOf(change.of):
        case PlanChangeOf.TARGET:
            return stored
        case PlanChangeOf.MILESTONE:
            return date.fromisoformat(stored)


def samples(rows: Sequence[Task | Line]) -> frozenset[int]:
    """Return the indexes of the rows that are samples."""
    return frozenset(place for place, row in enumerate(rows) if row.is_sample)
