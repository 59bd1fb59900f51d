"""The texts that an expression can have, as far as the code itself tells.

Read are: constants, choices, loops over literals or over a module's own tuples and enums, variables, and parameters as
their callers fill them. An attribute of a record tells nothing.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable, Iterator

from tests.code_rules.sources import Function, Module, around, calls

_NAMED = ast.Name | ast.Tuple | ast.List
_DEPTH = 6


class Unknown(Exception):
    """The code does not tell which values the expression has."""


def values_of(module: Module, node: ast.expr, depth: int = _DEPTH) -> set[str]:
    """Return every text the expression can have. Raises Unknown."""
    if depth == 0:
        raise Unknown
    match node:
        case ast.Constant(value=str() | int() as value):
            return {str(value)}
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() as value)):
            return {str(-value)}
        case ast.IfExp(body=body, orelse=other):
            return values_of(module, body, depth) | values_of(module, other, depth)
        case ast.BoolOp(op=ast.Or(), values=[*first, last]):
            every = set().union(*(values_of(module, each, depth) for each in first))
            return (every - {""}) | values_of(module, last, depth)
        case ast.Name(id=name):
            return _of_name(module, node, name, depth)
        case ast.Attribute():
            return {str(_evaluated(module, node))}
        case _:
            raise Unknown


def _of_name(module: Module, node: ast.AST, name: str, depth: int) -> set[str]:
    for scope in around(module, node):
        match scope:
            case ast.ListComp() | ast.GeneratorExp() | ast.SetComp() | ast.DictComp():
                loops: list[tuple[ast.expr, ast.expr]] = [(each.target, each.iter) for each in scope.generators]
                found = [_looped(module, target, each, name, depth) for target, each in loops if _binds(target, name)]
                if found:
                    return set().union(*found)
            case ast.match_case(pattern=ast.MatchClass() as pattern) if name in _captured(pattern):
                return _of_error(module, pattern, name, depth)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                bound = list(_bound_in(module, scope, name, depth))
                if bound:
                    return set().union(*bound)
    return {str(_evaluated(module, ast.Name(name)))}


def _bound_in(module: Module, function: Function, name: str, depth: int) -> Iterator[set[str]]:
    for node in ast.walk(function):
        match node:
            case ast.For(target=target, iter=each) if _binds(target, name):
                yield _looped(module, target, each, name, depth)
            case ast.Assign(targets=[target], value=value) if _binds(target, name):
                yield _assigned(module, target, value, name, depth)
    names = [each.arg for each in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]
    if name in names:
        yield _of_callers(module, function, names, name, depth)
    if function.args.vararg is not None and function.args.vararg.arg == name:
        raise Unknown


def _assigned(module: Module, target: ast.expr, value: ast.expr, name: str, depth: int) -> set[str]:
    if isinstance(target, ast.Name):
        return values_of(module, value, depth - 1)
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        place = _place(target, name)
        return values_of(module, value.elts[place], depth - 1)
    raise Unknown


def _of_callers(module: Module, function: Function, names: list[str], name: str, depth: int) -> set[str]:
    """Return what the callers of the function give for a parameter, its default included."""
    is_method = names[0] in ("self", "cls")
    place, found = names.index(name) - is_method, set[str]()
    for caller, call in _calls_of(module, function):
        named = [each.value for each in call.keywords if each.arg == name]
        given = named or call.args[place : place + 1]
        found |= set().union(*(values_of(caller, each, depth - 1) for each in given))
    defaults = function.args.defaults
    after = names.index(name) - (len(function.args.args) - len(defaults))
    if 0 <= after < len(defaults) and names.index(name) < len(function.args.args):
        found |= {str(ast.literal_eval(defaults[after]))}
    if not found:
        raise Unknown
    return found


def _calls_of(module: Module, function: Function) -> Iterator[tuple[Module, ast.Call]]:
    """Yield the calls of that name: of a private function only those in its module."""
    every = calls().get(function.name, ())
    return (each for each in every if each[0] is module or not function.name.startswith("_"))


def _captured(pattern: ast.MatchClass) -> list[str]:
    return [each.name for each in pattern.kwd_patterns if isinstance(each, ast.MatchAs) and each.name]


def _of_error(here: Module, pattern: ast.MatchClass, name: str, depth: int) -> set[str]:
    """Return what is given for an attribute where errors of that class are made, which `match` takes apart."""
    kind = ast.unparse(pattern.cls)
    attribute = next(
        attribute
        for attribute, each in zip(pattern.kwd_attrs, pattern.kwd_patterns, strict=True)
        if isinstance(each, ast.MatchAs) and each.name == name
    )
    parameters = inspect.signature(getattr(here.imported(), kind)).parameters
    found = set[str]()
    for module, call in calls()[kind]:
        given = dict(zip(parameters, call.args, strict=False)) | {str(each.arg): each.value for each in call.keywords}
        if attribute in given:
            found |= values_of(module, given[attribute], depth - 1)
        else:
            found.add(str(parameters[attribute].default))
    return found


def _looped(module: Module, target: ast.expr, each: ast.expr, name: str, depth: int) -> set[str]:
    if isinstance(target, ast.Name):
        return set().union(*_items(module, each, None, depth))
    return set().union(*_items(module, each, _place(target, name), depth))


def _items(module: Module, node: ast.expr, place: int | None, depth: int) -> Iterator[set[str]]:
    """Yield the values of each item of a sequence, or of each item's part at `place`."""
    match node:
        case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Set(elts=items):
            for item in items:
                if isinstance(item, ast.Starred):
                    yield from _items(module, item.value, place, depth - 1)
                elif place is None:
                    yield values_of(module, item, depth - 1)
                elif isinstance(item, ast.Tuple):
                    yield values_of(module, item.elts[place], depth - 1)
                else:
                    raise Unknown
        case ast.IfExp(body=body, orelse=other):
            yield from _items(module, body, place, depth)
            yield from _items(module, other, place, depth)
        case ast.Name(id=name):
            yield from _items_of_name(module, node, name, place, depth)
        case _:
            yield from _evaluated_items(module, node, place)


