"""What the rules refuse, as small errors that carry data; `handlers/errors.py` turns them into sentences."""

from __future__ import annotations

from decimal import Decimal


class RuleError(Exception):
    """A rule of the books said no; nothing was written. `field` is what to mend in a form, where one is to blame."""

    field = ""


class NotFound(RuleError):
    """No such record in this workspace."""

    def __init__(self, kind: str, name: object) -> None:
        super().__init__(kind, name)
        self.kind = kind
        self.name = name


class NotAllowed(RuleError):
    """This person may not do that; `who_can` are the Slack ids of people who may."""

    def __init__(self, action: str, who_can: tuple[str, ...] = ()) -> None:
        super().__init__(action, who_can)
        self.action = action
        self.who_can = who_can


class MoveNotAllowed(RuleError):
    """A record cannot go from one state to another; `allowed` are the states it can go to."""

    def __init__(self, state: str, wanted: str, allowed: tuple[str, ...]) -> None:
        super().__init__(state, wanted, allowed)
        self.state = state
        self.wanted = wanted
        self.allowed = allowed


class EmptyText(RuleError):
    """Text was needed and there was none, or only spaces."""


class TooLong(RuleError):
    """Text is longer than the field takes, in characters."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(length, limit)
        self.length = length
        self.limit = limit


class NameTaken(RuleError):
    """Another one is called that already."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class ReportsInACircle(RuleError):
    """A committee would report, over others, to itself."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class CycleWrong(RuleError):
    """A meeting cycle that gives no dates; `field` is what to mend."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class Changed(RuleError):
    """Somebody else changed it after this person had opened it; `by` is their Slack id, or "".

    `state` is the state they moved it to, where they moved it.
    """

    def __init__(self, by: str, state: str = "") -> None:
        super().__init__(by, state)
        self.by = by
        self.state = state


class Lacking(RuleError):
    """A step needs something more; `field` is what."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class TooManyItems(RuleError):
    """More than one written procedure takes."""

    field = "items"

    def __init__(self, count: int, limit: int) -> None:
        super().__init__(count, limit)
        self.count = count
        self.limit = limit


class Over(RuleError):
    """It has been, or it was cancelled; `kind` is what."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class NotANumber(RuleError):
    """A value that is no number."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class NegativeFigure(RuleError):
    """Less than nothing, where that cannot be."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class UnitDiffers(RuleError):
    """A figure in another unit than the one it is kept in."""

    def __init__(self, text: str, said: str, expected: str) -> None:
        super().__init__(text, said, expected)
        self.text = text
        self.said = said
        self.expected = expected


class UnitNeeded(RuleError):
    """A figure that means different things in different units; `unit` is what it is kept in."""

    def __init__(self, text: str, unit: str) -> None:
        super().__init__(text, unit)
        self.text = text
        self.unit = unit


class PercentUnclear(RuleError):
    """0.8 where the unit is %: 0.8 % or 80 %?"""

    def __init__(self, text: str, value: Decimal) -> None:
        super().__init__(text, value)
        self.text = text
        self.value = value


class HandoverRefused(RuleError):
    """One person's things cannot go to that other one; `why` is a word: same, new."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class StillHolds(RuleError):
    """A person cannot be erased while tasks, offices or seats are theirs; `held` are the names of the holdings."""

    def __init__(self, held: tuple[str, ...]) -> None:
        super().__init__(held)
        self.held = held


class SettingRefused(RuleError):
    """A setting that cannot be; `field` is which."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class DayWrong(RuleError):
    """A day that cannot be: it has passed, or an end before its beginning. `why` is a word."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class DateNotUnderstood(RuleError):
    """What was typed for a date is none, or several. `why` is a word: unreadable, ambiguous, no_such_day, no_such_time,
    weekday, past, ends_before, too_far.
    """

    def __init__(self, text: str, why: str) -> None:
        super().__init__(text, why)
        self.text = text
        self.why = why


class DecisionWrong(RuleError):
    """What came of an agenda item says too little; `why` is a word."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class ResultNeeded(RuleError):
    """What is done, or goes on, needs a word of what came of it."""


class FileRefused(RuleError):
    """A file that came with a report and is not kept; `why` is a word: kind, large."""

    field = "files"

    def __init__(self, name: str, why: str) -> None:
        super().__init__(name, why)
        self.name = name
        self.why = why
