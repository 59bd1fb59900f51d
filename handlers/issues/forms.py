"""Forms to report, edit and handle an issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from slack_sdk.models.blocks import (
    DatePickerElement,
    Option,
    StaticSelectElement,
    UserSelectElement,
)
from slack_sdk.models.blocks.block_elements import (
    ExternalDataSelectElement,
    FileInputElement,
    PlainTextInputElement,
    RadioButtonsElement,
)

from handlers.slack.blocks import Block, button, buttons, escaped, field, modal, section, several_lines
from handlers.text import say
from storage.issues.issues import NEEDED, IssueState, Urgency
from storage.parsing.text import LINE_LIMIT

# docs.slack.dev, file_input: at most ten files.
_PHOTOS_AT_MOST = 10
_PHOTO_TYPES = ["jpg", "jpeg", "png", "gif", "heic", "heif", "webp"]


def report_form(
    language: str,
    *,
    text: str = "",
    place: str = "",
    task: tuple[str, str] | None = None,
    carries: str = "",
    by_phone: bool = False,
) -> Block:
    """Build the form that reports an issue.

    `task` is (code, line). `carries` names the draft or reminder it came from. `by_phone` asks for the caller.
    """
    caller = [_line(language, "caller", optional=False), _line(language, "caller_contact")] if by_phone else []
    phone = [] if by_phone else [buttons(button(say(language, "button.by_phone"), "issue.by_phone", carries or "-"))]
    return modal(
        "issue.report",
        say(language, "form.report"),
        [
            *caller,
            field("text", say(language, "field.text"), several_lines(text)),
            _line(language, "place", place),
            field("task", say(language, "field.task"), _task_list(language, task), optional=True),
            field("urgency", say(language, "field.urgency"), _urgency(language)),
            _line(language, "urgent_because"),
            field("photos", say(language, "field.photos"), _photos(), optional=True),
            *phone,
        ],
        submit=say(language, "button.report"),
        close=say(language, "button.close"),
        carries=carries,
    )


def draft_form(language: str, *, text: str, place: str, task: tuple[str, str] | None, carries: str) -> Block:
    """Build the form that edits a draft; `task` is (code, line)."""
    return modal(
        "draft.edit",
        say(language, "form.draft"),
        [
            field("text", say(language, "field.text"), several_lines(text)),
            _line(language, "place", place),
            field("task", say(language, "field.task"), _task_list(language, task), optional=True),
        ],
        submit=say(language, "button.save"),
        close=say(language, "button.close"),
        carries=carries,
    )


def propose_form(language: str, sectors: Sequence[str], departments: Mapping[int, str]) -> Block:
    """Build the form for a proposed task. Without `sectors` or `departments` it lacks their menus."""
    chosen = [Option(value=name[:75], text=name[:75]) for name in sectors[:100]]
    sector = [field("sector", say(language, "field.sector"), StaticSelectElement(options=chosen))] if chosen else []
    lead = [_departments(language, departments, None, optional=True)] if departments else []
    return modal(
        "issue.propose",
        say(language, "form.propose"),
        [
            _line(language, "proposal_title", optional=False),
            *sector,
            field("text", say(language, "field.effect"), several_lines()),
            _line(language, "indicator"),
            _line(language, "unit"),
            *lead,
        ],
        submit=say(language, "button.propose"),
        close=say(language, "button.close"),
    )


def edit_form(language: str, number: int, text: str) -> Block:
    """Build the form in which a reporter edits the issue's text."""
    return _short(
        language, "issue.edit", "form.edit", number, [field("text", say(language, "field.text"), several_lines(text))]
    )


def assign_form(language: str, number: int, departments: Mapping[int, str], now: int | None, who: str) -> Block:
    """Build the form for department and person; `now` is the current department's id, `who` a Slack id or ""."""
    fields = [
        _departments(language, departments, now, optional=False),
        field("assignee", say(language, "field.assignee"), UserSelectElement(initial_user=who or None), optional=True),
    ]
    return _short(language, "issue.assign", "form.assign", number, fields)


def moves_form(language: str, number: int, version: int, moves: Sequence[IssueState]) -> Block:
    """Build a form of buttons, one for each state the issue can move to."""
    choices = [
        button(say(language, f"move.{state}"), f"issue.move_to.{state}", f"{number}:{version}:{state}")
        for state in moves
    ]
    rows = [buttons(choice) for choice in choices]
    return modal(
        "issue.moves",
        say(language, "form.move", number=number),
        [section(say(language, "move.which")), *rows],
        submit="",
        close=say(language, "button.close"),
    )


