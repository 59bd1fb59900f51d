"""Facts that are written once: a task's title in the reader's language, the languages, the ratings with a reason."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import get_args

from bot.config import Settings
from storage.organisation.settings import LANGUAGES
from storage.tasks.progress import NEEDS_A_REASON
from tests.code_rules.sources import Module, modules

# Whose `title` is read elsewhere in handlers, and why: it is no task's, or is shown to nobody as a title.
OTHER_TITLES = {
    "handlers/documents/agenda.py": {"item", "line"},  # agenda items
    "handlers/documents/docx.py": {"paper"},
    "handlers/documents/hwpx.py": {"paper"},
    "handlers/documents/ics.py": {"event"},
    "handlers/documents/papers.py": {"made"},
    "handlers/documents/round_tables.py": {"line"},  # as stored when the round was closed
    "handlers/documents/tables.py": {"issue", "task"},  # the plan's sheet has a column for each language
    "handlers/issues/blocks.py": {"issue"},
    "handlers/issues/drafts.py": {"t"},  # compared with words
    "handlers/issues/timeline_blocks.py": {"issue"},
    "handlers/issues/understanding.py": {"task"},  # compared with words
    "handlers/issues/view.py": {"issue"},
    "handlers/meetings/agenda.py": {"item", "found"},  # agenda items; a title that is stored
    "handlers/meetings/blocks/agenda.py": {"item", "each"},  # agenda items
    "handlers/meetings/blocks/board.py": {"now_at"},  # an agenda item
    "handlers/rounds/blocks.py": {"view"},
    "handlers/tasks/blocks.py": {"task"},  # a view model, in the reader's language already
    "handlers/text/titles.py": {"task"},
    "handlers/written_votes/ballot_blocks.py": {"item"},
}
_TITLES = ("title", "title_en")
# `bot.config` writes the languages out too, because a Literal takes constants alone; a test compares the two.
_OF_LANGUAGES = {"storage.organisation.settings", "bot.config"}


def test_a_task_s_title_is_read_in_one_place() -> None:
    found: dict[str, set[str]] = {}
    for module in modules():
        if module.path.parts[0] == "handlers":
            for node in ast.walk(module.tree):
                if isinstance(node, ast.Attribute) and node.attr in _TITLES and isinstance(node.ctx, ast.Load):
                    found.setdefault(str(module.path), set()).add(ast.unparse(node.value))
    assert {path: bases for path, bases in found.items() if bases - OTHER_TITLES.get(path, set())} == {}
    assert {path: bases for path, bases in OTHER_TITLES.items() if bases - found.get(path, set())} == {}


def test_a_new_city_may_start_in_every_language() -> None:
    assert get_args(Settings.model_fields["cn_language"].annotation) == LANGUAGES


def written_out() -> Iterator[tuple[Module, int, set[str]]]:
    """Yield each tuple, list, set, pattern with bars and side of a dict: its module, its line and its elements."""
    for module in modules():
        for node in ast.walk(module.tree):
            for elements in _elements(node):
                yield module, getattr(node, "lineno", 0), {_word(each) for each in elements}


def _elements(node: ast.AST) -> Iterator[Sequence[ast.AST | None]]:
    match node:
        case ast.Tuple() | ast.List() | ast.Set():
            yield node.elts
        case ast.Dict():
            yield node.keys
            yield node.values
        case ast.MatchOr():
            yield node.patterns


def _word(node: ast.AST | None) -> str:
    """Return a constant's value, or a name with at most one name before it: Rating.DELAYED."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    return ".".join(ast.unparse(node).split(".")[-2:]) if node is not None else ""


def test_the_languages_are_written_out_once() -> None:
    places = [(module, line) for module, line, words in written_out() if words >= set(LANGUAGES)]
    copies = [f"{module.path}:{line}" for module, line in places if module.name not in _OF_LANGUAGES]
    assert copies == []
    assert {module.name for module, _ in places} == _OF_LANGUAGES


def test_the_ratings_that_need_a_reason_are_listed_once() -> None:
    ratings = ({f"Rating.{each.name}" for each in NEEDS_A_REASON}, {each.value for each in NEEDS_A_REASON})
    places = [(module, line) for module, line, words in written_out() if words in ratings]
    assert [f"{module.name}:{line}" for module, line in places if module.name != "storage.tasks.progress"] == []
    assert len(places) == 1
