"""Every reason in a reminder has an explanation of why it was sent."""

from __future__ import annotations

import pytest

from handlers.reminders.menu import _TWO_SIDED
from handlers.reminders.reminders import LINES
from handlers.text import TEXTS
from storage.organisation.settings import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_line_says_why_it_came(language: str) -> None:
    for kind in LINES:
        for key in [f"why.{kind}.before", f"why.{kind}.late"] if kind in _TWO_SIDED else [f"why.{kind}"]:
            assert TEXTS[language][key].startswith("↳")
