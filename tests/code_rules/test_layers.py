"""Imports point down: between the layers, between the packages of a layer, and in no circle."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.code_rules.sources import LAYERS, ROOT

# The packages and modules of a layer, the lowest first: each may import those before it.
ORDER = {
    "storage": (
        *("db", "parsing", "history", "organisation", "inbox", "outbox", "tasks", "issues", "meetings", "action_items"),
        *("written_votes", "decisions", "overviews", "rounds", "importing", "all_models", "admin", "story", "samples"),
        "migrations",
    ),
    "schedules": (
        *("holidays", "calendar", "cycle", "deadlines", "quarters", "legal_dates", "dates", "pacing", "clock", "rules"),
        *("facts", "agendas", "upkeep", "written_votes", "rounds", "delivery", "planning", "prediction"),
    ),
    "handlers": (
        *("text", "slack", "action_items", "tasks", "meetings", "written_votes", "issues", "rounds", "documents"),
        *("people", "reminders", "home", "reactions", "shortcuts", "commands", "rendering", "sender", "routes", "sync"),
        *("after_ack", "listeners"),
    ),
    "bot": (
        *("config", "manifest", "socket", "logs", "health", "web", "practice", "sample", "app", "serving", "story"),
        *("doctor", "practice_run", "cli", "__main__"),
    ),
}
# Every folder below a layer, but for the texts, which have a module for each subject, and the chain of migrations.
MODULES_AT_MOST = 20
_ANY_NUMBER = ("handlers/text/ko", "handlers/text/en", "storage/migrations/versions")


def modules() -> Iterator[tuple[str, Path]]:
    """Yield each module's dotted name and its file."""
    for layer in LAYERS:
        for path in sorted((ROOT / layer).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


MODULES = dict(modules())


def imported_by(path: Path) -> set[str]:
    """Return our modules that a file imports, also those it imports late."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            of = node.module or ""
            found |= {f"{of}.{each.name}" if f"{of}.{each.name}" in MODULES else of for each in node.names}
    return found & set(MODULES)


IMPORTS = {name: imported_by(path) for name, path in MODULES.items()}


@pytest.mark.parametrize("layer", LAYERS)
def test_the_order_names_every_package_of_its_layer(layer: str) -> None:
    inside = {name.split(".")[1] for name in MODULES if name.startswith(f"{layer}.")}
    assert inside == set(ORDER[layer])


def test_packages_of_a_layer_import_those_before_them() -> None:
    upwards = []
    for name, others in IMPORTS.items():
        layer, *inside = name.split(".")
        for other in others:
            there, *below = other.split(".")
            if layer == there and inside and below and inside[0] != below[0]:
                order = ORDER[layer]
                if order.index(below[0]) > order.index(inside[0]):
                    upwards.append(f"{name} imports {other}")
    assert upwards == []


def test_no_module_imports_itself_in_a_circle() -> None:
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " → ".join([*way[way.index(name) :], name])
        if name in done:
            return
        for other in sorted(IMPORTS[name]):
            visit(other, (*way, name))
        done.add(name)

    for name in MODULES:
        visit(name, ())


def test_no_folder_is_crowded() -> None:
    folders = Counter(path.parent.relative_to(ROOT) for path in MODULES.values() if path.name != "__init__.py")
    crowded = {str(folder): count for folder, count in folders.items() if count > MODULES_AT_MOST}
    assert {name for name in crowded if name not in _ANY_NUMBER} == set()


def test_every_package_says_in_two_sentences_what_lives_there_and_what_does_not() -> None:
    for path in (ROOT / layer for layer in LAYERS):
        for package in path.rglob("__init__.py"):
            said = ast.get_docstring(ast.parse(package.read_text(encoding="utf-8"))) or ""
            assert len(re.findall(r"[.)]\s|\.$", said)) > 1, package
