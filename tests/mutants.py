"""Say which mistakes in a module its tests do not notice: `python -m tests.mutants MODULE [TESTS…] [--most N]`.

    python -m tests.mutants storage.meetings.quorum
    python -m tests.mutants schedules.cycle tests/schedules/test_planning.py --most 20

Each mutant has one mistake (see tests/mutating.py) and is run in a process of its own until the first test fails; the
working tree is not touched. A mutant that no test notices survives and is printed. Add a test that fails with it, or
see that it behaves the same. TESTS are files, folders or test ids; without them, those of `TESTS`, or those beside the
module in the tests' tree. Tests of a program in a process of its own see the module unchanged, and so do those on
PostgreSQL, which are left out. `--most` limits how many mutants are tried, spread over the module.
"""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from types import CodeType, ModuleType

import pytest

from tests.mutating import Mutant, mutants_of

_ROOT = Path(__file__).parent.parent
# Fast tests of a module, or of all modules of a package, where its file of tests is not the one of its name.
TESTS: dict[str, tuple[str, ...]] = {
    "handlers.reactions": (
        "tests/handlers/test_reactions.py",
        "tests/handlers/test_reactions_removed.py",
        "tests/handlers/test_reaction_buttons.py",
    ),
    "handlers.text": ("tests/handlers/test_text.py",),
    "handlers.text.figures": ("tests/storage/parsing/test_figures.py",),
    "schedules.rules": ("tests/schedules/rules",),
    "storage.issues": ("tests/storage/issues",),
    "storage.rounds": ("tests/storage/rounds",),
}
_OPTIONS = (
    *("-x", "-q", "-n", "0", "-p", "no:cacheprovider", "-k", "not postgresql", "-m", "not long", "--hypothesis-seed=0"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),  # a library that is imported before pytest starts
)
_OURS = frozenset({"bot", "handlers", "schedules", "storage", "tests"})
_LONGER, _AT_LEAST_S = 5, 10


class _Mutated(MetaPathFinder, Loader):
    """An import hook that gives one module other code."""

    def __init__(self, name: str, code: CodeType, is_package: bool) -> None:
        self.name, self.code, self.is_package = name, code, is_package

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the module's spec, or None for all other modules."""
        if fullname != self.name:
            return None
        spec = spec_from_loader(fullname, self, origin=self.code.co_filename, is_package=self.is_package)
        if spec is not None and self.is_package:
            spec.submodule_search_locations = [str(Path(self.code.co_filename).parent)]
        return spec

    def exec_module(self, module: ModuleType) -> None:
        """Run the other code as the module."""
        module.__file__ = self.code.co_filename
        exec(self.code, module.__dict__)


def file_of(module: str) -> Path:
    """Return the module's file. Raises SystemExit if there is none."""
    path = _ROOT.joinpath(*module.split("."))
    for file in (path.with_suffix(".py"), path / "__init__.py"):
        if file.exists():
            return file
    raise SystemExit(f"no module {module}")


def chosen_tests(module: str) -> list[str]:
    """Return the tests of a module: those in `TESTS`, those of its name, or all in the nearest folder of tests."""
    parts = module.split(".")
    packages = [".".join(parts[:end]) for end in range(len(parts), 0, -1)]
    for package in packages:
        if package in TESTS:
            return list(TESTS[package])
    for package in packages:
        folder = Path("tests", *package.split("."))
        for place in (folder.with_name(f"test_{folder.name}.py"), folder):
            if (_ROOT / place).exists():
                return [str(place)]
    raise SystemExit(f"no tests for {module}: name some")


def run(finder: _Mutated | None, tests: Sequence[str], within_s: int, folder: Path) -> int:
    """Run the tests in a fork, with a module mutated or None; return pytest's exit code, negative at the time-out."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    signal.alarm(within_s)
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = str(folder / "hypothesis")
    if finder is not None:
        sys.meta_path.insert(0, finder)
    try:
        os._exit(pytest.main([*_OPTIONS, f"--basetemp={folder / 'pytest'}", *tests]))
    finally:  # whatever else ends it, a child never goes on as its parent
        os._exit(pytest.ExitCode.INTERNAL_ERROR)


def load_libraries() -> None:
    """Import what the tests import from other projects, so that a fork imports only this one's modules."""
    names = "import sys, tests.conftest; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", names], cwd=_ROOT, stdout=subprocess.PIPE, check=True
    )
    for name in loaded.stdout.decode().split():
        if name.partition(".")[0] not in _OURS:
            with suppress(ImportError):
                importlib.import_module(name)


def main() -> None:
    """Try the mutants of the module named on the command line and print those that survive. Raises SystemExit."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("module")
    parser.add_argument("tests", nargs="*")
    parser.add_argument("--most", type=int, metavar="N", help="try at most N mutants")
    given = parser.parse_intermixed_args()
    file, tests = file_of(given.module), given.tests or chosen_tests(given.module)
    mutants = list(mutants_of(file.read_text("utf-8"), str(file)))
    chosen = mutants[:: -(-len(mutants) // given.most)] if given.most else mutants
    print(f"{given.module}: {len(chosen)} of {len(mutants)} mutants, {' '.join(tests)}", flush=True)
    load_libraries()
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        if run(None, tests, _AT_LEAST_S * 60, Path(folder)):
            raise SystemExit("the tests fail without a mutant")
        within_s = _AT_LEAST_S + round(_LONGER * (time.monotonic() - began))
        codes = [_try(each, given.module, file, tests, within_s, Path(folder)) for each in chosen]
    survived, endless = codes.count(pytest.ExitCode.OK), codes.count(-signal.SIGALRM)
    print(f"{given.module}: {len(codes) - survived} killed ({endless} by the time-out), {survived} survived")


def _try(mutant: Mutant, module: str, file: Path, tests: Sequence[str], within_s: int, folder: Path) -> int:
    code = run(_Mutated(module, mutant.code, file.name == "__init__.py"), tests, within_s, folder)
    if code == pytest.ExitCode.OK:
        print(f"{file.relative_to(_ROOT)}:{mutant.line}  {mutant.before}  →  {mutant.after}", flush=True)
    return code


if __name__ == "__main__":
    main()
