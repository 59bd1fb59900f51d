"""The whole year 2026 on the practice Slack in about a minute; independent code checks the messages sent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from storage.db.database import Database
from tests.running import ROOT
from tests.year.living import lived
from tests.year.rules import broken, heard_by_role, over_budget
from tests.year.running import year_running
from tests.year.workbook import differences, plan_changes_differ


@pytest.mark.early
@pytest.mark.long
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # the rules are the same on any database
def test_a_year_keeps_every_promise(database: Database, tmp_path: Path) -> None:
    with year_running(database, tmp_path) as running:
        living = lived(running)
    assert broken(running.seen, living.diary) == []
    assert over_budget(running.seen) == []
    assert differences(living.exported) == []
    assert plan_changes_differ(living.exported[-1], living.diary.plan_changes) == []
    heard = [(each.notices, each.direct + each.in_threads) for each in heard_by_role(running.seen).values()]
    assert in_table("docs/reminders.md", "messages per person and quarter") == heard
    assert in_table("docs/reminders.ko.md", "한 사람이 한 분기에 받는 수") == heard


def in_table(name: str, header: str) -> list[tuple[int, int]]:
    """Return the numbers in the document's table: (in channels, by direct message) per role."""
    rows = (ROOT / name).read_text(encoding="utf-8").partition(f"| {header} |")[2].partition("\n\n")[0]
    return [(int(a), int(b)) for a, b in re.findall(r"^\|[^|]+\| (\d+) \| (\d+)", rows, re.MULTILINE)]
