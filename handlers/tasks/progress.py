"""Quarterly reports: by form, by one button if nothing changed, or in one line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from handlers.slack.blocks import Block, escaped, taken
from handlers.slack.payloads import Click, Command, Submission
from handlers.slack.requests import Request, Response
from handlers.tasks import milestones, progress_blocks, report_files
from handlers.tasks.report_text import ReportLine, entry_echo, entry_in, said_in_line
from handlers.text.dates import today_of
from handlers.text.figures import number, say_money
from handlers.text.titles import task_title
from schedules.quarters import Quarter, quarter_asked, quarter_due
from storage.admin.permissions import may_report, need
from storage.db.errors import TooLong
from storage.outbox.notices import show_again
from storage.rounds.rounds import is_closed
from storage.tasks.budgets import budgets_of, year_of
from storage.tasks.progress import (
    NEEDS_A_REASON,
    Entry,
    ProgressReport,
    Rating,
    carried_over,
    enter_report,
    entry_of,
    last_before,
    may_be_unchanged,
    report_for,
)
from storage.tasks.rating_marks import Marks, marks_of
from storage.tasks.tasks import Task, targets_by_year, task_coded, task_with


@dataclass(frozen=True)
class Of:
    """A task's report for one quarter."""

    task: Task
    quarter: Quarter
    about: str  # the value of its buttons: "report:task:due"

    @property
    def year_and_number(self) -> tuple[int, int]:
        """Return year and quarter number, as `storage` takes them."""
        return self.quarter.year, self.quarter.number


def open_form(request: Request, click: Click) -> Response:
    """[실적 입력]: open the form; the button's value is "milestone:id" or "report:task:due"."""
    if click.value.startswith("milestone:"):
        return milestones.result_form(request, click.value)
    return _form(request, _of(request, click.value))


def report_by_form(request: Request, form: Submission) -> Response:
    """Save the report with its files and show what was saved.

    Raises Lacking, TooLong, FileRefused and what `read_value` and `read_money` raise.
    """
    of = _of(request, form.carries)
    said = enter(request, of, entry_in(form, of.task))
    report_files.keep(request, report_for(request.session, of.task, *of.year_and_number), form.files)
    return Response(form=_echo(request, of, said))


def unchanged(request: Request, click: Click) -> Response:
    """[변동 없음]: save the last report again, or open the form if it cannot be true for this quarter."""
    of = _of(request, click.value)
    last = last_before(request.session, of.task, *of.year_and_number)
    if last is None or not may_be_unchanged(of.task, last, *of.year_and_number):
        return _form(request, of)
    said = enter(request, of, carried_over(of.task, last, of.quarter.year))
    text = request.say("progress.unchanged", **_named(request, of), said=entry_echo(request.language, of.task, said))
    return Response(text, blocks=progress_blocks.with_form(request.language, text, of.about))


def update(request: Request, command: Command) -> Response:
    """`/cn update <code> [value] [rating] [words]`: save a report; without a rating, offer one button for each rating.

    With the code alone, open the form. Raises TooLong and what `read_value` raises.
    """
    code, _, rest = command.rest.partition(" ")
    if not code:
        return Response(request.say("update.how"))
    of = current(request, task_coded(request.session, request.workspace.id, code))
    need(request.person, may_report(request.session, of.task), "report")
    if not rest.strip():
        return _form(request, of)
    said = said_in_line(rest, of.task)
    return _ask_for_rating(request, of, said) if said.rating is None else _rated(request, of, said, said.rating)


def rate(request: Request, click: Click) -> Response:
    """Save what `/cn update` understood, with the rating of the pressed button.

    The answer replaces the question; if a reason or an action plan is missing, the form opens instead.
    """
    rating, _, carried = click.value.partition("|")
    about, value, words = progress_blocks.unpacked(carried)
    answer = _rated(request, _of(request, about), ReportLine(value, words), Rating(rating))
    return replace(answer, replaces=answer.form is None)


def current(request: Request, task: Task) -> Of:
    """Return the task's report for the quarter that can be reported now."""
    quarter = quarter_asked(request.workspace, today_of(request.now, request.workspace.zone))
    return Of(task, quarter, f"report:{task.id}:{quarter.due(request.workspace).isoformat()}")


def enter(request: Request, of: Of, said: Entry) -> Entry:
    """Save the report and update every message about it. Raises NotAllowed, Lacking, TooLong."""
    need(request.person, may_report(request.session, of.task), "report")
    late = _is_late(request, of)
    report = enter_report(request.session, of.task, of.year_and_number, said, request.person, request.now, late=late)
    show_again(request.session, request.workspace.id, "report", of.task.id)
    return entry_of(report)


def _rated(request: Request, of: Of, said: ReportLine, rating: Rating) -> Response:
    """Save the report, or open the form if its rating needs a reason and an action plan."""
    entry = said.entry(rating)
    if rating in NEEDS_A_REASON and not (entry.reason and entry.action_plan):
        return _form(request, of, entry)
    text = _echoed(request, of, enter(request, of, entry))
    return Response(text, blocks=progress_blocks.with_form(request.language, text, of.about))


