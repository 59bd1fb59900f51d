"""Errors that the rules raise; they carry data, and `handlers/slack/errors.py` turns them into texts."""

from __future__ import annotations

from decimal import Decimal


class RuleError(Exception):
    """A violated rule; nothing was written. `field` names the form field to correct, or is ""."""

    field = ""


class NotFound(RuleError):
    """No such record in this workspace."""

    def __init__(self, kind: str, name: object) -> None:
        super().__init__(kind, name)
        self.kind = kind
        self.name = name


class NotAllowed(RuleError):
    """A person without permission; `who_can` holds the Slack ids of people who have it."""

    def __init__(self, action: str, who_can: tuple[str, ...] = ()) -> None:
        super().__init__(action, who_can)
        self.action = action
        self.who_can = who_can


class MoveNotAllowed(RuleError):
    """A state change that is not allowed; `allowed` holds the states that are."""

    def __init__(self, state: str, wanted: str, allowed: tuple[str, ...]) -> None:
        super().__init__(state, wanted, allowed)
        self.state = state
        self.wanted = wanted
        self.allowed = allowed


class EmptyText(RuleError):
    """A required text that is missing or holds only spaces."""


class TooLong(RuleError):
    """A text longer than its limit. Both numbers are in characters."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(length, limit)
        self.length = length
        self.limit = limit


class NameTaken(RuleError):
    """A name that another record already has."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class ReportsInACircle(RuleError):
    """A committee that would report to itself, directly or through other committees."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class CycleWrong(RuleError):
    """A meeting cycle that gives no dates; `field` names the field to correct."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class Changed(RuleError):
    """A record that another person changed after the form was opened; `by` is their Slack id, or "".

    `state` is the new state if the change moved the record, else "".
    """

    def __init__(self, by: str, state: str = "") -> None:
        super().__init__(by, state)
        self.by = by
        self.state = state


class Lacking(RuleError):
    """A missing value; `field` names the field."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class TooManyItems(RuleError):
    """More items than one written vote may have."""

    field = "items"

    def __init__(self, count: int, limit: int) -> None:
        super().__init__(count, limit)
        self.count = count
        self.limit = limit


class Over(RuleError):
    """A meeting, vote or other record that is past, closed or cancelled; `kind` says which kind."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class NotANumber(RuleError):
    """A value that is not a number."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class NegativeFigure(RuleError):
    """A negative number where only zero or more is possible."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class UnitDiffers(RuleError):
    """A number in another unit than expected: `said` instead of `expected`."""

    def __init__(self, text: str, said: str, expected: str) -> None:
        super().__init__(text, said, expected)
        self.text = text
        self.said = said
        self.expected = expected


class UnitNeeded(RuleError):
    """A number that is unclear without a unit; `unit` is the unit of the stored value."""

    def __init__(self, text: str, unit: str) -> None:
        super().__init__(text, unit)
        self.text = text
        self.unit = unit


class PercentUnclear(RuleError):
    """A number such as 0.8 where the unit is %: it may mean 0.8 % or 80 %."""

    def __init__(self, text: str, value: Decimal) -> None:
        super().__init__(text, value)
        self.text = text
        self.value = value


class HandoverRefused(RuleError):
    """A handover that is not possible; `why` is "same" (one person) or "new" (the new person cannot take over)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class StillHolds(RuleError):
    """A person who cannot be erased because of tasks, offices or memberships; `held` names these responsibilities."""

    def __init__(self, held: tuple[str, ...]) -> None:
        super().__init__(held)
        self.held = held


class SettingRefused(RuleError):
    """A setting with an impossible value; `field` names the field."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class DayWrong(RuleError):
    """An impossible day, such as a past one or an end before its start. `why` is a key for the text."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class DateNotUnderstood(RuleError):
    """A typed date that is none or may be several.

    `why` is a key: unreadable, ambiguous, no_such_day, no_such_time, weekday, past, ends_before, too_far.
    """

    def __init__(self, text: str, why: str) -> None:
        super().__init__(text, why)
        self.text = text
        self.why = why


class DecisionWrong(RuleError):
    """An incomplete decision on an agenda item; `why` is "kind", "date", "reason" or "votes"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class ResultNeeded(RuleError):
    """An action item's new state without a text about its result."""


class FileRefused(RuleError):
    """A file that is not stored; `why` is "kind" or "large"."""

    field = "files"

    def __init__(self, name: str, why: str) -> None:
        super().__init__(name, why)
        self.name = name
        self.why = why
