"""`cn-bot`: the command line. Each command has its own file; this one only collects them."""

from __future__ import annotations

import sys
from importlib import import_module

import typer

COMMANDS = {
    "run": "cli.run",
    "import": "cli.importing",
    "preview": "cli.preview",
    "manifest": "manifest",
    "doctor": "doctor",
    "backup": "cli.backup",
    "restore": "cli.backup",
    "person": "cli.person",
    "department": "cli.department",
}


def gathered(words: list[str]) -> typer.Typer:
    """Build the command line with the named command or with all commands.

    `run` loads only what it needs, to save memory.
    """
    app = typer.Typer(
        name="cn-bot",
        help="CN Bot (탄소중립 봇): a city's carbon-neutrality governance in Slack.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_show_locals=False,  # a traceback must never show a token
    )
    app.callback()(lambda: None)  # so that a single command is still called by its name
    named = COMMANDS.get(words[0]) if words else None
    for file in [named] if named else dict.fromkeys(COMMANDS.values()):
        import_module(f"bot.{file}").add_to(app)
    return app


def main() -> None:
    """Run `cn-bot` with the arguments of the process."""
    gathered(sys.argv[1:])()


def module_main() -> None:
    """Run `python -m bot`: alone it is `make run`, with arguments it is `cn-bot`."""
    if sys.argv[1:]:
        main()
    else:
        typer.run(import_module("bot.cli.run").run_or_practise)
