"""What an issue looks like: the committee's card, the reporter's receipt, the forms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import Option
from slack_sdk.models.blocks.block_elements import (
    ExternalDataSelectElement,
    PlainTextInputElement,
    RadioButtonsElement,
)

from handlers.blocks.parts import (
    INPUT_LIMIT,
    Block,
    button,
    buttons,
    context,
    escaped,
    field,
    header,
    modal,
    section,
    words,
)
from handlers.text import say
from handlers.text.dates import say_instant

# What the fields hold at most, in characters: as in storage/issues.py.
_PLACE_LIMIT = 200


@dataclass(frozen=True)
class IssueShown:
    """What its messages show of an issue; `link` leads to the committee's card once that is posted."""

    number: int
    kind: str
    state: str
    urgency: str
    text: str
    place: str
    task: str
    reporter: str
    reported_at: datetime
    zone: str
    link: str = ""


def heading(language: str, issue: IssueShown) -> str:
    kind = say(language, f"issue.{issue.kind}")
    urgent = say(language, "issue.urgent_mark") if issue.urgency == "urgent" else ""
    return urgent + say(language, "issue.heading", kind=kind, number=issue.number)


def card(language: str, issue: IssueShown) -> list[Block]:
    return [header(heading(language, issue)), *words(issue.text), context(*facts(language, issue))]


def receipt(language: str, issue: IssueShown) -> list[Block]:
    opening = section(say(language, "issue.receipt", number=issue.number))
    link = [section(say(language, "issue.link", link=issue.link))] if issue.link else []
    mending = [_mending(language, issue.number)] if issue.state == "received" else []
    return [opening, *words(issue.text), context(*facts(language, issue)), *link, *mending]


def facts(language: str, issue: IssueShown) -> list[str]:
    """Lines of mrkdwn; what is not known is left out."""
    known = [
        say(language, "issue.state", state=say(language, f"issue.state.{issue.state}")),
        say(language, "issue.place", place=escaped(issue.place)) if issue.place else "",
        say(language, "issue.task", task=escaped(issue.task)) if issue.task else "",
        say(language, "issue.reporter", reporter=f"<@{issue.reporter}>"),
        say(language, "issue.at", at=say_instant(language, issue.reported_at, issue.zone)),
    ]
    return [line for line in known if line]


def which_report(language: str, code: str) -> list[Block]:
    return [
        section(say(language, "report.which")),
        buttons(
            button(say(language, "button.report_issue"), "issue.report", "new"),
            button(say(language, "button.see_task"), "tasks.status", code or "all"),
        ),
    ]


def report_form(language: str) -> Block:
    urgencies = [Option(value=value, text=say(language, f"urgency.{value}")) for value in ("normal", "urgent")]
    return modal(
        "issue.report",
        say(language, "form.report"),
        [
            field("text", say(language, "field.text"), PlainTextInputElement(multiline=True, max_length=INPUT_LIMIT)),
            field("place", say(language, "field.place"), PlainTextInputElement(max_length=_PLACE_LIMIT), optional=True),
            field(
                "task",
                say(language, "field.task"),
                ExternalDataSelectElement(min_query_length=0, placeholder=say(language, "field.task_hint")),
                optional=True,
            ),
            field(
                "urgency",
                say(language, "field.urgency"),
                RadioButtonsElement(options=urgencies, initial_option=urgencies[0]),
            ),
        ],
        submit=say(language, "button.report"),
        close=say(language, "button.close"),
    )


def edit_form(language: str, number: int, text: str) -> Block:
    element = PlainTextInputElement(multiline=True, max_length=INPUT_LIMIT, initial_value=text)
    return modal(
        "issue.edit",
        say(language, "form.edit", number=number),
        [field("text", say(language, "field.text"), element)],
        submit=say(language, "button.save"),
        close=say(language, "button.close"),
        carries=str(number),
    )


def _mending(language: str, number: int) -> Block:
    return buttons(
        button(say(language, "button.edit"), "issue.edit", str(number)),
        button(
            say(language, "button.withdraw"),
            "issue.withdraw",
            str(number),
            ask=say(language, "issue.withdraw_sure", number=number),
            yes=say(language, "button.withdraw"),
            no=say(language, "button.close"),
        ),
    )
