"""Pages of Slack's methods that answer with a cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from slack_sdk.web import SlackResponse

_PAGE = 200


def pages(read: Callable[..., SlackResponse], **request: Any) -> Iterator[SlackResponse]:
    """Yield every page of a Slack method that answers with a cursor. Raises SlackApiError, OSError."""
    cursor = ""
    while True:
        page = read(cursor=cursor, limit=_PAGE, **request)
        yield page
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