def _ask_for_rating(request: Request, of: Of, said: ReportLine) -> Response:
    if len(said.words) > progress_blocks.CARRIED_WORDS:
        raise TooLong(len(said.words), progress_blocks.CARRIED_WORDS)
    text = "\n".join(
        [
            request.say("update.understood", **_named(request, of), said=entry_echo(request.language, of.task, said)),
            *_suggested(request, of, said),
            request.say("update.rate"),
        ]
    )
    return Response(
        text, blocks=progress_blocks.ask_for_rating(request.language, text, of.about, said.value, said.words)
    )


def _form(request: Request, of: Of, said: Entry | None = None) -> Response:
    """Open the form. Raises NotAllowed.

    It is filled with what this line said, else with this quarter's report, else with the last one without its rating.
    """
    need(request.person, may_report(request.session, of.task), "report")
    there = report_for(request.session, of.task, *of.year_and_number)
    last = last_before(request.session, of.task, *of.year_and_number)
    before = carried_over(of.task, last, of.quarter.year) if last is not None else None
    lines = [
        f"*{escaped(of.task.code)}* {escaped(task_title(request.language, of.task))} · {_quarter(request, of)}",
        *_measured(request, of),
        *([request.say("progress.last", said=entry_echo(request.language, of.task, entry_of(last)))] if last else []),
        *([request.say("progress.sent_back", word=escaped(there.sent_back))] if there and there.sent_back else []),
        *(report_files.line(request, there) if there is not None else []),
    ]
    known = said or (entry_of(there) if there is not None else None)
    if before is not None and known is None:
        lines += _suggested(request, of, before)
    filled = progress_blocks.Filled.of(known, before)
    return Response(form=progress_blocks.report_form(request.language, "\n".join(lines), of.task, filled, of.about))


def _measured(request: Request, of: Of) -> list[str]:
    """Return lines about the figure: what it counts, its target, where each suggested rating begins, the budget."""
    target = targets_by_year(request.session, of.task).get(of.quarter.year)
    money = year_of(budgets_of(request.session, of.task), of.quarter.year)
    budget = [request.say("progress.budget", budget=say_money(request.language, money))] if money is not None else []
    if of.task.is_qualitative and target is None:
        return [request.say("progress.qualitative"), *budget]
    view = progress_blocks.amount(target, of.task.unit) if target is not None else "-"
    lines = [request.say(f"progress.counts.{of.task.target_kind}", target=view)]
    marks = _marks(request, of)
    if marks is not None:
        below = request.say(f"rating.{marks.otherwise}")
        at = {"achieved": progress_blocks.amount(marks.achieved, of.task.unit), "below": below}
        key = "progress.marks" if marks.on_track < marks.achieved else "progress.marks.last"
        lines.append(request.say(key, **at, on_track=progress_blocks.amount(marks.on_track, of.task.unit)))
    return lines + budget


def _suggested(request: Request, of: Of, said: Entry | ReportLine) -> list[str]:
    marks = _marks(request, of)
    if marks is None or said.value is None:
        return []
    return [request.say("progress.suggested", rating=request.say(f"rating.{marks.suggest(said.value)}"))]


def _marks(request: Request, of: Of) -> Marks | None:
    return marks_of(of.task, targets_by_year(request.session, of.task), *of.year_and_number)


def _echo(request: Request, of: Of, said: Entry) -> Block:
    return taken(_echoed(request, of, said), request.say("form.progress"), request.say("button.close"))


def _echoed(request: Request, of: Of, said: Entry) -> str:
    """Return what was saved, and the suggested rating if the person chose another one."""
    there = report_for(request.session, of.task, *of.year_and_number)
    marks = _marks(request, of)
    other = marks is not None and said.value is not None and marks.suggest(said.value) != said.rating
    return "\n".join(
        [
            request.say("progress.taken", **_named(request, of), said=entry_echo(request.language, of.task, said)),
            *_saved(request, there),
            *(report_files.line(request, there) if there is not None else []),
            *(_suggested(request, of, said) if other else []),
            *([request.say("progress.late")] if there is not None and there.late else []),
        ]
    )


def _saved(request: Request, report: ProgressReport | None) -> list[str]:
    """Return a line with the reduction in tCO2eq, or [] for a task without reductions, which is not 0."""
    if report is None or report.reduction is None:
        return []
    return [request.say("progress.saved", tonnes=number(report.reduction), year=report.year)]


def _is_late(request: Request, of: Of) -> bool:
    """Return whether the round's last day is over or the round is closed."""
    over = today_of(request.now, request.workspace.zone) > of.quarter.due(request.workspace)
    return over or is_closed(request.session, request.workspace.id, *of.year_and_number)


def _named(request: Request, of: Of) -> dict[str, object]:
    return {"code": escaped(of.task.code), "quarter": _quarter(request, of)}


def _quarter(request: Request, of: Of) -> str:
    return request.say("progress.quarter", year=of.quarter.year, quarter=of.quarter.number)


def _of(request: Request, about: str) -> Of:
    """Return the report named "report:task:due" on a button. Raises NotFound."""
    _, task_id, due = about.split(":")
    quarter = quarter_due(request.workspace, date.fromisoformat(due))
    return Of(task_with(request.session, request.workspace.id, int(task_id)), quarter, about)
