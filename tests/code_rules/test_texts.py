"""Every text that can be asked for exists in every language, and every text is asked for."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator

from handlers.issues.history_entries import ENTRIES
from handlers.issues.timeline import _LEFT_OUT
from handlers.text import TEXTS
from storage.issues.issues import SUBJECT
from tests.code_rules.filled import FILLED, NO_TEXTS
from tests.code_rules.sources import Module, bare, called, calls, modules, parents
from tests.code_rules.values import Unknown, values_of

_KEY = re.compile(r"[a-z_]+\.[a-z_.]*\{\}(\{\}|[a-z_.])*")
# Place of the id among the arguments of what builds a button or an input: no text.
_ID_AT = {"button": 1, "field": 0, "meeting_button": 1}


def keys_built() -> Iterator[tuple[Module, ast.JoinedStr]]:
    """Yield every f-string that has the form of a text key, with its module; ids of buttons and inputs are left out."""
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.JoinedStr) and _KEY.fullmatch(bare(node)) and not _is_id(module, node):
                yield module, node


def _is_id(module: Module, node: ast.JoinedStr) -> bool:
    around = parents(module)[node]
    if not isinstance(around, ast.Call):
        return False
    place = _ID_AT.get(called(around))
    return place is not None and len(around.args) > place and around.args[place] is node


def filled(module: Module, node: ast.JoinedStr) -> Iterator[str]:
    """Yield the keys that the f-string can become. Raises Unknown."""
    parts = [[str(each.value)] if isinstance(each, ast.Constant) else _held(module, each) for each in node.values]
    yield from ("".join(each) for each in itertools.product(*parts))


def _held(module: Module, part: ast.expr) -> list[str]:
    assert isinstance(part, ast.FormattedValue)
    return sorted(values_of(module, part.value))


def listed(pattern: str) -> set[str]:
    """Return the keys of a pattern of the table."""
    head = pattern.partition("{")[0]
    return {f"{head}{each}" for each in FILLED[pattern]}


def keys_asked_for() -> set[str]:
    """Return every key that the code can ask for by a built name."""
    every = set[str]()
    for module, node in keys_built():
        if bare(node) in NO_TEXTS:
            continue
        try:
            every |= set(filled(module, node))
        except Unknown:
            assert bare(node) in FILLED, f"{module.path}:{node.lineno} {ast.unparse(node)}: list it in filled.py"
            every |= listed(bare(node))
    return every


def test_every_language_has_the_same_keys() -> None:
    korean, *others = TEXTS.values()
    for other in others:
        assert set(other) == set(korean)


def test_every_key_built_from_a_value_has_its_text() -> None:
    asked = keys_asked_for()
    assert len(asked) > 300
    for language, texts in TEXTS.items():
        assert sorted(asked - set(texts)) == [], language


def test_no_text_is_left_that_nobody_asks_for() -> None:
    constants = {
        node.value
        for module in modules()
        if module.path.parts[:2] != ("handlers", "text")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for language, texts in TEXTS.items():
        assert sorted(set(texts) - constants - keys_asked_for()) == [], language


def test_the_table_lists_only_patterns_that_are_used() -> None:
    unknown = set[str]()
    for module, node in keys_built():
        try:
            list(filled(module, node))
        except Unknown:
            unknown.add(bare(node))
    assert set(FILLED) == unknown - set(NO_TEXTS)
    assert set(NO_TEXTS) <= {bare(node) for _, node in keys_built()}


def test_every_action_in_an_issue_s_history_has_its_text() -> None:
    written = set[str]()
    for module, call in calls()["Change"]:
        subject, _, action = call.args[:3]
        if _may_be_an_issue(module, subject):
            written |= values_of(module, action)
    assert written == {*ENTRIES, *_LEFT_OUT}


def _may_be_an_issue(module: Module, subject: ast.expr) -> bool:
    """Return whether an entry's subject is an issue, or is not told by the code, as in a handover."""
    try:
        return SUBJECT in values_of(module, subject)
    except Unknown:
        return True
