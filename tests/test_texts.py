"""`says`, by which other tests look for a sentence: it knows a wrong value, a particle and a line break in blocks."""

from __future__ import annotations

import pytest

from handlers.slack.blocks import section
from tests.texts import COUNCIL_NAME, korean, says


def test_any_value_fits_where_none_is_given_and_a_wrong_one_does_not() -> None:
    said = f"✓ {korean('action.line', what='(a.b)*', who='<@U1>', day='x', state='y')} (D-7)"
    assert says(said, "action.line")
    assert says(said, "action.line", what="(a.b)*", state="y")
    assert not says(said, "action.line", what="(a.b)*", state="z")
    assert not says(said, "action.line", what="(axb)")
    assert not says(said, "quorum.reached")


def test_a_given_value_brings_its_particle() -> None:
    said = korean("report.done", number=1, committee=COUNCIL_NAME)
    assert says(said, "report.done", committee=COUNCIL_NAME)
    assert not says(said.replace(f"{COUNCIL_NAME}가", f"{COUNCIL_NAME}이"), "report.done", committee=COUNCIL_NAME)


def test_a_line_break_is_found_in_blocks_and_no_value_reaches_into_the_next_block() -> None:
    lines = korean("round.waiting", code="B-01", title="x", said="y")
    assert says(str([section(lines)]), "round.waiting", code="B-01", said="y")
    first, second = korean("board.presence", present=1, members=2).split("/")
    assert not says(str([section(first), section(f"/{second}")]), "board.presence")


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        says("", "no.such_key")
