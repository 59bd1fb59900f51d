"""Lists that a message shows page by page: which page it is, [이전] and [다음], and what these buttons carry."""

from __future__ import annotations

from collections.abc import Callable

from slack_sdk.models.blocks import ButtonElement

from handlers.slack.blocks import button
from handlers.slack.payloads import Click
from handlers.text import say


def page_of(count: int, size: int, wanted: int) -> tuple[int, int]:
    """Return the wanted page, or the nearest one that exists, and how many there are (1 for an empty list).

    Pages are counted from 0 and hold `size` of the `count` entries.
    """
    pages = max(1, -(-count // size))
    return min(max(wanted, 0), pages - 1), pages


def turns(language: str, name: str, page: int, pages: int, value: Callable[[int], str]) -> list[ButtonElement]:
    """Build [이전] and [다음], as far as there are such pages; their actions are `name`.previous and `name`.next.

    `value` returns what the button carries that leads to a page.
    """
    return [
        button(say(language, f"button.{which}"), f"{name}.{which}", value(to))
        for which, to in (("previous", page - 1), ("next", page + 1))
        if 0 <= to < pages
    ]


def carrying(wanted: str) -> Callable[[int], str]:
    """Return what the buttons of a list carry that is read anew: the page, and what was asked for."""
    return lambda to: f"{to}|{wanted}"


def turned_to(click: Click) -> tuple[str, int]:
    """Return what was asked for and the page, from a button that was made with `carrying`."""
    page, _, wanted = click.value.partition("|")
    return wanted, int(page)
