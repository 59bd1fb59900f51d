"""A new member of an enum breaks a test at once where a colour, an order, a parser or a renderer lacks it.

Its texts are the business of test_texts.py.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from handlers.reminders.reminders import LINES
from handlers.rendering import RENDERS
from handlers.tasks.report_text import _ratings
from storage.importing.headers import _FUNDS
from storage.meetings.agenda import OUTCOMES, Outcome
from storage.outbox.notices import NoticeKind
from storage.overviews.plan_status import _WORSE
from storage.tasks.budgets import Fund
from storage.tasks.progress import Rating
from storage.written_votes.written_votes import OUTCOME_OF
from tests.code_rules.sources import modules

# Mappings that leave members out, and why.
PARTIAL = {
    "storage.importing.headers._FUNDS, values": "a budget for the whole has a column without a fund: see below",
    "storage.issues.issues.NEEDED, keys": "a state that is not named needs nothing but the click",
    "storage.issues.issues._UNSETTLED, keys": "the moves out of some states; MOVES holds every state",
    "storage.issues.issues._WORKING, keys": "the moves out of some states; MOVES holds every state",
    "storage.written_votes.written_votes.OUTCOME_OF, values": "most outcomes are chosen by people: see below",
    "handlers.meetings.messages.RENDERS, keys": "a part of handlers.rendering.RENDERS",
    "handlers.reminders.reminders.LINES, keys": "with RENDERS it holds every kind: see below",
    "handlers.rendering.RENDERS, keys": "with LINES it holds every kind: see below",
}


def enums() -> Iterator[type[StrEnum]]:
    """Yield every enum of words in the layers but the practice Slack."""
    for module in modules():
        if module.path.parts[:2] != ("bot", "practice"):
            for each in vars(module.imported()).values():
                if isinstance(each, type) and issubclass(each, StrEnum) and each.__module__ == module.name:
                    yield each


def mappings() -> Iterator[tuple[str, Mapping[object, object]]]:
    """Yield every mapping of a module with its dotted name; one that is imported too is given once."""
    seen = set[int]()
    for module in modules():
        assigned = {
            target.id
            for node in module.tree.body
            if isinstance(node, ast.Assign | ast.AnnAssign)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name)
        }
        for name, each in vars(module.imported()).items():
            if isinstance(each, Mapping) and each and name in assigned and id(each) not in seen:
                seen.add(id(each))
                yield f"{module.name}.{name}", each


def missing(every: Iterable[object]) -> list[str]:
    """Return the members that are missing of the one enum to which the things belong; [] if they are none of one."""
    found = [each for each in every if isinstance(each, StrEnum)]
    kinds = {type(each) for each in found}
    return sorted(set(kinds.pop()) - set(found)) if len(kinds) == 1 else []


def test_every_mapping_from_or_to_an_enum_is_complete_or_says_why() -> None:
    sides = [
        (f"{name}, {side}", each)
        for name, every in mappings()
        for side, each in (("keys", every.keys()), ("values", every.values()))
    ]
    lacking = {name: missing(every) for name, every in sides if missing(every)}
    assert {name: lacks for name, lacks in lacking.items() if name not in PARTIAL} == {}
    assert set(PARTIAL) <= set(lacking), "a mapping is complete now: take it out of PARTIAL"


def test_no_list_of_words_repeats_an_enum() -> None:
    """A tuple of all members' words goes stale with the next member: the enum itself is to be read."""
    whole = {frozenset(map(str, each)): each.__name__ for each in enums() if len(each) > 1}
    copies = [
        f"{module.path}:{node.lineno} {ast.unparse(node)}: {name}"
        for module in modules()
        if module.path.parts[0] == "handlers" and module.path.parts[1] != "text"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Tuple | ast.List | ast.Set)
        for members, name in whole.items()
        if members <= {each.value for each in node.elts if isinstance(each, ast.Constant)}
    ]
    assert copies == []


def test_a_match_over_an_enum_names_every_member() -> None:
    """Without `case _` mypy refuses a match that lacks a member; with it the member would pass for another."""
    names = {each.__name__ for each in enums()}
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Match):
                patterns = [ast.unparse(case.pattern) for case in node.cases]
                is_of_enum = not names.isdisjoint(pattern.split(".")[0] for pattern in patterns)
                assert not (is_of_enum and "_" in patterns), f"{module.path}:{node.lineno}"


def test_every_rating_has_its_place_from_good_to_bad_and_is_read_in_one_line() -> None:
    assert list(_WORSE) == list(Rating)
    assert set(_ratings().values()) == set(Rating)


def test_every_kind_of_notice_is_a_message_or_a_line_of_a_reminder() -> None:
    assert set(RENDERS) | set(LINES) == set(NoticeKind)


def test_every_outcome_is_offered_in_a_form_or_follows_from_a_count() -> None:
    offered = {each for outcomes in OUTCOMES.values() for each in outcomes}
    assert offered | set(OUTCOME_OF.values()) == set(Outcome)


def test_every_fund_has_a_column_in_the_plan_s_sheet() -> None:
    assert set(_FUNDS.values()) == set(Fund) - {Fund.WHOLE}
