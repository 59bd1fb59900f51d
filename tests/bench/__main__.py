"""All benchmarks, or the named ones, in one table."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.table import Table

from tests.bench import (
    acks,
    cards,
    commands,
    delivering,
    fan_out,
    idle,
    issues,
    listeners,
    planning,
    quiet_city,
    slow_slack,
    starting,
    tls,
    views,
)
from tests.bench.figures import Figure

BENCHES: dict[str, Callable[..., Iterator[Figure]]] = {
    module.__name__.rpartition(".")[2]: module.figures
    for module in (
        commands, listeners, acks, slow_slack, cards, tls, starting, idle, planning, delivering, fan_out, quiet_city,
        issues, views,
    )
}  # fmt: skip


def main(names: list[str]) -> int:
    """Run the benchmarks and print the table. Return exit code 2 for an unknown name.

    A missed target is printed but is no failure.
    """
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"{unknown[0]}: there is {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    console = Console()
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f} when it began"
    table = Table("figure", "measured", "target", "", "here", caption=machine)
    for name in names or BENCHES:
        with console.status(name):
            for figure in BENCHES[name]():
                table.add_row(
                    figure.what, figure.shown(figure.value), figure.shown(figure.most), figure.verdict, figure.aside
                )
        table.add_section()
    console.print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
