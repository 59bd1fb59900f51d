"""The plan at a glance, and one task with its quarters and its history."""

from __future__ import annotations

from handlers.blocks import status as looks
from handlers.blocks.parts import escaped, sections
from handlers.blocks.slips import task_buttons
from handlers.blocks.tasks import number
from handlers.listening import Answer, Asked, Picture
from handlers.payloads import Click, Command
from handlers.stages import stage_line
from handlers.text.dates import say_day, today_of
from schedules.quarters import quarter_asked
from storage.history import History, history_of
from storage.people import Department, Person, everybody
from storage.progress import reports_of
from storage.rights import may_report
from storage.stages import stage_of_task
from storage.standings import Standing, standing_in
from storage.tasks import Task, targets_of, task_coded

_CHANGES_AT_MOST = 10


def status(asked: Asked, command: Command) -> Answer:
    """`/cn status`: the plan at a glance; with a code one task."""
    return _one_task(asked, command.rest) if command.rest else glance(asked)


def status_by_click(asked: Asked, click: Click) -> Answer:
    return glance(asked) if click.value == "all" else _one_task(asked, click.value)


def glance(asked: Asked) -> Answer:
    standing = _standing(asked)
    if not standing.whole.tasks:
        return Answer(asked.say("tasks.no_plan"))
    paragraphs = list(looks.paragraphs(asked.language, standing))
    return Answer("\n\n".join(paragraphs), blocks=looks.glance(asked.language, paragraphs))


def draw(asked: Asked, _click: Click) -> Answer:
    """[그림으로 보기]: into the reader's direct messages, as a file that can be put into papers."""
    from handlers.documents.charts import status_picture  # late: a library of pictures, for who asks for one

    standing = _standing(asked)
    if not standing.whole.tasks:
        return Answer(asked.say("tasks.no_plan"))
    title = asked.say("chart.title", year=standing.year, quarter=standing.quarter, count=standing.whole.tasks)
    alt = f"{title}. {looks.ratings(asked.language, standing.whole)}"
    content = status_picture(asked.language, standing)
    picture = Picture(f"status-{standing.year}-Q{standing.quarter}.png", title, alt, content)
    return Answer(asked.say("status.picture_comes"), picture=picture)


def _standing(asked: Asked) -> Standing:
    today = today_of(asked.now, asked.workspace.zone)
    quarter = quarter_asked(asked.workspace, today)
    return standing_in(asked.session, asked.workspace.id, quarter.year, quarter.number, today.year)


def _one_task(asked: Asked, code: str) -> Answer:
    task = task_coded(asked.session, asked.workspace.id, code)
    department = asked.session.get(Department, task.department_id) if task.department_id else None
    owner = asked.session.get(Person, task.owner_id) if task.owner_id else None
    targets = [f"{t.year}: {number(t.value)}{escaped(task.unit)}" for t in targets_of(asked.session, task)]
    lines = [
        f"*{escaped(task.code)}* {escaped(_title(asked, task))}",
        asked.say("task.department", name=escaped(department.name) if department else "-"),
        asked.say("task.owner", who=f"<@{owner.slack_id}>" if owner else asked.say("task.no_owner")),
        asked.say("task.targets", indicator=escaped(task.indicator), targets=", ".join(targets) or "-"),
        stage_line(asked.language, stage_of_task(asked.session, task, today_of(asked.now, asked.workspace.zone).year)),
        *_quarters(asked, task),
        *_changes(asked, task),
    ]
    text = "\n".join(lines)
    if asked.person.id not in {each.id for each in may_report(asked.session, task)}:
        return Answer(text)
    quarter = quarter_asked(asked.workspace, today_of(asked.now, asked.workspace.zone))
    about = f"report:{task.id}:{quarter.due(asked.workspace).isoformat()}"
    return Answer(text, blocks=[*sections(lines), task_buttons(asked.language, about, task.code)])


def _title(asked: Asked, task: Task) -> str:
    return task.title_en if asked.language == "en" and task.title_en else task.title


def _quarters(asked: Asked, task: Task) -> list[str]:
    reports = reports_of(asked.session, asked.workspace.id, task.id)
    if not reports:
        return [asked.say("task.no_reports")]
    return [
        asked.say(
            "task.quarter",
            year=report.year,
            quarter=report.quarter,
            rating=asked.say(f"rating.{report.rating}"),
            value=f"{number(report.value)}{escaped(task.unit)}" if report.value is not None else "-",
            note=escaped(report.note[:300]),
        )
        for report in reports
    ]


def _changes(asked: Asked, task: Task) -> list[str]:
    """The newest of what the history says of a task, oldest first; a report's own line says more than its entry."""
    rows = [row for row in history_of(asked.session, asked.workspace.id, "task", task.id) if row.action != "reported"]
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


# What `storage` writes into a task's history.
_KNOWN = ("assigned", "handed_over", "not_mine")


def _shown(value: object) -> str:
    return escaped(str(value)[:80]) if value not in (None, "") else "-"
