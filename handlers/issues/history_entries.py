"""The text of one history entry of an issue: for reporters when it happens, and in the timeline."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.slack.blocks import escaped
from handlers.text import say
from handlers.text.dates import say_day
from storage.history import History

_SHOWN = 300


def entry_text(language: str, entry: History) -> str:
    """Return the entry as mrkdwn, without person and time."""
    after = entry.after
    match entry.action:
        case "moved":
            return _moved(language, after)
        case "assigned":
            assignee = f" <@{after['assignee']}>" if after.get("assignee") else ""
            return say(language, "history.assigned", department=escaped(str(after["department"])), assignee=assignee)
        case "remarked":
            key = "history.remarked.field" if after.get("from_field") else "history.remarked"
            return say(language, key, text=escaped(str(after["text"])[:_SHOWN]))
        case "urgent":
            return say(language, "history.urgent", reason=escaped(str(after["reason"])))
        case "on_agenda":
            day = say_day(language, date.fromisoformat(str(after["day"])))
            key = "history.on_agenda.written" if after.get("written") else "history.on_agenda"
            return say(language, key, committee=escaped(str(after["committee"])), day=day)
        case "decided":
            day = say_day(language, date.fromisoformat(str(after["day"])))
            words = say(language, "history.because", reason=escaped(str(after["words"]))) if after.get("words") else ""
            outcome = say(language, f"outcome.{after['outcome']}")
            key = "history.decided.written" if after.get("written") else "history.decided"
            decided = say(language, key, committee=escaped(str(after["committee"])), day=day, outcome=outcome)
            policy = (
                say(language, "history.policy", policy=say(language, f"policy.{after['policy']}"))
                if after.get("policy")
                else ""
            )
            return decided + policy + words
        case "became_task" | "task_taken_back" | "task_stands":
            return say(language, f"history.{entry.action}", code=escaped(str(after["code"])))
        case "sent_up":
            return say(language, "history.sent_up", committee=escaped(str(after["committee"])))
        case "joined":
            return say(language, "history.joined", number=after["number"])
        case _:
            return say(language, f"history.{entry.action}")


def _moved(language: str, after: Mapping[str, Any]) -> str:
    day = say_day(language, date.fromisoformat(str(after["day"]))) if after.get("day") else ""
    said = say(
        language,
        f"history.moved.{after['state']}",
        day=day,
        body=escaped(str(after.get("body", ""))),
        into=after.get("into", ""),
    )
    reason = say(language, "history.because", reason=escaped(str(after["reason"]))) if after.get("reason") else ""
    return said + reason