def _items_of_name(module: Module, node: ast.AST, name: str, place: int | None, depth: int) -> Iterator[set[str]]:
    for scope in around(module, node):
        if isinstance(scope, Function):
            names = [each.arg for each in scope.args.args]
            given = list(_given(scope, name))
            if given:
                for value in given:
                    yield from _items(module, value, place, depth - 1)
                return
            if name in names:
                raise Unknown
    yield from _evaluated_items(module, node, place)


def _given(function: Function, name: str) -> Iterator[ast.expr]:
    """Yield the sequences that a function assigns to a name. Raises Unknown if it changes one afterwards."""
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[ast.Name(id=target)], value=value) if target == name:
                yield value
            case ast.Assign(targets=[ast.Tuple() as target], value=ast.Tuple(elts=values)) if _binds(target, name):
                yield values[_place(target, name)]
            case ast.Assign(targets=[ast.Tuple() as target]) if _binds(target, name):
                raise Unknown
            case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=target))]) if target == name:
                raise Unknown
            case ast.AugAssign(target=ast.Name(id=target)) if target == name:
                raise Unknown
            case ast.Call(func=ast.Attribute(value=ast.Name(id=target), attr="append" | "extend" | "insert")):
                if target == name:
                    raise Unknown


def _evaluated_items(module: Module, node: ast.AST, place: int | None) -> Iterator[set[str]]:
    every = _evaluated(module, node)
    if not isinstance(every, Iterable):
        raise Unknown
    for item in every:
        yield {str(item if place is None else item[place])}


def _evaluated(module: Module, node: ast.AST) -> object:
    """Return the value of a name of the module, of its attribute, or of a range."""
    text = ast.unparse(node)
    if not isinstance(node, ast.Name | ast.Attribute | ast.Subscript) and not text.startswith("range("):
        raise Unknown
    try:
        return eval(text, dict(vars(module.imported())))
    except (NameError, AttributeError, TypeError, KeyError):
        raise Unknown from None


def _binds(target: ast.expr, name: str) -> bool:
    return any(isinstance(each, ast.Name) and each.id == name for each in ast.walk(target))


def _place(target: ast.expr, name: str) -> int:
    assert isinstance(target, _NAMED)
    if isinstance(target, ast.Name):
        raise Unknown
    places = [place for place, each in enumerate(target.elts) if isinstance(each, ast.Name) and each.id == name]
    if not places:
        raise Unknown
    return places[0]
