"""The mutants of a module, and what the run of a module's tests says of each."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.mutants import TESTS, chosen_tests, file_of
from tests.mutating import mutants_of


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ("a < b", ["a <= b", "a >= b"]),
        ("a == b is c", ["a != b is c", "a == b is not c"]),
        ("a and b", ["a or b", "b", "a"]),
        ("not a", ["a"]),
        ("a + 2", ["a - 2", "3", "1"]),
        ("True", ["False"]),
        ("{1: a, 2: b}", ["{2: b}", "{1: a}", "2", "0", "3", "1"]),
        ("b = a if f() else c", ["not f()"]),
        ("[a for a in b if a]", ["not a"]),
        ("{a, b}", ["{b}", "{a}"]),
        ("a = frozenset((b, c))", ["(c,)", "(b,)"]),
        ("a.b = c", ["pass"]),
        ("f(a)", ["pass"]),
        ("raise a", ["pass"]),
        ("def f(a: b | c) -> d | e:\n    return a", ["return None"]),
        ("@a(b=True)\nclass C:\n    pass", []),
        ("a: Mapped[int] = mapped_column(Numeric(18, 4), default=0)", ["1", "-1"]),
        ("__table_args__ = (UniqueConstraint('a', 'b'), Index(None, 'c'))", []),
        ("return_nothing = 'text'", []),
    ],
)
def test_each_small_mistake_is_one_mutant(source: str, after: list[str]) -> None:
    assert [each.after for each in mutants_of(source, "module.py")] == after


def test_a_mutant_has_its_one_mistake_and_no_other() -> None:
    found = []
    for mutant in mutants_of("a = 1 < 1\nb = 5 - 2", "module.py"):
        names: dict[str, object] = {}
        exec(mutant.code, names)
        found.append((mutant.line, names["a"], names["b"]))
    assert found == [
        *((1, expected, 3) for expected in (True, True)),  # 1 <= 1, 1 >= 1
        *((1, expected, 3) for expected in (False, True, True, False)),  # 2 < 1, 0 < 1, 1 < 2, 1 < 0
        *((2, False, expected) for expected in (7, 4, 2, 2, 4)),
    ]


def test_a_long_line_is_shown_where_it_differs() -> None:
    (mutant,) = mutants_of(f"return_ = f({'a.b.c, ' * 40}not d, {'x.y.z, ' * 40})", "module.py")
    assert (mutant.before, mutant.after) == ("not d", "d")
    first, *_ = mutants_of(f"[{'a, ' * 40}b, {'c, ' * 40}]", "module.py")
    assert len(first.before) < 130


@pytest.mark.parametrize("module", ["schedules.cycle", "storage.meetings.votes", "schedules.rules.lists", *TESTS])
def test_a_module_has_its_file_and_its_tests(module: str) -> None:
    root = file_of("tests").parent.parent
    assert file_of(module).is_file()
    assert all((root / each).exists() for each in chosen_tests(module))


@pytest.mark.early
def test_what_a_test_looks_at_is_killed_and_the_rest_survives() -> None:
    looks_at = "tests/storage/meetings/test_quorum.py::test_how_many_have_to_be_there"
    mutating = [sys.executable, "-W", "ignore", "-m", "tests.mutants"]
    command = [*mutating, "storage.meetings.quorum", looks_at, "--most", "4"]
    said = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.splitlines()
    counts = re.fullmatch(r"storage.meetings.quorum: (\d+) killed \(0 by the time-out\), (\d+) survived", said[-1])
    assert counts is not None
    killed, survived = map(int, counts.groups())
    assert killed > 0
    assert survived > 0
    assert len([line for line in said if line.startswith("storage/meetings/quorum.py:")]) == survived
