"""The database as spreadsheet tables; where a table can be imported again, its headers are those of the importer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.documents.table import Table, Value
from handlers.text import say
from handlers.text.titles import task_title
from storage.action_items.action_items import actions_as_made
from storage.issues.lists import all_issues
from storage.organisation.departments import department_names
from storage.organisation.people import everybody
from storage.organisation.workspaces import Workspace
from storage.rounds.rounds import Line
from storage.tasks.budgets import Fund, all_budgets
from storage.tasks.milestones import named_milestones
from storage.tasks.plan_changes import SlipOf, plan_changes_of
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

    def headers(self, *names: str) -> list[str]:
        """Return the headers of these columns in the reader's language."""
        return [self.say(f"sheet.{name}") for name in names]

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
    targets = all_targets(to.session, city)
    years = sorted({year for _, year in targets})
    budgets = all_budgets(to.session, city)
    funds = sorted({of for each in budgets.values() for of in each}, key=lambda of: (of[0], list(Fund).index(of[1])))
    steps: dict[int, list[str]] = {}
    for each in named_milestones(to.session, city):
        steps.setdefault(each.task_id, []).append(f"{each.name} {each.due.isoformat()}")
    first = ("code", "sector", "title", "title_en", "department", "owner", "team_leader", "indicator", "unit")
    last = ("milestones", "target_kind", "measure", "factor", "factor_id", "remark")
    headers = [
        *to.headers(*first),
        *(to.say("sheet.target_of", year=year) for year in years),
        *(_budget_header(to, *of) for of in funds),
        *to.headers("start_year", "end_year", *last),
    ]
    rows: list[Sequence[Value]] = [
        [
            task.code,
            task.sector,
            task.title,
            task.title_en,
            departments.get(task.department_id or 0, ""),
            people.get(task.owner_id or 0, ""),
            people.get(task.team_leader_id or 0, ""),
            task.indicator,
            task.unit,
            *(targets.get((task.id, year)) for year in years),
            *(budgets.get(task.id, {}).get(of) for of in funds),
            str(task.start_year or ""),
            str(task.end_year or ""),
            "; ".join(steps.get(task.id, [])),
            to.say(f"target_kind.{task.target_kind}"),
            to.say("measure.qualitative" if task.is_qualitative else "measure.quantitative"),
            task.factor,
            task.factor_id,
            to.mark(task.is_sample),
        ]
        for task in tasks
    ]
    return Table(to.say("sheet.name.plan"), headers, rows, samples(tasks))


def _budget_header(to: Exporting, year: int, fund: Fund) -> str:
    """Return the header of a budget in won, in the form that the importer reads."""
    if fund == Fund.WHOLE:
        return to.say("sheet.budget_of", year=year)
    return to.say("sheet.fund_of", year=year, fund=to.say(f"fund.{fund}"))


def issues_table(to: Exporting) -> Table:
    """Return all issues in the order of their numbers."""
    people, departments = to.people(), department_names(to.session, to.workspace.id)
    codes = {task.id: task.code for task in all_tasks(to.session, to.workspace.id)}
    names = ("number", "kind", "state", "urgency", "text", "place", "code", "department", "assignee", "due")
    rows: list[Sequence[Value]] = [
        [
            issue.number,
            to.say(f"issue.{issue.kind}"),
            to.say(f"issue.state.{issue.state}"),
            to.say(f"urgency.{issue.urgency}"),
            "\n".join(filter(None, (issue.title, issue.text))),
            issue.place,
            codes.get(issue.task_id or 0, ""),
            departments.get(issue.department_id or 0, ""),
            people.get(issue.assignee_id or 0, ""),
            issue.due_on,
            people.get(issue.reporter_id, ""),
            issue.reported_at.astimezone(ZoneInfo(to.workspace.zone)).date(),
        ]
        for issue in all_issues(to.session, to.workspace.id)
    ]
    return Table(to.say("sheet.name.issues"), to.headers(*names, "reporter", "reported_on"), rows)


def action_items_table(to: Exporting) -> Table:
    """Return all action items, oldest first."""
    people, departments = to.people(), department_names(to.session, to.workspace.id)
    names = ("what", "department", "owner", "due", "state", "result")
    rows: list[Sequence[Value]] = [
        [
            item.what,
            departments.get(item.department_id or 0, ""),
            people.get(item.owner_id or 0, ""),
            item.due,
            to.say(f"sheet.action.{item.state}"),
            item.result,
        ]
        for item in actions_as_made(to.session, to.workspace.id)
    ]
    return Table(to.say("sheet.name.actions"), to.headers(*names), rows)


def plan_changes_table(to: Exporting) -> Table:
    """Return all changed dates and targets: 변경 전, 변경 후, 사유."""
    people, tasks = to.people(), {task.id: task for task in all_tasks(to.session, to.workspace.id)}
    rows: list[Sequence[Value]] = [
        [
            tasks[change.task_id].code,
            task_title(to.language, tasks[change.task_id]),
            to.say("sheet.target_of", year=change.what)
            if change.of == SlipOf.TARGET
            else change.what or to.say("milestone.last"),
            _day(change.before) if change.of == SlipOf.MILESTONE else change.before,
            _day(change.after) if change.of == SlipOf.MILESTONE else change.after,
            change.reason,
            people.get(change.by_id or 0, ""),
            change.at.astimezone(ZoneInfo(to.workspace.zone)).date(),
        ]
        for change in plan_changes_of(to.session, to.workspace.id)
    ]
    names = ("code", "title", "changed", "before", "after", "change_reason", "changed_by", "changed_on")
    return Table(to.say("sheet.name.slips"), to.headers(*names), rows)


def _day(iso: str) -> date:
    return date.fromisoformat(iso)


def samples(rows: Sequence[Task | Line]) -> frozenset[int]:
    """Return the indexes of the rows that are samples."""
    return frozenset(place for place, row in enumerate(rows) if row.is_sample)
