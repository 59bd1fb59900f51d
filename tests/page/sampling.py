"""Samples of everything the bot draws: every builder of blocks and forms, called with arguments made from their types.

The tables below hold the words, types and tuples that a type alone does not determine.
"""

from __future__ import annotations

import inspect
import pkgutil
import re
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from importlib import import_module
from typing import Any, Union, get_args, get_origin, get_type_hints

import handlers
from handlers.slack.blocks import Block
from storage.db.base import Base

# The modules that build blocks and forms, by what they are called.
_DRAWING = re.compile(r"blocks(\.\w+)?$|forms$|reminder_line$")

# For texts that are one of a few words: the word, by parameter name or by owner and name; "" for a text that may be
# missing. Any other text is shown as it is.
_WORDS = {
    "asks": "1:0",
    "carries": "1",
    "channel": "C0COUNCIL",
    "choice": "for",
    "coming": "proxy",
    "kind": "problem",
    "language": "ko",
    "mine": "none",
    "outcome": "approved",
    "part": "member",
    "policy": "ordinance",
    "rating": "delayed",
    "state": "received",
    "text": "창호 *결로* <@U0OWNER>",
    "until": "2025-05-22",
    "urgency": "urgent",
    "why": "too_large",
    "without": "",
    "zone": "Asia/Seoul",
    "DecisionView.kind": "deliberation",
    "DraftView.state": "open",
    "ItemView.kind": "report",
    "result_form.review": "2025-07-11",
    "result_form.state": "done",
    "city_form.opens_at": "09:00",
}
_TIMES = ("at", "opens_at", "closes_at", "quiet_from", "quiet_until")
_PEOPLE = ("assignee", "assistant", "by", "chair", "deputy", "owner", "reporter", "secretary", "slack_id", "who")
_NUMBERS = {"nth": 2, "page": 0, "weekday": 4, "month": 4, "quarter": 2, "year": 2025}
# The names of a tuple's places, and the keys of a mapping.
_PLACES = {"next_meetings.view": ("meeting", "mine", "asks", "may_move"), "photos_lost": ("name", "why")}
_KEYS: dict[str, tuple[object, ...]] = {
    "said": ("attending", "absent", "proxy", "none"),
    "held": ("owns",),
    "departments": (1,),
}


def builders() -> Iterator[Callable[..., Any]]:
    """Yield the functions that build whole messages, views and rows of buttons; not those that build parts."""
    for module in pkgutil.walk_packages(handlers.__path__, "handlers."):
        if module.name == "handlers.slack.blocks" or not _DRAWING.search(module.name):
            continue
        inside = import_module(module.name)
        for name, function in inspect.getmembers(inside, inspect.isfunction):
            made = get_type_hints(function).get("return")
            if function.__module__ == inside.__name__ and not name.startswith("_") and made in (Block, list[Block]):
                yield function


def drawn(builder: Callable[..., Any], *, yes: bool) -> Any:
    """Return the result of the builder with all parts present and each question answered with `yes`."""
    hints = get_type_hints(builder)
    names = inspect.signature(builder).parameters
    return builder(**{name: _sample(builder.__name__, name, hints[name], yes=yes) for name in names})


def _sample(owner: str, name: str, hint: Any, *, yes: bool) -> Any:
    """Return a sample of that type. Raises NotImplementedError for a type not known here."""
    origin, arguments = get_origin(hint), [each for each in get_args(hint) if each not in (type(None), Ellipsis)]
    if origin in (Union, types.UnionType):
        return _sample(owner, name, arguments[0], yes=yes)
    if origin is tuple:
        places = _PLACES.get(f"{owner}.{name}") or _PLACES.get(name) or [name] * len(arguments)
        return tuple(_sample(owner, *each, yes=yes) for each in zip(places, arguments, strict=True))
    if origin in (list, Sequence):
        return [_sample(owner, name, arguments[0], yes=yes)]
    if origin in (dict, Mapping):
        return {key: _sample(owner, name, arguments[1], yes=yes) for key in _KEYS[name]}
    return _plain(owner, name, hint, yes=yes)


def _plain(owner: str, name: str, hint: Any, *, yes: bool) -> Any:
    if is_dataclass(hint) and isinstance(hint, type):
        inside = get_type_hints(hint)
        names = [each.name for each in fields(hint) if each.init]
        return hint(**{each: _sample(hint.__name__, each, inside[each], yes=yes) for each in names})
    if issubclass(hint, Base):
        columns = {each.name: each.type.python_type for each in hint.__table__.columns}
        return hint(**{each: _sample(hint.__name__, each, kind, yes=yes) for each, kind in columns.items()})
    if issubclass(hint, Enum):
        return list(hint)[1]  # the second: the first is an initial state
    plain = {bool: yes, int: _NUMBERS.get(name, 1), str: _word(owner, name), Decimal: Decimal("1200.5")}
    plain |= {date: date(2025, 5, 9), datetime: datetime(2025, 5, 9, 5, tzinfo=UTC)}
    if hint not in plain:
        raise NotImplementedError(f"{owner}.{name}: {hint}: say in tests/page/sampling.py what a sample of it is")
    return plain[hint]


def _word(owner: str, name: str) -> str:
    if name in _PEOPLE:
        return "U0SECRETARY"
    return _WORDS.get(f"{owner}.{name}") or ("14:00" if name in _TIMES else _WORDS.get(name, "예시"))
