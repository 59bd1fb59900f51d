"""Every button, form and searchable list that is drawn has its function, and every function is reached from one."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator

from handlers.routes import CLICKS, FORMS, LISTS
from handlers.slack.reminder_line import _TAPS
from tests.code_rules.sources import Module, called, calls, modules
from tests.code_rules.values import Unknown, values_of

# Routes without a button today, and why: buttons on old messages stay.
OLD_BUTTONS: dict[str, str] = {}


def ids(module: Module, node: ast.expr) -> Iterator[str]:
    """Yield each id that an expression can be; {} stands for a part that only tells the buttons of a row apart."""
    if isinstance(node, ast.JoinedStr):
        parts = [[str(each.value)] if isinstance(each, ast.Constant) else _part(module, each) for each in node.values]
        yield from ("".join(each) for each in itertools.product(*parts))
    elif isinstance(node, ast.Attribute) and node.attr == "offer":
        offers = [(of, each.value) for of, call in calls()["LineView"] for each in call.keywords if each.arg == "offer"]
        yield from (each for of, value in offers for each in values_of(of, value) if each)
    else:
        yield from values_of(module, node)


def _part(module: Module, part: ast.expr) -> list[str]:
    assert isinstance(part, ast.FormattedValue)
    try:
        return sorted(values_of(module, part.value))
    except Unknown:
        return ["{}"]


def drawn(function: str, place: int, keyword: str) -> Iterator[tuple[str, Module, ast.Call]]:
    """Yield each id that is given to a function, with its call."""
    for module, call in calls()[function]:
        named = [each.value for each in call.keywords if each.arg == keyword]
        for node in (named or call.args[place : place + 1]) if module.name.startswith("handlers") else ():
            if isinstance(node, ast.Name) and node.id == "action" and module.name == "handlers.slack.reminder_line":
                every = [action for _, action in _TAPS.values()]
            else:
                every = list(ids(module, node))
            yield from ((each, module, call) for each in every)


def kind_of(action: str) -> str:
    """Return the key in CLICKS of an action id."""
    return ".".join(action.split(".")[:2])


def buttons_drawn() -> set[str]:
    """Return every action id of a button or menu by its kind."""
    menus = ("OverflowMenuElement", "StaticSelectElement")
    found = {kind_of(each) for each, *_ in drawn("button", 1, "action")}
    return found | {kind_of(each) for name in menus for each, *_ in drawn(name, 99, "action_id")}


def test_every_button_has_its_function_and_every_function_a_button() -> None:
    found = buttons_drawn()
    assert len(found) > 80
    assert sorted(found - set(CLICKS)) == []
    assert sorted(set(CLICKS) - found) == sorted(OLD_BUTTONS)


def test_every_form_has_its_function_and_every_function_a_form() -> None:
    found = {each for each, _, call in drawn("modal", 0, "name") if _has_submit(call)}
    assert len(found) > 40
    assert found == set(FORMS)


def _has_submit(call: ast.Call) -> bool:
    """Return whether the form can be submitted: one of buttons alone is built with submit=""."""
    return all(not (each.arg == "submit" and ast.unparse(each.value) == "''") for each in call.keywords)


def test_every_searchable_list_has_its_function_and_every_function_a_list() -> None:
    searchable = {"ExternalDataSelectElement", *_functions_that_return("ExternalDataSelectElement")}
    found = {
        each
        for module, call in calls()["field"]
        if any(isinstance(given, ast.Call) and called(given) in searchable for given in call.args)
        for each in ids(module, call.args[0])
    }
    assert found == set(LISTS)


def _functions_that_return(kind: str) -> set[str]:
    return {
        node.name
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef) and node.returns is not None and ast.unparse(node.returns) == kind
    }
