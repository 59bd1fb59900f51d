"""The project's modules as syntax trees, read once."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
LAYERS = ("storage", "schedules", "handlers", "bot")  # the lowest first
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, eq=False)
class Module:
    """A module of the project: its path from the root, its name with dots, and its tree."""

    path: Path
    name: str
    tree: ast.Module

    def imported(self) -> ModuleType:
        """Return the module itself."""
        return importlib.import_module(self.name)


@cache
def modules() -> tuple[Module, ...]:
    """Return every module of the four layers but migrations and `__main__`, which are not to be imported, by path."""
    return tuple(_read())


def _read() -> Iterator[Module]:
    for layer in LAYERS:
        for file in sorted((ROOT / layer).rglob("*.py")):
            path = file.relative_to(ROOT)
            if path.parts[:2] != ("storage", "migrations") and file.stem != "__main__":
                parts = path.with_suffix("").parts
                name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
                yield Module(path, name, ast.parse(file.read_text(encoding="utf-8")))


@cache
def parents(module: Module) -> dict[ast.AST, ast.AST]:
    """Return the parent of each node of the module."""
    return {child: node for node in ast.walk(module.tree) for child in ast.iter_child_nodes(node)}


def around(module: Module, node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes around this one, from the inside to the module."""
    up = parents(module)
    while node in up:
        node = up[node]
        yield node


def called(node: ast.Call) -> str:
    """Return the last name of what is called, or "" if it has none."""
    function = node.func
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


@cache
def calls() -> dict[str, list[tuple[Module, ast.Call]]]:
    """Return every call in the project by the last name of what is called."""
    found: dict[str, list[tuple[Module, ast.Call]]] = {}
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call):
                found.setdefault(called(node), []).append((module, node))
    return found


@cache
def bare(node: ast.JoinedStr) -> str:
    """Return an f-string with {} for each of its values."""
    return "".join(str(each.value) if isinstance(each, ast.Constant) else "{}" for each in node.values)


def constants_given_to(name: str) -> set[str]:
    """Return the first arguments that calls of that name write out as text."""
    first = (call.args[0] for _, call in calls()[name] if call.args)
    return {str(each.value) for each in first if isinstance(each, ast.Constant)}
