"""One line an event, and no message text or token at any level."""

from __future__ import annotations

import logging
import re

_TOKENS = re.compile(r"\bx(?:ox[a-z]|app)-[\w-]+")
# At DEBUG these print what people wrote, and the tokens it travelled with.
_TALKATIVE = ("slack_sdk", "slack_bolt", "urllib3", "apscheduler", "uvicorn.access")


class Redacting(logging.Formatter):
    """The last line of defence: whatever looks like a Slack token is not printed."""

    def format(self, record: logging.LogRecord) -> str:
        return _TOKENS.sub("[token]", super().format(record))


def set_up_logs(level: str) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(Redacting("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLevelName(level)))
