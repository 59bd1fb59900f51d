"""Logs: one line per event; message texts and tokens are never logged."""

from __future__ import annotations

import logging
import re

_TOKENS = re.compile(r"\bx(?:ox[a-z]|app)-[\w-]+")
# At DEBUG these libraries print message texts and the tokens sent with them.
_TALKATIVE = ("slack_sdk", "slack_bolt", "urllib3", "apscheduler", "uvicorn.access")


class Redacting(logging.Formatter):
    """A formatter that replaces anything that looks like a Slack token, as a last safeguard."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line with "[token]" in place of tokens."""
        return _TOKENS.sub("[token]", super().format(record))


def set_up_logs(level: str) -> None:
    """Log to stderr at that level; libraries that print message texts stay at INFO or above."""
    handler = logging.StreamHandler()
    handler.setFormatter(Redacting("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLevelName(level)))
