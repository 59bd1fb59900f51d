"""A changed date or target as papers show it: 변경 전, 변경 후, 사유."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from handlers.text import say
from handlers.text.dates import say_day
from handlers.text.figures import number
from storage.tasks.plan_changes import PlanChange, SlipOf

_WORDS = 160


def move_said(language: str, change: PlanChange, code: str, unit: str) -> str:
    """Return the change as one line; `code` and `unit` are the task's."""
    if change.of == SlipOf.TARGET:
        what = say(language, "sheet.target_of", year=change.what)
        before, after = (f"{number(Decimal(each))}{unit}" for each in (change.before, change.after))
    else:
        what = change.what or say(language, "milestone.last")
        before, after = (say_day(language, date.fromisoformat(each)) for each in (change.before, change.after))
    said = {"what": what, "before": before, "after": after, "reason": change.reason[:_WORDS]}
    return say(language, "paper.moved", code=code, **said)
