"""Quarterly reports: by form, by one button if nothing changed, or in one line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from handlers import milestones, report_files
from handlers.blocks import progress as looks
from handlers.blocks.parts import Block, escaped, taken
from handlers.blocks.tasks import number
from handlers.listening import Answer, Asked
from handlers.payloads import Click, Command, Submission
from handlers.reported import Said, entry_in, said_in_line, shown_entry
from handlers.text.dates import today_of
from handlers.text.figures import say_money
from schedules.quarters import Quarter, quarter_asked, quarter_due
from storage.budgets import budgets_of, year_of
from storage.errors import TooLong
from storage.notices import show_again
from storage.progress import (
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
from storage.rights import may_report, need
from storage.rounds import is_closed
from storage.suggesting import Marks, marks_of
from storage.tasks import Task, targets_by_year, task_coded, task_with


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


def open_form(asked: Asked, click: Click) -> Answer:
    """[실적 입력]: open the form; the button's value is "milestone:id" or "report:task:due"."""
    if click.value.startswith("milestone:"):
        return milestones.result_form(asked, click.value)
    return _form(asked, _of(asked, click.value))


def report_by_form(asked: Asked, form: Submission) -> Answer:
    """Save the report with its files and show what was saved.

    Raises Lacking, TooLong, FileRefused and what `read_value` and `read_money` raise.
    """
    of = _of(asked, form.carries)
    said = enter(asked, of, entry_in(form, of.task))
    report_files.keep(asked, report_for(asked.session, of.task, *of.year_and_number), form.files)
    return Answer(form=_echo(asked, of, said))


def unchanged(asked: Asked, click: Click) -> Answer:
    """[변동 없음]: save the last report again, or open the form if it cannot be true for this quarter."""
    of = _of(asked, click.value)
    last = last_before(asked.session, of.task, *of.year_and_number)
    if last is None or not may_be_unchanged(of.task, last, *of.year_and_number):
        return _form(asked, of)
    said = enter(asked, of, carried_over(of.task, last, of.quarter.year))
    text = asked.say("progress.unchanged", **_named(asked, of), said=shown_entry(asked.language, of.task, said))
    return Answer(text, blocks=looks.with_form(asked.language, text, of.about))


def update(asked: Asked, command: Command) -> Answer:
    """`/cn update <code> [value] [rating] [words]`: save a report; without a rating, offer one button for each rating.

    With the code alone, open the form. Raises TooLong and what `read_value` raises.
    """
    code, _, rest = command.rest.partition(" ")
    if not code:
        return Answer(asked.say("update.how"))
    of = current(asked, task_coded(asked.session, asked.workspace.id, code))
    need(asked.person, may_report(asked.session, of.task), "report")
    if not rest.strip():
        return _form(asked, of)
    said = said_in_line(rest, of.task)
    return _ask_for_rating(asked, of, said) if said.rating is None else _rated(asked, of, said, said.rating)


def rate(asked: Asked, click: Click) -> Answer:
    """Save what `/cn update` understood, with the rating of the pressed button.

    The answer replaces the question; if a reason or an action plan is missing, the form opens instead.
    """
    rating, _, carried = click.value.partition("|")
    about, value, words = looks.unpacked(carried)
    answer = _rated(asked, _of(asked, about), Said(value, words), Rating(rating))
    return replace(answer, replaces=answer.form is None)


def current(asked: Asked, task: Task) -> Of:
    """Return the task's report for the quarter that can be reported now."""
    quarter = quarter_asked(asked.workspace, today_of(asked.now, asked.workspace.zone))
    return Of(task, quarter, f"report:{task.id}:{quarter.due(asked.workspace).isoformat()}")


def enter(asked: Asked, of: Of, said: Entry) -> Entry:
    """Save the report and update every message about it. Raises NotAllowed, Lacking, TooLong."""
    need(asked.person, may_report(asked.session, of.task), "report")
    late = _is_late(asked, of)
    report = enter_report(asked.session, of.task, of.year_and_number, said, asked.person, asked.now, late=late)
    show_again(asked.session, asked.workspace.id, "report", of.task.id)
    return entry_of(report)


def _rated(asked: Asked, of: Of, said: Said, rating: Rating) -> Answer:
    """Save the report, or open the form if its rating needs a reason and an action plan."""
    entry = said.entry(rating)
    if rating in NEEDS_A_REASON and not (entry.reason and entry.action_plan):
        return _form(asked, of, entry)
    text = _echoed(asked, of, enter(asked, of, entry))
    return Answer(text, blocks=looks.with_form(asked.language, text, of.about))


def _ask_for_rating(asked: Asked, of: Of, said: Said) -> Answer:
    if len(said.words) > looks.CARRIED_WORDS:
        raise TooLong(len(said.words), looks.CARRIED_WORDS)
    text = "\n".join(
        [
            asked.say("update.understood", **_named(asked, of), said=shown_entry(asked.language, of.task, said)),
            *_suggested(asked, of, said),
            asked.say("update.rate"),
        ]
    )
    return Answer(text, blocks=looks.ask_for_rating(asked.language, text, of.about, said.value, said.words))


