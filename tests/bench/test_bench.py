"""Each benchmark at its smallest size, so that it keeps working; `make bench` evaluates the figures."""

from __future__ import annotations

import math
import shutil
from typing import Any

import pytest

from tests.bench.__main__ import BENCHES, main

pytestmark = pytest.mark.long

_SQLITE = ("sqlite",)
SMALLEST: dict[str, dict[str, Any]] = {
    "commands": {"rounds": 2, "kinds": _SQLITE},
    "listeners": {"rounds": 2},
    "acks": {"single": 1, "batches": 1, "kinds": _SQLITE},
    "slow_slack": {"batches": 1, "kinds": _SQLITE},
    "cards": {"cards": 1, "kinds": _SQLITE},
    "tls": {"messages": 2},
    "starting": {"starts": 1},
    "idle": {"few": 160, "many": 320, "rounds": 1, "kinds": _SQLITE},
    "planning": {"cities": 1, "looks": 1, "kinds": _SQLITE},
    "delivering": {"few": 1, "many": 2, "kinds": _SQLITE},
    "fan_out": {"messages": 2},
    "issues": {"drafts": 1, "few": 2, "many": 4, "rounds": 2},
    "views": {"sizes": (53, 54, 60), "rounds": 1, "kinds": _SQLITE},
    "quiet_city": {"flood": 40, "quiet": 1, "kinds": _SQLITE},
}


@pytest.mark.parametrize("name", BENCHES)
def test_it_measures_something(name: str) -> None:
    if name == "tls" and shutil.which("openssl") is None:
        pytest.skip("no openssl command to make a certificate with")
    figures = list(BENCHES[name](**SMALLEST[name]))
    assert figures
    assert all(math.isfinite(each.value) and each.value >= 0 for each in figures), figures


def test_a_bench_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["commands", "speed"]) == 2
    assert capsys.readouterr().err.startswith("speed: there is ")
