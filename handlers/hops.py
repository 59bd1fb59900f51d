"""The text of one history entry of an issue: for reporters when it happens, and in the timeline."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.blocks.parts import escaped
from handlers.text import say
from handlers.text.dates import say_day
from storage.history import History

_SHOWN = 300


def hop_said(language: str, hop: History) -> str:
    """Return the entry as mrkdwn, without person and time."""
    after = hop.after
    match hop.action:
        case "moved":
            return _moved(language, after)
        case "assigned":
            assignee = f" <@{after['assignee']}>" if after.get("assignee") else ""
            return say(language, "hop.assigned", department=escaped(str(after["department"])), assignee=assignee)
        case "remarked":
            key = "hop.remarked.field" if after.get("from_field") else "hop.remarked"
            return say(language, key, text=escaped(str(after["text"])[:_SHOWN]))
        case "urgent":
            return say(language, "hop.urgent", reason=escaped(str(after["reason"])))
        case "on_agenda":
            day = say_day(language, date.fromisoformat(str(after["day"])))
            key = "hop.on_agenda.written" if after.get("written") else "hop.on_agenda"
            return say(language, key, committee=escaped(str(after["committee"])), day=day)
        case "decided":
            day = say_day(language, date.fromisoformat(str(after["day"])))
            words = say(language, "hop.because", reason=escaped(str(after["words"]))) if after.get("words") else ""
            outcome = say(language, f"outcome.{after['outcome']}")
            key = "hop.decided.written" if after.get("written") else "hop.decided"
            decided = say(language, key, committee=escaped(str(after["committee"])), day=day, outcome=outcome)
            policy = (
                say(language, "hop.policy", policy=say(language, f"policy.{after['policy']}"))
                if after.get("policy")
                else ""
            )
            return decided + policy + words
        case "became_task" | "task_taken_back" | "task_stands":
            return say(language, f"hop.{hop.action}", code=escaped(str(after["code"])))
        case "sent_up":
            return say(language, "hop.sent_up", committee=escaped(str(after["committee"])))
        case "joined":
            return say(language, "hop.joined", number=after["number"])
        case _:
            return say(language, f"hop.{hop.action}")


def _moved(language: str, after: Mapping[str, Any]) -> str:
    day = say_day(language, date.fromisoformat(str(after["day"]))) if after.get("day") else ""
    said = say(
        language,
        f"hop.moved.{after['state']}",
        day=day,
        body=escaped(str(after.get("body", ""))),
        into=after.get("into", ""),
    )
    reason = say(language, "hop.because", reason=escaped(str(after["reason"]))) if after.get("reason") else ""
    return said + reason
