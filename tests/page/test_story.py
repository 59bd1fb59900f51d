"""The tour, played from first to last by a visitor who only reads the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import ViewportSize, expect

from bot.practice.driver import Slack
from bot.story import STEPS
from tests.page.conftest import DESK, PHONE, OpenPage
from tests.page.plays import PLAYED
from tests.page.visitor import WORDS, Visitor

pytestmark = pytest.mark.early


def test_every_step_of_the_story_is_played_below() -> None:
    assert [step.name for step in STEPS] == [play.__name__ for play in PLAYED]


@pytest.mark.long
@pytest.mark.parametrize(("size", "language"), [(DESK, "ko"), (PHONE, "en")], ids=["desk-ko", "phone-en"])
def test_every_step_can_be_played_and_ticks_itself_off(
    slack: Slack, open_page: OpenPage, size: ViewportSize, language: str
) -> None:
    page = open_page(slack, "U0OFFICER", size, place="story")
    if language == "en":
        page.get_by_role("button", name="English").click()
    visitor = Visitor(page, WORDS[language])
    for number, (step, play) in enumerate(zip(STEPS, PLAYED, strict=True)):
        expect(visitor.step).to_contain_text(_in(language, step.title))
        play(visitor)
        visitor.look_at_story()
        expect(page.locator(".story li.done")).to_have_count(_ticked_by(number))
    expect(page.get_by_text(WORDS[language]["end"])).to_have_count(1)


def test_the_other_size_of_each_language_says_the_same(slack: Slack, open_page: OpenPage) -> None:
    for size, language, locale in ((DESK, "en", "en-US"), (PHONE, "ko", "ko-KR")):
        page = open_page(slack, "U0OFFICER" if language == "ko" else "U0OUTSIDER", size, place="story", locale=locale)
        steps = page.locator(".story li")
        expect(steps).to_have_count(len(STEPS))
        for shown, step in zip(steps.all(), STEPS, strict=True):
            expect(shown).to_contain_text(_in(language, step.title))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _in(language: str, both: tuple[str, str]) -> str:
    return both[0 if language == "ko" else 1]


def _ticked_by(number: int) -> int:
    """Return how many steps are done after this one; the card's step is done as soon as there is a report."""
    return number + 2 if STEPS[number].name == "report" else number + 1
