"""Conversion of rule errors to sentences in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from handlers.slack.blocks import escaped
from handlers.text import say
from handlers.text.figures import number
from storage.db.errors import (
    Changed,
    CycleWrong,
    DateNotUnderstood,
    DayWrong,
    DecisionWrong,
    EmptyText,
    FileRefused,
    HandoverRefused,
    Lacking,
    MoveNotAllowed,
    NameTaken,
    NegativeFigure,
    NotAllowed,
    NotANumber,
    NotFound,
    Over,
    PercentUnclear,
    ReportsInACircle,
    ResultNeeded,
    RuleError,
    SettingRefused,
    TooLong,
    TooManyItems,
    UnitDiffers,
    UnitNeeded,
)


class RouteGone(RuleError):
    """A Slack id that nothing handles, as on a message of an older version. `kind` is button, form or shortcut."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@contextmanager
def blaming(field: str) -> Iterator[None]:
    """Within this block, attach rule errors without a field to the given form field."""
    try:
        yield
    except RuleError as error:
        error.field = error.field or field
        raise


def sentence(language: str, error: RuleError) -> str:
    """Return the sentence for a rule error, with user input escaped.

    Raises TypeError for an error without a sentence.
    """
    for of_subject in (_not_found, _refused, _of_text, _of_choice, _of_number):
        said = of_subject(language, error)
        if said is not None:
            return said
    raise TypeError(f"no sentence for {type(error).__name__}")


def _not_found(language: str, error: RuleError) -> str | None:
    """Return the sentence for what was not found or is gone; None for another error."""
    match error:
        case NotFound(kind="issue", name=name):
            return say(language, "not_found.issue", name=name)
        case NotFound(kind="task", name=name):
            return say(language, "not_found.task", name=escaped(str(name)[:40]))
        case NotFound(kind="committee" | "workspace"):
            return say(language, "report.no_committee")
        case NotFound(kind="secretary"):
            return say(language, "not_mine.no_secretary")
        case NotFound(kind="person", name=name):
            return say(language, "assign.nobody", who=f"<@{name}>")
        case NotFound():
            return say(language, "not_found.gone")
        case RouteGone(kind=kind):
            return say(language, f"gone.{kind}")
    return None


def _refused(language: str, error: RuleError) -> str | None:
    """Return the sentence for a change that is not allowed or comes too late; None for another error."""
    match error:
        case NotAllowed(who_can=()):
            return say(language, "not_allowed.nobody")
        case NotAllowed(who_can=who_can):
            return say(language, "not_allowed", who=", ".join(f"<@{person}>" for person in who_can))
        case MoveNotAllowed(state=state, allowed=()):
            return say(language, "issue.settled", state=say(language, f"issue.state.{state}"))
        case MoveNotAllowed(state=state, allowed=allowed):
            names = ", ".join(say(language, f"issue.state.{each}") for each in allowed)
            return say(language, "issue.not_there", state=say(language, f"issue.state.{state}"), allowed=names)
        case Changed(by=by, state=""):
            return say(language, "changed", who=f"<@{by}>" if by else "-")
        case Changed(by=by, state=state):
            did = say(language, f"issue.state.{state}")
            return say(language, "changed.to", who=f"<@{by}>" if by else "-", state=did)
        case Over(kind="procedure"):
            return say(language, "written_vote.over")
        case Over(kind="action"):
            return say(language, "action.over")
        case Over():
            return say(language, "meeting.over")
    return None


def _of_text(language: str, error: RuleError) -> str | None:
    """Return the sentence for a text, a name or a file that is missing or wrong; None for another error."""
    match error:
        case EmptyText():
            return say(language, "report.empty")
        case TooLong(length=length, limit=limit):
            return say(language, "report.too_long", length=length, limit=limit)
        case Lacking(field=field):
            return say(language, f"lacking.{field}")
        case ResultNeeded():
            return say(language, "action.result_needed")
        case NameTaken(name=name):
            return say(language, "name_taken", name=escaped(name))
        case FileRefused(name=name, why=why):
            return say(language, f"report_file.{why}", name=escaped(name[:80]))
    return None


def _of_choice(language: str, error: RuleError) -> str | None:
    """Return the sentence for a date, a setting or a choice that is not possible; None for another error."""
    match error:
        case DayWrong(why=why):
            return say(language, f"day.{why}")
        case DateNotUnderstood(text=text, why=why):
            return say(language, f"date.{why}", text=escaped(text[:40]))
        case CycleWrong(field=field):
            return say(language, f"cycle.wrong.{field}")
        case SettingRefused(field=field):
            return say(language, f"settings.wrong.{field}")
        case DecisionWrong(why=why):
            return say(language, f"decision.wrong.{why}")
        case HandoverRefused(why=why):
            return say(language, f"handover.refused.{why}")
        case TooManyItems(count=count, limit=limit):
            return say(language, "written_vote.too_many", count=count, limit=limit)
        case ReportsInACircle():
            return say(language, "reports_in_a_circle")
    return None


def _of_number(language: str, error: RuleError) -> str | None:
    """Return the sentence for a number that is wrong or unclear; None for another error."""
    match error:
        case NotANumber(text=text):
            return say(language, "progress.not_a_number", text=escaped(text[:40]))
        case NegativeFigure(text=text):
            return say(language, "figure.negative", text=escaped(text[:40]))
        case UnitDiffers(text=text, expected=expected):
            return say(language, "figure.unit_differs", text=escaped(text[:40]), expected=escaped(expected))
        case UnitNeeded(text=text, unit="원"):
            return say(language, "figure.money_needed", text=escaped(text[:40]))
        case UnitNeeded(text=text, unit=unit):
            return say(language, "figure.unit_needed", text=escaped(text[:40]), unit=escaped(unit))
        case PercentUnclear(text=text, value=value):
            as_is, as_share = number(value), number(value * 100)
            return say(language, "figure.percent_unclear", text=escaped(text[:40]), as_is=as_is, as_share=as_share)
    return None
