"""The text of one history entry of an issue: for reporters when it happens, and in the timeline."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from handlers.slack.blocks import escaped
from handlers.text import say
from handlers.text.dates import say_day
from storage.history import History

log = logging.getLogger(__name__)
_SHOWN = 300


def entry_text(language: str, entry: History) -> str:
    """Return the entry as mrkdwn, without person and time; an unknown action is logged and gets a neutral line."""
    write = ENTRIES.get(entry.action)
    if write is None:
        log.warning("history action without a text action=%s entry=%s", entry.action, entry.id)
        return say(language, "history.other")
    return write(language, entry)


def _handed_over(language: str, entry: History) -> str:
    old, new = (", ".join(f"<@{each}>" for each in held.values() if each) for held in (entry.before, entry.after))
    return say(language, "history.handed_over", old=old or "-", new=new or "-")


def _reported(language: str, _entry: History) -> str:
    return say(language, "history.reported")


def _moved(language: str, entry: History) -> str:
    day = say_day(language, date.fromisoformat(str(entry.after["day"]))) if entry.after.get("day") else ""
    said = say(
        language,
        f"history.moved.{entry.after['state']}",
        day=day,
        body=escaped(str(entry.after.get("body", ""))),
        into=entry.after.get("into", ""),
    )
    return said + _because(language, entry.after.get("reason"))


def _assigned(language: str, entry: History) -> str:
    assignee = f" <@{entry.after['assignee']}>" if entry.after.get("assignee") else ""
    return say(language, "history.assigned", department=escaped(str(entry.after["department"])), assignee=assignee)


def _remarked(language: str, entry: History) -> str:
    key = "history.remarked.field" if entry.after.get("from_field") else "history.remarked"
    return say(language, key, text=escaped(str(entry.after["text"])[:_SHOWN]))


def _urgent(language: str, entry: History) -> str:
    return say(language, "history.urgent", reason=escaped(str(entry.after["reason"])))


def _on_agenda(language: str, entry: History) -> str:
    key = "history.on_agenda.written" if entry.after.get("written") else "history.on_agenda"
    return say(language, key, **_meeting(language, entry.after))


def _decided(language: str, entry: History) -> str:
    key = "history.decided.written" if entry.after.get("written") else "history.decided"
    outcome = say(language, f"outcome.{entry.after['outcome']}")
    decided = say(language, key, **_meeting(language, entry.after), outcome=outcome)
    if entry.after.get("policy"):
        decided += say(language, "history.policy", policy=say(language, f"policy.{entry.after['policy']}"))
    return decided + _because(language, entry.after.get("words"))


def _became_task(language: str, entry: History) -> str:
    return say(language, "history.became_task", code=escaped(str(entry.after["code"])))


def _task_undone(language: str, entry: History) -> str:
    return say(language, "history.task_undone", code=escaped(str(entry.after["code"])))


def _task_stands(language: str, entry: History) -> str:
    return say(language, "history.task_stands", code=escaped(str(entry.after["code"])))


def _sent_up(language: str, entry: History) -> str:
    return say(language, "history.sent_up", committee=escaped(str(entry.after["committee"])))


def _joined(language: str, entry: History) -> str:
    return say(language, "history.joined", number=entry.after["number"])


def _meeting(language: str, after: Mapping[str, Any]) -> dict[str, str]:
    day = say_day(language, date.fromisoformat(str(after["day"])))
    return {"committee": escaped(str(after["committee"])), "day": day}


def _because(language: str, reason: object) -> str:
    return say(language, "history.because", reason=escaped(str(reason))) if reason else ""


# Every action that is written to an issue's history and shown.
ENTRIES: Mapping[str, Callable[[str, History], str]] = {
    "reported": _reported,
    "moved": _moved,
    "assigned": _assigned,
    "handed_over": _handed_over,
    "remarked": _remarked,
    "urgent": _urgent,
    "on_agenda": _on_agenda,
    "decided": _decided,
    "became_task": _became_task,
    "task_taken_back": _task_undone,
    "task_stands": _task_stands,
    "sent_up": _sent_up,
    "joined": _joined,
}
