"""`/cn export`: data as a spreadsheet, or the plan's status as a picture, by direct message."""

from __future__ import annotations

from handlers.documents.round_tables import review_tables, round_table
from handlers.documents.table import Table
from handlers.documents.tables import (
    Exporting,
    action_items_table,
    issues_table,
    plan_changes_table,
    plan_table,
)
from handlers.slack.outgoing import OutgoingFile, Rendered, Rendering
from handlers.slack.payloads import Click, Command, matched
from handlers.slack.requests import Request, Response
from handlers.tasks.status import current_plan_status
from handlers.tasks.status_blocks import in_words
from handlers.text.dates import today_of
from schedules.quarters import Quarter, quarter_asked
from storage.admin.permissions import may_run_rounds, need
from storage.organisation.departments import Department, all_departments
from storage.outbox.lookups import count_of_subject
from storage.outbox.notices import Notice, NoticeKind, Topic, notify
from storage.overviews.plan_status import plan_status_in

_WORDS = {
    "": "all",
    "all": "all",
    "전체": "all",
    "plan": "plan",
    "계획": "plan",
    "round": "round",
    "실적": "round",
    "issues": "issues",
    "문제": "issues",
    "actions": "actions",
    "조치": "actions",
    "slips": "slips",
    "변경": "slips",
    "sheet": "sheet",
    "점검표": "sheet",
}


def export(request: Request, command: Command) -> Response:
    """`/cn export [all|plan|round|issues|actions|slips|sheet [department]]`: send a file, or show the help.

    Raises NotAllowed.
    """
    need(request.person, may_run_rounds(request.session, request.workspace.id), "export")
    word, _, name = command.rest.partition(" ")
    what = _WORDS.get(matched(word))
    department = _department(request, name.strip()) if name.strip() else None
    if what is None or (name.strip() and (what != "sheet" or department is None)):
        return Response(request.say("export.how"))
    send(request, what, department.id if department else 0)
    return Response(request.say("export.comes"))


def send(request: Request, what: str, department_id: int = 0) -> None:
    """Queue a direct message with the file to this person; the file is built when the message is posted."""
    quarter = quarter_asked(request.workspace, today_of(request.now, request.workspace.zone))
    times = count_of_subject(request.session, request.workspace.id, f"export.{what}", request.person.slack_id)
    topic = Topic(NoticeKind.EXPORT, f"export.{what}", department_id, due_date=quarter.last_day, repeat=times)
    notify(request.session, request.workspace.id, topic, request.person.slack_id, request.now)


def export_file(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Build the file from the data at the time of posting."""
    (notice, *_) = notices
    what, quarter = notice.subject.partition(".")[2], Quarter.of(notice.due_date)
    return _picture(rendering, quarter) if what == "picture" else _sheets(rendering, notice, what, quarter)


def _picture(rendering: Rendering, quarter: Quarter) -> Rendered:
    """Build the status picture; its text says the same for people who cannot see it."""
    from handlers.documents.charts import status_picture  # late: load picture libraries only when needed

    today = today_of(rendering.now, rendering.workspace.zone)
    status = plan_status_in(rendering.session, rendering.workspace.id, quarter.year, quarter.number, today)
    said, content = in_words(rendering.language, status), status_picture(rendering.language, status)
    name = f"{_in_a_name(rendering, 'picture', quarter, '')}.png"
    return Rendered(said, [], OutgoingFile(said, lambda: (name, content)))


def _sheets(rendering: Rendering, notice: Notice, what: str, quarter: Quarter) -> Rendered:
    from handlers.documents.sheets import workbook  # late: load spreadsheet libraries only when needed

    to = Exporting(rendering.session, rendering.workspace, rendering.language)
    department = rendering.session.get(Department, notice.subject_id) if notice.subject_id else None
    name = department.name if department is not None else ""
    content = workbook(tables_of(to, what, quarter, name))
    title = rendering.say(f"export.title.{what}", year=quarter.year, quarter=quarter.number, name=name)
    file = f"{_in_a_name(rendering, what, quarter, name)}.xlsx"
    return Rendered(title, [], OutgoingFile(title, lambda: (file, content)))


def _in_a_name(rendering: Rendering, what: str, quarter: Quarter, name: str) -> str:
    """Return a file name without its ending: the title and today's date, without spaces."""
    title = rendering.say(f"export.title.{what}", year=quarter.year, quarter=quarter.number, name=name)
    return f"{title.strip().replace(' ', '_')}_{today_of(rendering.now, rendering.workspace.zone).isoformat()}"


def tables_of(to: Exporting, what: str, quarter: Quarter, department: str = "") -> list[Table]:
    """Return the tables of a spreadsheet, "all" for every table but the review sheets.

    A review sheet without tasks is one empty table.
    """
    if what == "sheet":
        empty = Table(department or "-", [to.header_of("code")], [])
        return review_tables(to, quarter.year, quarter.number, department) or [empty]
    every = {"plan": plan_table, "issues": issues_table, "actions": action_items_table, "slips": plan_changes_table}
    tables = [make(to) for name, make in every.items() if what in ("all", name)]
    return [round_table(to, quarter.year, quarter.number), *tables] if what in ("all", "round") else tables


def _department(request: Request, name: str) -> Department | None:
    every = all_departments(request.session, request.workspace.id)
    return next((each for each in every if matched(each.name) == matched(name)), None)


def send_status_picture(request: Request, _click: Click) -> Response:
    """[그림으로 보기]: send the status as a picture by direct message, as a file that can be put into papers."""
    if not current_plan_status(request).whole.tasks:
        return Response(request.say("tasks.no_plan"))
    send(request, "picture")
    return Response(request.say("status.picture_comes"))
