"""The ⋯ menu of a reminder: ask for help, not mine, reason, absence, preview."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers import preview, settings
from handlers.blocks import issue_forms
from handlers.blocks import reminders as looks
from handlers.blocks.reminders import LineShown, by_urgency
from handlers.listening import Answer, Asked
from handlers.payloads import Click, Submission
from handlers.reading import Reading
from handlers.reminders import line_of
from handlers.text.dates import today_of
from schedules.calendar import calendar_of
from storage.committees import committee_receiving_issues
from storage.disclaiming import disclaim
from storage.errors import NotFound
from storage.ladders import ladder_of
from storage.messages import Message
from storage.milestones import Milestone
from storage.notices import ABOUT_REPORTS, Notice, NoticeKind, notices_in
from storage.people import Person
from storage.tasks import Task, task_coded


def more(asked: Asked, click: Click) -> Answer:
    """⋯: do what the chosen entry says. Raises NotFound for a message to another person."""
    what, _, number = click.value.partition(":")
    message = own_message(asked, number)
    return _MENU[what](asked, notices_in(asked.session, asked.workspace.id, message.id))


def own_message(asked: Asked, number: str) -> Message:
    """Return the message if it was sent to this person. Raises NotFound otherwise."""
    message = asked.session.get(Message, int(number))
    if message is None or message.workspace_id != asked.workspace.id or message.recipient != asked.person.slack_id:
        raise NotFound("message", number)
    return message


def _help(asked: Asked, notices: list[Notice]) -> Answer:
    """[지원 요청]: open the issue form, filled with the task of the most urgent line."""
    lines = by_urgency([line for notice in notices if (line := _line(asked, notice)).is_open])
    tasks = {
        line.about: task for notice in notices if (task := _task(asked, notice)) for line in [_line(asked, notice)]
    }
    task = next((tasks[line.about] for line in lines if line.about in tasks), None)
    known = (task.code, f"{task.code} {task.title}") if task is not None else None
    return Answer(form=issue_forms.report_form(asked.language, task=known))


def _not_mine(asked: Asked, notices: list[Notice]) -> Answer:
    """[담당자 아님]: open the form that asks for the task and the reason."""
    tasks = {task.code: task for notice in notices if (task := _task(asked, notice)) is not None}
    if not tasks:
        return Answer(asked.say("not_mine.no_task"))
    return Answer(form=looks.not_mine_form(asked.language, [(code, task.title) for code, task in tasks.items()]))


def not_mine_by_form(asked: Asked, form: Submission) -> Answer:
    """Notify the secretary in their next daily reminder.

    Raises EmptyText, TooLong, and NotFound if there is no secretary.
    """
    task = task_coded(asked.session, asked.workspace.id, form.fields["task"])
    committee = committee_receiving_issues(asked.session, asked.workspace.id)
    secretary = asked.session.get(Person, committee.secretary_id) if committee.secretary_id else None
    if secretary is None or secretary.gone:
        raise NotFound("secretary", committee.name)
    morning = calendar_of(asked.workspace).next_working_morning(asked.now)
    today = today_of(asked.now, asked.workspace.zone)
    disclaim(asked.session, task, asked.person, form.fields.get("reason", ""), secretary, today, morning, asked.now)
    return Answer()


def _why(asked: Asked, notices: list[Notice]) -> Answer:
    """[받은 이유]: show which rule produced each line and how to change it."""
    lines = []
    for notice in notices:
        rule = _rule(asked, notice)
        lines.append(f"{_line(asked, notice).text.splitlines()[0]}\n{rule}")
    text = "\n\n".join([asked.say("why.title"), *lines, asked.say("why.change")])
    return Answer(text)


def _rule(asked: Asked, notice: Notice) -> str:
    when = "late" if notice.threshold < 0 else "before"
    key = f"why.{notice.kind}.{when}" if notice.kind in _TWO_SIDED else f"why.{notice.kind}"
    steps = ", ".join(map(str, ladder_of(asked.workspace).deadline_before))
    said = asked.say(key, days=abs(notice.threshold), steps=steps)
    if notice.round:
        said = f"{said} {asked.say('why.snoozed')}"
    return f"{said} {asked.say('why.instead', who=f'<@{notice.recipient}>')}" if _is_for_other(asked, notice) else said


# Kinds with one text before the due date and another after it.
_TWO_SIDED = (NoticeKind.DEADLINE, NoticeKind.REPORT)


def _is_for_other(asked: Asked, notice: Notice) -> bool:
    """Return whether the notice was for another person and came to this reader in their place."""
    return notice.recipient != asked.person.slack_id


def _away(asked: Asked, _notices: list[Notice]) -> Answer:
    return settings.ask_away(asked)


def _preview(asked: Asked, _notices: list[Notice]) -> Answer:
    return preview.of_reader(asked, preview.DAYS)


_MENU: Mapping[str, Callable[[Asked, list[Notice]], Answer]] = {
    "help": _help,
    "not_mine": _not_mine,
    "why": _why,
    "away": _away,
    "preview": _preview,
}


def _task(asked: Asked, notice: Notice) -> Task | None:
    if notice.kind == NoticeKind.DEADLINE:
        milestone = asked.session.get(Milestone, notice.subject_id)
        return asked.session.get(Task, milestone.task_id) if milestone is not None else None
    if notice.kind in ABOUT_REPORTS:
        return asked.session.get(Task, notice.subject_id)
    return None


def _line(asked: Asked, notice: Notice) -> LineShown:
    today = today_of(asked.now, asked.workspace.zone)
    return line_of(Reading(asked.session, asked.workspace, asked.language, today), notice)
