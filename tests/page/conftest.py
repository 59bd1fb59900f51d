"""A browser on the practice Slack's page with the real bot; an error in its console fails the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, ViewportSize, expect, sync_playwright

from bot.practice.driver import Slack
from bot.practice.server import Practice
from storage.db.database import Database
from tests.conftest import Template, copied
from tests.running import practice

_ALONE = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
QUIET = ["--no-sandbox", "--disable-gpu", *_ALONE]
DESK, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)

# With several tests at once on few cores, the bot is slow.
expect.set_options(timeout=30_000)

OpenPage = Callable[..., Page]


def installed_chromium() -> str | None:
    """Return the path of the system's Chromium, or None; the one without a window takes a third of the work."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


@pytest.fixture
def database(template: Template, tmp_path: Path) -> Iterator[Database]:
    """Yield a database with the sample city, on SQLite only: what the page shows does not depend on the database."""
    with closing(Database(copied(template("sqlite", "sample")))) as opened:
        yield opened


@pytest.fixture
def alone() -> Iterator[tuple[Practice, Slack]]:
    """Yield the sample city without the bot."""
    with practice() as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = installed_chromium()
    if chromium is None:
        if os.environ.get("CI") == "true":
            pytest.fail("the browser tests need chromium: apt-get install chromium-headless-shell")
        pytest.skip("no chromium on this machine: apt-get install chromium-headless-shell")
    with sync_playwright() as playing:
        browser = playing.chromium.launch(executable_path=chromium, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Yield a function that opens the page as a person; every error in any console fails the test."""
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            errors.append(message.text)

    def note_error(error: Error) -> None:
        errors.append(str(error))

    def opened(slack: Slack, person: str, size: ViewportSize = DESK, place: str = "", locale: str = "ko-KR") -> Page:
        is_phone = size == PHONE
        context = browser.new_context(viewport=size, locale=locale, is_mobile=is_phone, has_touch=is_phone)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", note_error)
        page.add_init_script(f"sessionStorage.me ??= '{person}'")
        page.goto(f"{slack.address}/#/{place}")
        expect(page.locator("#bar")).to_be_visible()
        return page

    yield opened
    for context in browser.contexts:
        context.close()
    assert errors == []
