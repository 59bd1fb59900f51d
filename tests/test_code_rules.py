"""The project's rules that a program can check."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.kwargs_injection.args import Args

from bot.config import Settings
from bot.manifest import COMMAND, EVENTS, SCOPES, manifest
from handlers import _HOME, _MESSAGES, _REACTIONS, register
from handlers.commands import COMMANDS, KOREAN
from handlers.shortcuts import SHORTCUTS
from handlers.slack.requests import RequestHandler
from handlers.text import TEXTS
from storage.db.database import Database
from tests.code_rules.sources import LAYERS, ROOT

DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)

_STATEMENTS = frozenset({"select", "insert", "update", "delete"})
_RUNS = frozenset({"query", "scalars", "scalar", "execute"})
# What handlers do with a session: read a record by its id, and flush so that a new record has one.
_OF_SESSION = frozenset({"get", "get_one", "flush"})


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """Bolt with all our listeners, which nobody calls."""
    nobody = AuthorizeResult(enterprise_id=None, team_id=None)
    bolt = App(token_verification_enabled=False, signing_secret="x", authorize=lambda: nobody)
    with closing(Database(f"sqlite:///{tmp_path / 'x.db'}")) as database:
        register(bolt, RequestHandler(database, lambda: datetime.now(UTC), lambda: None))
        yield bolt


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for layer in LAYERS:
        for path in sorted((ROOT / layer).rglob("*.py")):
            yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_imports_point_down() -> None:
    for path, tree in sources():
        for module in imported(tree):
            above = LAYERS[LAYERS.index(path.parts[0]) + 1 :]
            assert module.split(".")[0] not in above, f"{path} imports {module}"


def test_handlers_know_of_sqlalchemy_its_session_and_its_errors_alone() -> None:
    for path, tree in sources():
        if path.parts[0] != "handlers":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
                names = {each.name for each in node.names}
                of_errors = node.module in ("sqlalchemy.exc", "sqlalchemy.orm.exc")
                assert of_errors or (node.module, names) == ("sqlalchemy.orm", {"Session"}), path
            elif isinstance(node, ast.Import):
                assert not [each.name for each in node.names if each.name.split(".")[0] == "sqlalchemy"], path


def test_handlers_hold_no_sql() -> None:
    """Whatever a statement or a session is imported as or from: its making and its running are storage's."""
    for path, tree in sources():
        if path.parts[0] == "handlers":
            assert [ast.unparse(node) for node in ast.walk(tree) if _is_sql(node)] == [], path


def _is_sql(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        return not _STATEMENTS.isdisjoint(each.name for each in node.names)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in _STATEMENTS
    if isinstance(node, ast.Attribute):
        is_session = ast.unparse(node.value).endswith("session")
        return node.attr in _RUNS or (is_session and node.attr not in _OF_SESSION)
    return False


def test_the_practice_slack_is_an_island() -> None:
    for path, tree in sources():
        if path.parts[:2] == ("bot", "practice"):
            ours = [each for each in imported(tree) if each.split(".")[0] in LAYERS]
            assert all(each.startswith("bot.practice") for each in ours), path


def test_no_import_inside_a_function_unless_its_line_says_why() -> None:
    for path, tree in sources():
        lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
        for function in functions(tree):
            inside = [node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)]
            for node in inside:
                assert "# late: " in lines[node.lineno - 1], f"{path} {function.name}"


def test_the_one_clock_is_made_in_one_place() -> None:
    for path, tree in sources():
        if path == Path("bot/app.py") or path.parts[:2] == ("bot", "practice"):
            continue
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
        assert not [node for node in calls if node.attr in ("now", "utcnow", "today") and _is_date(node.value)], path


def _is_date(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in ("datetime", "date")


def test_a_broad_except_says_which_boundary_it_is() -> None:
    for path, _ in sources():
        for line in (ROOT / path).read_text(encoding="utf-8").splitlines():
            if "except Exception" in line:
                assert "boundary" in line, f"{path}: {line}"


def test_no_sentence_for_people_outside_the_texts() -> None:
    hangul = re.compile("[가-힣]")
    allowed = (
        *("handlers/text/", "handlers/commands.py", "handlers/tasks/tasks.py", "handlers/issues/understanding.py"),
        *("bot/", "storage/importing/headers.py"),
    )
    for path, tree in sources():
        if str(path).startswith(allowed):
            continue
        strings = [
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        docstrings = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, DOCUMENTED)}
        said = [each for each in strings if hangul.search(each) and " " in each.strip() and each not in docstrings]
        assert [each for each in said if each not in ("탄소중립 실무협의체",)] == [], path


@pytest.mark.parametrize("file", ["README.md", "README.ko.md"])
def test_every_command_is_in_the_readme(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    for word in [*COMMANDS, *KOREAN]:
        assert word in text, word


@pytest.mark.parametrize("file", ["docs/privacy.md", "docs/privacy.ko.md"])
def test_every_scope_is_explained_to_a_security_review(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    for scope in SCOPES:
        assert f"`{scope}`" in text, scope


def test_every_command_is_in_the_help_and_has_a_korean_word() -> None:
    for texts in TEXTS.values():
        for word in [*COMMANDS, *KOREAN]:
            assert word in texts["help"], word
    assert set(KOREAN.values()) == set(COMMANDS)


def test_the_manifest_asks_for_what_is_handled_and_no_more(app: App) -> None:
    made = manifest()
    assert [each["command"] for each in made["features"]["slash_commands"]] == [COMMAND]
    assert made["features"]["slash_commands"][0]["should_escape"] is True
    assert made["settings"]["event_subscriptions"] == {"bot_events": list(EVENTS)}
    heard = [event.partition(".")[0] for event in EVENTS]
    assert all(
        event in (_HOME, "user_change") or _REACTIONS.fullmatch(event) or _MESSAGES.fullmatch(event) for event in heard
    )
    assert (
        len(app._listeners) == 9
    )  # the command, reactions, accounts, messages, the home, shortcuts, clicks, forms, lists
    assert {each["callback_id"] for each in made["features"]["shortcuts"]} == set(SHORTCUTS)
    assert all(len(each["name"]) <= 24 for each in made["features"]["shortcuts"])
    assert made["oauth_config"]["scopes"]["bot"] == sorted(SCOPES)


def test_every_listener_parameter_is_one_that_bolt_knows(app: App) -> None:
    known = set(inspect.signature(Args.__init__).parameters)
    for listener in app._listeners:
        assert set(listener.arg_names) <= known, listener.arg_names  # type: ignore[attr-defined]


def test_every_setting_is_explained_in_the_example() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    named = {line.split("=")[0]: number for number, line in enumerate(lines) if re.match(r"[A-Z_]+=", line)}
    assert set(named) == {name.upper() for name in Settings.model_fields}
    for name, number in named.items():
        before = lines[number - 1]
        assert before.startswith(("# ", "HTTPS_PROXY")), name
