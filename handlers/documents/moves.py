"""A changed date or target as papers show it: 변경 전, 변경 후, 사유."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from handlers.blocks.tasks import number
from handlers.text import say
from handlers.text.dates import say_day
from storage.slips import Slip, SlipOf

_WORDS = 160


def move_said(language: str, slip: Slip, code: str, unit: str) -> str:
    """Return the change as one line; `code` and `unit` are the task's."""
    if slip.of == SlipOf.TARGET:
        what = say(language, "sheet.target_of", year=slip.what)
        before, after = (f"{number(Decimal(each))}{unit}" for each in (slip.before, slip.after))
    else:
        what = slip.what or say(language, "milestone.last")
        before, after = (say_day(language, date.fromisoformat(each)) for each in (slip.before, slip.after))
    said = {"what": what, "before": before, "after": after, "reason": slip.reason[:_WORDS]}
    return say(language, "paper.moved", code=code, **said)
