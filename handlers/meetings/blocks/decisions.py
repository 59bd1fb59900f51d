"""Forms for an agenda item's outcome and for action items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import DatePickerElement, Option, StaticSelectElement
from slack_sdk.models.blocks.block_elements import (
    PlainTextInputElement,
    RadioButtonsElement,
    UserSelectElement,
)

from handlers.slack.blocks import Block, field, modal, section, several_lines
from handlers.text import say
from storage.meetings.agenda import OUTCOMES, AgendaKind, Policy

# docs.slack.dev: at most 100 options of 75 characters in a menu.
_OPTIONS, _OPTION_TEXT, _DUE = 100, 75, 60


@dataclass(frozen=True)
class FollowUpView:
    """Values typed for an action item, "" for none; `echo` is how its date was read, as mrkdwn."""

    what: str = ""
    department: str = ""
    who: str = ""
    by: str = ""
    echo: str = ""


@dataclass(frozen=True)
class DecisionView:
    """View model of a recorded outcome; `until` is an ISO date, "" for none."""

    kind: str
    outcome: str
    words: str
    remarks: str
    until: str
    policy: str
    votes: str = ""


def decision_form(
    language: str,
    heading: str,
    held: DecisionView,
    departments: Mapping[int, str],
    carries: str,
    typed: FollowUpView,
    warnings: Sequence[str] = (),
) -> Block:
    """Build the outcome form. With `warnings` it shows them, and submitting it again confirms."""
    outcomes = [Option(value=each, text=say(language, f"outcome.{each}")) for each in OUTCOMES[AgendaKind(held.kind)]]
    chosen = next((each for each in outcomes if each.value == held.outcome), None)
    policies = [Option(value=each, text=say(language, f"policy.{each}")) for each in Policy]
    policy = next((each for each in policies if each.value == held.policy), None)
    return modal(
        "board.decide",
        say(language, "form.decision"),
        [
            section(heading),
            *([section(say(language, "meeting.warning", warnings="\n".join(warnings)))] if warnings else ()),
            *_echo(typed),
            field(
                "outcome", say(language, "field.outcome"), RadioButtonsElement(options=outcomes, initial_option=chosen)
            ),
            field("words", say(language, "field.decision"), several_lines(held.words), optional=True),
            field("remarks", say(language, "field.remarks"), several_lines(held.remarks), optional=True),
            *([_votes(language, held.votes)] if held.kind == AgendaKind.DELIBERATION else ()),
            field(
                "until",
                say(language, "field.deferred_until"),
                DatePickerElement(initial_date=held.until or None),
                optional=True,
            ),
            field(
                "policy",
                say(language, "field.policy"),
                StaticSelectElement(options=policies, initial_option=policy),
                optional=True,
            ),
            *action_fields(language, departments, typed, optional=True),
        ],
        submit=say(language, "button.save_anyway" if warnings else "button.save"),
        close=say(language, "button.close"),
        carries=carries,
    )


def _votes(language: str, held: str) -> Block:
    counted = PlainTextInputElement(max_length=_DUE, initial_value=held or None)
    return field("votes", say(language, "field.votes"), counted, optional=True, hint=say(language, "hint.votes"))


def action_form(
    language: str, heading: str, departments: Mapping[int, str], carries: str, typed: FollowUpView
) -> Block:
    """Build the form for an item's action item, or without a `heading` for a directive (지시사항)."""
    return modal(
        "board.action",
        say(language, "form.follow_up" if heading else "form.directive"),
        [
            *([section(heading)] if heading else []),
            *_echo(typed),
            *action_fields(language, departments, typed, optional=False),
        ],
        submit=say(language, "button.save"),
        close=say(language, "button.close"),
        carries=carries,
    )


def _echo(typed: FollowUpView) -> list[Block]:
    return [section(typed.echo)] if typed.echo else []


def action_fields(language: str, departments: Mapping[int, str], typed: FollowUpView, *, optional: bool) -> list[Block]:
    """Build the fields for action, department, owner and due date."""
    named = [
        Option(value=str(number), text=name[:_OPTION_TEXT]) for number, name in list(departments.items())[:_OPTIONS]
    ]
    chosen = next((each for each in named if each.value == typed.department), None)
    select = StaticSelectElement(options=named, initial_option=chosen)
    which = [field("department", say(language, "field.department"), select, optional=True)]
    due = PlainTextInputElement(max_length=_DUE, initial_value=typed.by or None)
    return [
        field("what", say(language, "field.what"), several_lines(typed.what), optional=optional),
        *(which if named else ()),
        field("who", say(language, "field.who"), UserSelectElement(initial_user=typed.who or None), optional=True),
        field("by", say(language, "field.by"), due, optional=True, hint=say(language, "hint.by")),
    ]
