"""Samples of whatever the bot draws: every builder of handlers/blocks, called with arguments made from their types.

A new word, type or tuple that its type does not tell is said in a table below.
"""

from __future__ import annotations

import inspect
import pkgutil
import types
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import import_module
from typing import Any, Union, get_args, get_origin, get_type_hints

from handlers import blocks
from handlers.blocks.parts import Block

# Where a text is one of a few words, which; "" where it may be missing. All else is shown as it is.
_WORDS = {
    "asks": "1:0",
    "at": "14:00",
    "carries": "1",
    "channel": "C0COUNCIL",
    "coming": "proxy",
    "kind": "problem",
    "language": "ko",
    "mine": "none",
    "part": "member",
    "rating": "delayed",
    "state": "received",
    "text": "창호 *결로* <@U0OWNER>",
    "urgency": "urgent",
    "without": "",
    "zone": "Asia/Seoul",
}
_PEOPLE = ("assistant", "chair", "deputy", "owner", "reporter", "secretary", "slack_id")
_NUMBERS = {"nth": 2, "page": 1, "weekday": 4}
# What a tuple's places are called.
_PLACES = {"shown": ("meeting", "mine", "asks", "may_move")}
_SAID = {"attending": ["<@U0LEADER>"], "absent": [], "proxy": ["<@U0OWNER>"], "none": ["<@U0HEAD>"]}


def builders() -> Iterator[Callable[..., Any]]:
    """What makes whole messages and views, and rows of buttons; not the parts they are made of."""
    for module in pkgutil.iter_modules(blocks.__path__):
        if module.name == "parts":
            continue
        inside = import_module(f"{blocks.__name__}.{module.name}")
        for name, function in inspect.getmembers(inside, inspect.isfunction):
            made = get_type_hints(function).get("return")
            if function.__module__ == inside.__name__ and not name.startswith("_") and made in (Block, list[Block]):
                yield function


def drawn(builder: Callable[..., Any], *, yes: bool) -> Any:
    """Everything there, each question answered with `yes`."""
    hints = get_type_hints(builder)
    names = inspect.signature(builder).parameters
    return builder(**{name: _sample(name, hints[name], yes=yes) for name in names})


def _sample(name: str, hint: Any, *, yes: bool) -> Any:
    """Raises NotImplementedError for a type that is new here."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _sample(name, next(each for each in arguments if each is not type(None)), yes=yes)
    if origin is tuple:
        kinds = [each for each in arguments if each is not Ellipsis]
        return tuple(
            _sample(*each, yes=yes) for each in zip(_PLACES.get(name, [name] * len(kinds)), kinds, strict=True)
        )
    if origin in (list, Sequence):
        return [_sample(name, arguments[0], yes=yes)]
    if origin is dict:
        return _SAID
    if is_dataclass(hint):
        inside = get_type_hints(hint)
        return hint(**{each.name: _sample(each.name, inside[each.name], yes=yes) for each in fields(hint)})
    plain = {bool: yes, int: _NUMBERS.get(name, 1), str: _word(name), Decimal: Decimal("1200.5")}
    plain |= {date: date(2025, 5, 9), datetime: datetime(2025, 5, 9, 5, tzinfo=UTC)}
    if hint not in plain:
        raise NotImplementedError(f"{name}: {hint}: say in tests/page/sampling.py what a sample of it is")
    return plain[hint]


def _word(name: str) -> str:
    return "U0SECRETARY" if name in _PEOPLE else _WORDS.get(name, "예시")
