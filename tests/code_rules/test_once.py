"""Facts that are written once: a task's title in the reader's language, the languages, the ratings with a reason."""

from __future__ import annotations

import ast
from typing import get_args

from bot.config import Settings
from storage.organisation.settings import LANGUAGES
from storage.tasks.progress import NEEDS_A_REASON
from tests.code_rules.sources import modules

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


def test_no_pair_of_languages_is_written_out() -> None:
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Tuple | ast.List):
                words = [each.value for each in node.elts if isinstance(each, ast.Constant)]
                is_allowed = module.name in ("storage.organisation.settings", "bot.config")
                assert words != list(LANGUAGES) or is_allowed, f"{module.path}:{node.lineno}"


def test_the_ratings_that_need_a_reason_are_listed_once() -> None:
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Tuple | ast.Set) and module.name != "storage.tasks.progress":
                named = {ast.unparse(each) for each in node.elts}
                assert named != {f"Rating.{each.name}" for each in NEEDS_A_REASON}, f"{module.path}:{node.lineno}"
