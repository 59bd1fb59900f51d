"""Mutants of a module: the same code with one small mistake in it, made from its syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from types import CodeType
from typing import Any

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
# Annotations are not evaluated, and of a decorator's arguments nothing is seen when the program runs.
_UNTOUCHED = frozenset({"annotation", "returns", "decorator_list"})
_AROUND = 50  # characters shown before and after a difference


@dataclass(frozen=True)
class Mutant:
    """A module with one mistake: the line, the text there before and after, and the compiled code."""

    line: int
    before: str
    after: str
    code: CodeType


def mutants_of(source: str, path: str) -> Iterator[Mutant]:
    """Yield every mutant of a module's source, in a fixed order; `path` is its file in tracebacks."""
    tree = ast.parse(source)
    for parent, field, index, node in list(_places(tree)):
        for changed in _changes(node, field):
            ast.copy_location(changed, node)
            ast.fix_missing_locations(changed)
            _put(parent, field, index, changed)
            line = getattr(node, "lineno", 0)
            yield Mutant(line, *_differing(node, changed), compile(tree, path, "exec"))
        _put(parent, field, index, node)


def _places(parent: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Yield every node below `parent` with its place: the parent, the field, and the index or None."""
    for field, value in ast.iter_fields(parent):
        if field in _UNTOUCHED:
            continue
        for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(node, ast.AST) and not _is_schema(parent, field, node):
                yield parent, field, index, node
                yield from _places(node)


def _is_schema(parent: ast.AST, field: str, node: ast.AST) -> bool:
    """Return whether the node is a column's type or a table's keys, which one test compares with the migrations."""
    match parent:
        case ast.Call(ast.Name("mapped_column")):
            return field == "args"
        case ast.Assign([ast.Name("__table_args__")]):
            return node is parent.value
        case _:
            return False


def _put(parent: ast.AST, field: str, index: int | None, node: ast.AST) -> None:
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


def _changes(node: ast.AST, field: str) -> Iterator[ast.AST]:
    """Yield what stands in the node's place in each mutant."""
    if isinstance(node, ast.expr):
        yield from _of_expression(node)
    if isinstance(node, ast.stmt):
        yield from _of_statement(node)
    if field in ("test", "ifs") and not isinstance(node, ast.Compare):  # a comparison has its own opposite
        assert isinstance(node, ast.expr)
        yield ast.UnaryOp(ast.Not(), node)


def _of_expression(node: ast.expr) -> Iterator[ast.expr]:
    yield from _of_operation(node)
    yield from _of_value(node)


def _of_operation(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.Compare(left, ops, comparators):
            for at, operator in enumerate(ops):
                for other in _COMPARISONS[type(operator)]:
                    yield ast.Compare(left, [*ops[:at], other(), *ops[at + 1 :]], comparators)
        case ast.BoolOp(operator, values):
            yield ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
            yield from (ast.BoolOp(operator, rest) if len(rest) > 1 else rest[0] for rest in _one_less(values))
        case ast.BinOp(left, operator, right) if type(operator) in _OPERATORS:
            yield ast.BinOp(left, _OPERATORS[type(operator)](), right)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand


def _of_value(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value)):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.Set(members) if len(members) > 1:
            yield from (ast.Set(rest) for rest in _one_less(members))
        case ast.Tuple(members, ast.Load()):
            yield from (ast.Tuple(rest, ast.Load()) for rest in _one_less(members))
        case ast.List(members, ast.Load()):
            yield from (ast.List(rest, ast.Load()) for rest in _one_less(members))
        case ast.Dict(keys, values):
            yield from map(ast.Dict, _one_less(keys), _one_less(values))


def _of_statement(node: ast.stmt) -> Iterator[ast.stmt]:
    match node:
        case ast.Return(value) if value is not None and not _is_nothing(value):
            yield ast.Return(ast.Constant(None))
        case ast.Expr(ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.Raise() | ast.Continue() | ast.Break():
            yield ast.Pass()
        case ast.Assign([ast.Attribute() | ast.Subscript(), *_]) | ast.AugAssign():
            yield ast.Pass()


def _one_less(members: list[Any]) -> Iterator[list[Any]]:
    """Yield the list without each of its members in turn."""
    return ([*members[:at], *members[at + 1 :]] for at in range(len(members)))


def _is_nothing(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _differing(before: ast.AST, after: ast.AST) -> tuple[str, str]:
    """Return both as text in one line, without what is the same at the beginning and at the end of a long one."""
    old, new = (" ".join(ast.unparse(each).split()) for each in (before, after))
    same = _common(old, new)
    start = max(same - _AROUND, 0)
    end = max(_common(old[same:][::-1], new[same:][::-1]) - _AROUND, 0)
    return old[start : len(old) - end], new[start : len(new) - end]


def _common(one: str, other: str) -> int:
    """Return how many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
