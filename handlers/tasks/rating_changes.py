"""Rating changes of tasks between their last two reports: for the brief and the one-page summary."""

from __future__ import annotations

from sqlalchemy.orm import Session

from handlers.text import say
from storage.tasks.progress import last_two_reports
from storage.tasks.tasks import all_tasks


def changed_lines(session: Session, language: str, workspace_id: int) -> dict[str, str]:
    """Return a line for each task whose rating changed in its last report, by task code; lines are not yet escaped."""
    reports, lines = last_two_reports(session, workspace_id), {}
    for task in all_tasks(session, workspace_id):
        latest, before = reports.get(task.id, (None, None))
        if latest is None or before is None or before.rating == latest.rating:
            continue
        was, is_now = (say(language, f"rating.{each.rating}") for each in (before, latest))
        lines[task.code] = say(language, "brief.changed_line", code=task.code, before=was, after=is_now)
    return lines
