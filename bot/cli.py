"""`cn-bot`: the command line. Each command has a file of its own; this one only gathers them."""

from __future__ import annotations

import sys
from importlib import import_module

import typer

COMMANDS = {
    "run": "starting",
    "import": "importing",
    "preview": "previewing",
    "manifest": "manifest",
    "doctor": "doctor",
    "backup": "backups",
    "restore": "backups",
    "person": "personal",
    "department": "departments",
}


def gathered(words: list[str]) -> typer.Typer:
    """With the command that is named first, or with all of them: what `run` does not need stays out of its memory."""
    app = typer.Typer(
        name="cn-bot",
        help="CN Bot (탄소중립 봇): a city's carbon-neutrality governance in Slack.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_show_locals=False,  # a traceback must never show a token
    )
    app.callback()(lambda: None)  # so that a single command still goes by its name
    named = COMMANDS.get(words[0]) if words else None
    for file in [named] if named else dict.fromkeys(COMMANDS.values()):
        import_module(f"bot.{file}").add_to(app)
    return app


def main() -> None:
    gathered(sys.argv[1:])()


def module_main() -> None:
    """`python -m bot` alone is `make run`; with words it is `cn-bot`."""
    if sys.argv[1:]:
        main()
    else:
        typer.run(import_module("bot.starting").run_or_practise)