def move_form(language: str, number: int, version: int, to: IssueState, *, reopening: bool, tomorrow: date) -> Block:
    """Build the form for a move, with the fields that the new state needs; `tomorrow` is the date it begins with."""
    needs = "reason" if reopening else NEEDED.get(to, "")
    day = DatePickerElement(initial_date=tomorrow.isoformat())
    reason = PlainTextInputElement(multiline=True, max_length=1_000)
    fields = [section(f"*{say(language, f'move.{to}')}*")]
    if needs == "day":
        fields.append(field("day", say(language, f"field.day.{to}"), day))
    if needs == "body":
        fields.append(_line(language, "body", optional=False))
    if needs == "into":
        fields.append(_line(language, "into", optional=False))
    fields.append(field("reason", say(language, "field.reason"), reason, optional=needs != "reason"))
    return _short(language, "issue.move", "form.move", number, fields, carries=f"{number}:{version}:{to}")


def answer_form(language: str, number: int, words: str) -> Block:
    """Build the form for an answer, below the first 200 characters of `words`."""
    fields = [
        section(f">{escaped(words[:200])}"),
        field("text", say(language, "field.answer"), several_lines()),
        field("photos", say(language, "field.photos"), _photos(), optional=True),
    ]
    return _short(language, "issue.answer", "form.answer", number, fields)


def not_yet_form(language: str, number: int) -> Block:
    """Build the form of [미해결]: what remains to be done, and photos."""
    fields = [
        field("reason", say(language, "field.not_yet"), PlainTextInputElement(multiline=True, max_length=1_000)),
        field("photos", say(language, "field.photos"), _photos(), optional=True),
    ]
    return _short(language, "issue.not_yet", "form.not_yet", number, fields)


def urgent_form(language: str, number: int, reason: str, *, may_send: str) -> Block:
    """Build the form of [긴급].

    `may_send` names the higher committee if a chair or secretary may refer the issue with this form, else "".
    """
    element = PlainTextInputElement(max_length=LINE_LIMIT, initial_value=reason or None)
    send = Option(value="yes", text=say(language, "choice.send_up", committee=may_send)[:75])
    keep = Option(value="no", text=say(language, "choice.mark_only"))
    radio = RadioButtonsElement(options=[send, keep], initial_option=keep)
    fields = [field("urgent_because", say(language, "field.urgent_because"), element)]
    fields += [field("send", say(language, "field.send_up"), radio)] if may_send else []
    return _short(language, "issue.urgent", "form.urgent", number, fields)


def _short(language: str, name: str, title: str, number: int, fields: list[Block], carries: str = "") -> Block:
    return modal(
        name,
        say(language, title, number=number),
        fields,
        submit=say(language, "button.save"),
        close=say(language, "button.close"),
        carries=carries or str(number),
    )


def _line(language: str, name: str, initial: str = "", *, optional: bool = True) -> Block:
    element = PlainTextInputElement(max_length=LINE_LIMIT, initial_value=initial[:LINE_LIMIT] or None)
    return field(name, say(language, f"field.{name}"), element, optional=optional)


def _photos() -> FileInputElement:
    return FileInputElement(filetypes=_PHOTO_TYPES, max_files=_PHOTOS_AT_MOST)


def _task_list(language: str, task: tuple[str, str] | None) -> ExternalDataSelectElement:
    chosen = Option(value=task[0], text=task[1][:75]) if task else None
    return ExternalDataSelectElement(
        min_query_length=0, placeholder=say(language, "field.task_hint"), initial_option=chosen
    )


def _urgency(language: str) -> RadioButtonsElement:
    urgencies = [Option(value=value, text=say(language, f"urgency.{value}")) for value in Urgency]
    return RadioButtonsElement(options=urgencies, initial_option=urgencies[0])


def _departments(language: str, departments: Mapping[int, str], now: int | None, *, optional: bool) -> Block:
    options = [Option(value=str(number), text=name[:75]) for number, name in list(departments.items())[:100]]
    chosen = next((option for option in options if option.value == str(now)), None)
    select = StaticSelectElement(options=options, initial_option=chosen)
    return field("department", say(language, "field.department"), select, optional=optional)
