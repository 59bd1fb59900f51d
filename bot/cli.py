"""`cn-bot`: the command line. Each command has a file of its own; this one only gathers them."""

from __future__ import annotations

import sys

import typer

from bot import backups, doctor, importing, manifest, personal, previewing, starting

app = typer.Typer(
    name="cn-bot",
    help="CN Bot (탄소중립 봇): a city's carbon-neutrality governance in Slack.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # a traceback must never show a token
)
for command in (starting, importing, previewing, manifest, doctor, backups, personal):
    command.add_to(app)


def main() -> None:
    app()


def module_main() -> None:
    """`python -m bot` alone is `make run`; with words it is `cn-bot`."""
    if sys.argv[1:]:
        app()
    else:
        typer.run(starting.run_or_practise)