def _form(asked: Asked, of: Of, said: Entry | None = None) -> Answer:
    """Open the form. Raises NotAllowed.

    It is filled with what this line said, else with this quarter's report, else with the last one without its rating.
    """
    need(asked.person, may_report(asked.session, of.task), "report")
    there = report_for(asked.session, of.task, *of.year_and_number)
    last = last_before(asked.session, of.task, *of.year_and_number)
    before = carried_over(of.task, last, of.quarter.year) if last is not None else None
    lines = [
        f"*{escaped(of.task.code)}* {escaped(of.task.title)} · {_quarter(asked, of)}",
        *_measured(asked, of),
        *([asked.say("progress.last", said=shown_entry(asked.language, of.task, entry_of(last)))] if last else []),
        *([asked.say("progress.sent_back", word=escaped(there.sent_back))] if there and there.sent_back else []),
        *(report_files.line(asked, there) if there is not None else []),
    ]
    known = said or (entry_of(there) if there is not None else None)
    if before is not None and known is None:
        lines += _suggested(asked, of, before)
    filled = looks.Filled.of(known, before)
    return Answer(form=looks.report_form(asked.language, "\n".join(lines), of.task, filled, of.about))


def _measured(asked: Asked, of: Of) -> list[str]:
    """Return lines about the figure: what it counts, its target, where each suggested rating begins, the budget."""
    target = targets_by_year(asked.session, of.task).get(of.quarter.year)
    money = year_of(budgets_of(asked.session, of.task), of.quarter.year)
    budget = [asked.say("progress.budget", budget=say_money(asked.language, money))] if money is not None else []
    if of.task.is_qualitative and target is None:
        return [asked.say("progress.qualitative"), *budget]
    shown = looks.amount(target, of.task.unit) if target is not None else "-"
    lines = [asked.say(f"progress.counts.{of.task.target_kind}", target=shown)]
    marks = _marks(asked, of)
    if marks is not None:
        below = asked.say(f"rating.{marks.otherwise}")
        at = {"achieved": looks.amount(marks.achieved, of.task.unit), "below": below}
        key = "progress.marks" if marks.on_track < marks.achieved else "progress.marks.last"
        lines.append(asked.say(key, **at, on_track=looks.amount(marks.on_track, of.task.unit)))
    return lines + budget


def _suggested(asked: Asked, of: Of, said: Entry | Said) -> list[str]:
    marks = _marks(asked, of)
    if marks is None or said.value is None:
        return []
    return [asked.say("progress.suggested", rating=asked.say(f"rating.{marks.suggest(said.value)}"))]


def _marks(asked: Asked, of: Of) -> Marks | None:
    return marks_of(of.task, targets_by_year(asked.session, of.task), *of.year_and_number)


def _echo(asked: Asked, of: Of, said: Entry) -> Block:
    return taken(_echoed(asked, of, said), asked.say("form.progress"), asked.say("button.close"))


def _echoed(asked: Asked, of: Of, said: Entry) -> str:
    """Return what was saved, and the suggested rating if the person chose another one."""
    there = report_for(asked.session, of.task, *of.year_and_number)
    marks = _marks(asked, of)
    other = marks is not None and said.value is not None and marks.suggest(said.value) != said.rating
    return "\n".join(
        [
            asked.say("progress.taken", **_named(asked, of), said=shown_entry(asked.language, of.task, said)),
            *_saved(asked, there),
            *(report_files.line(asked, there) if there is not None else []),
            *(_suggested(asked, of, said) if other else []),
            *([asked.say("progress.late")] if there is not None and there.late else []),
        ]
    )


def _saved(asked: Asked, report: ProgressReport | None) -> list[str]:
    """Return a line with the reduction in tCO2eq, or [] for a task without reductions, which is not 0."""
    if report is None or report.reduction is None:
        return []
    return [asked.say("progress.saved", tonnes=number(report.reduction), year=report.year)]


def _is_late(asked: Asked, of: Of) -> bool:
    """Return whether the round's last day is over or the round is closed."""
    over = today_of(asked.now, asked.workspace.zone) > of.quarter.due(asked.workspace)
    return over or is_closed(asked.session, asked.workspace.id, *of.year_and_number)


def _named(asked: Asked, of: Of) -> dict[str, object]:
    return {"code": escaped(of.task.code), "quarter": _quarter(asked, of)}


def _quarter(asked: Asked, of: Of) -> str:
    return asked.say("progress.quarter", year=of.quarter.year, quarter=of.quarter.number)


def _of(asked: Asked, about: str) -> Of:
    """Return the report named "report:task:due" on a button. Raises NotFound."""
    _, task_id, due = about.split(":")
    quarter = quarter_due(asked.workspace, date.fromisoformat(due))
    return Of(task_with(asked.session, asked.workspace.id, int(task_id)), quarter, about)
