"""The ⋯ menu of a reminder: ask for help, not mine, reason, absence, preview."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.issues import forms
from handlers.people import settings
from handlers.reminders import preview
from handlers.reminders.reminders import line_now
from handlers.slack import reminder_line as reminder_line_blocks
from handlers.slack.payloads import Click, Submission
from handlers.slack.reminder_line import by_urgency
from handlers.slack.requests import Request, Response
from handlers.text.dates import today_of
from handlers.text.titles import coded_title
from schedules.calendar import calendar_of
from storage.db.errors import NotFound
from storage.organisation.committees import committee_receiving_issues
from storage.organisation.people import Person
from storage.outbox.lead_times import lead_times_of
from storage.outbox.lookups import notices_in
from storage.outbox.messages import Message
from storage.outbox.notices import ABOUT_REPORTS, Notice, NoticeKind
from storage.outbox.planned import Wanted
from storage.tasks.milestones import Milestone
from storage.tasks.not_mine import say_not_mine
from storage.tasks.tasks import Task, task_coded


def more(request: Request, click: Click) -> Response:
    """⋯: do what the chosen entry says. Raises NotFound for a message to another person."""
    what, _, number = click.value.partition(":")
    message = own_message(request, number)
    return _MENU[what](request, notices_in(request.session, request.workspace.id, message.id))


def own_message(request: Request, number: str) -> Message:
    """Return the message if it was sent to this person. Raises NotFound otherwise."""
    message = request.session.get(Message, int(number))
    if message is None or message.workspace_id != request.workspace.id or message.recipient != request.person.slack_id:
        raise NotFound("message", number)
    return message


def _help(request: Request, notices: list[Notice]) -> Response:
    """[지원 요청]: open the issue form, filled with the task of the most urgent line."""
    lines = by_urgency([line for notice in notices if (line := line_now(request, notice)).is_open])
    tasks = {
        line.about: task
        for notice in notices
        if (task := _task(request, notice))
        for line in [line_now(request, notice)]
    }
    task = next((tasks[line.about] for line in lines if line.about in tasks), None)
    known = (task.code, coded_title(request.language, task)) if task is not None else None
    return Response(form=forms.report_form(request.language, task=known))


def _not_mine(request: Request, notices: list[Notice]) -> Response:
    """[담당자 아님]: open the form that asks for the task and the reason."""
    tasks = {task.code: task for notice in notices if (task := _task(request, notice)) is not None}
    if not tasks:
        return Response(request.say("not_mine.no_task"))
    return Response(
        form=reminder_line_blocks.not_mine_form(
            request.language, [(code, coded_title(request.language, task)) for code, task in tasks.items()]
        )
    )


def not_mine_by_form(request: Request, form: Submission) -> Response:
    """Notify the secretary in their next daily reminder.

    Raises EmptyText, TooLong, and NotFound if there is no secretary.
    """
    task = task_coded(request.session, request.workspace.id, form.fields["task"])
    committee = committee_receiving_issues(request.session, request.workspace.id)
    secretary = request.session.get(Person, committee.secretary_id) if committee.secretary_id else None
    if secretary is None or secretary.gone:
        raise NotFound("secretary", committee.name)
    morning = calendar_of(request.workspace).next_working_morning(request.now)
    today = today_of(request.now, request.workspace.zone)
    notice = Wanted("task", task.id, NoticeKind.NOT_MINE, today, 0, secretary.slack_id, morning)
    say_not_mine(request.session, task, request.person, form.fields.get("reason", ""), notice, request.now)
    return Response()


def _why(request: Request, notices: list[Notice]) -> Response:
    """[받은 이유]: show which rule produced each line and how to change it."""
    lines = []
    for notice in notices:
        rule = _rule(request, notice)
        lines.append(f"{line_now(request, notice).text.splitlines()[0]}\n{rule}")
    text = "\n\n".join([request.say("why.title"), *lines, request.say("why.change")])
    return Response(text)


def _rule(request: Request, notice: Notice) -> str:
    when = "late" if notice.days_before < 0 else "before"
    key = f"why.{notice.kind}.{when}" if notice.kind in _TWO_SIDED else f"why.{notice.kind}"
    steps = ", ".join(map(str, lead_times_of(request.workspace).deadline_before))
    said = request.say(key, days=abs(notice.days_before), steps=steps)
    if notice.repeat:
        said = f"{said} {request.say('why.snoozed')}"
    return (
        f"{said} {request.say('why.instead', who=f'<@{notice.recipient}>')}" if _is_for_other(request, notice) else said
    )


# Kinds with one text before the due date and another after it.
_TWO_SIDED = (NoticeKind.DEADLINE, NoticeKind.REPORT)


def _is_for_other(request: Request, notice: Notice) -> bool:
    """Return whether the notice was for another person and came to this reader in their place."""
    return notice.recipient != request.person.slack_id


def _away(request: Request, _notices: list[Notice]) -> Response:
    return settings.ask_away(request)


def _preview(request: Request, _notices: list[Notice]) -> Response:
    return preview.of_reader(request, preview.DAYS)


_MENU: Mapping[str, Callable[[Request, list[Notice]], Response]] = {
    "help": _help,
    "not_mine": _not_mine,
    "why": _why,
    "away": _away,
    "preview": _preview,
}


def _task(request: Request, notice: Notice) -> Task | None:
    if notice.kind == NoticeKind.DEADLINE:
        milestone = request.session.get(Milestone, notice.subject_id)
        return request.session.get(Task, milestone.task_id) if milestone is not None else None
    if notice.kind in ABOUT_REPORTS:
        return request.session.get(Task, notice.subject_id)
    return None
