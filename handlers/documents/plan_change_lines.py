"""A changed date or target as papers show it: 변경 전, 변경 후, 사유."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from handlers.text import say
from handlers.text.dates import say_day
from handlers.text.figures import number
from storage.tasks.plan_changes import PlanChange, PlanChangeOf

_WORDS = 160


def move_said(language: str, change: PlanChange, code: str, unit: str) -> str:
    """Return the change as one line; `code` and `unit` are the task's."""
    before, after = (_value_said(language, change, each, unit) for each in (change.before, change.after))
    said = {"what": what_changed(language, change), "before": before, "after": after, "reason": change.reason[:_WORDS]}
    return say(language, "paper.moved", code=code, **said)


def what_changed(language: str, change: PlanChange) -> str:
    """Return the name of the milestone or of the target that was changed."""
    match PlanChangeOf(change.of):
        case PlanChangeOf.TARGET:
            return say(language, "sheet.target_of", year=change.what)
        case PlanChangeOf.MILESTONE:
            return change.what or say(language, "milestone.last")


def _value_said(language: str, change: PlanChange, stored: str, unit: str) -> str:
    match PlanChangeOf(change.of):
        case PlanChangeOf.TARGET:
            return f"{number(Decimal(stored))}{unit}"
        case PlanChangeOf.MILESTONE:
            return say_day(language, date.fromisoformat(stored))
