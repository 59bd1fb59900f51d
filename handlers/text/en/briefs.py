"""Texts of briefings, in English."""

TEXTS = {
    "brief.title": "{committee}, {day}: to prepare",
    "brief.deciding": "*To decide: {count}*",
    "brief.behind": "*Delayed or not achieved: {count}*",
    "brief.late": "*Overdue follow-ups: {count}*",
    "brief.changed": "*Changed since last quarter: {count:task/tasks}*",
    "brief.changed_line": "{code}: {before} → {after}",
    "brief.behind_line": "{code}: {rating} — {why}",
    "brief.nothing": "Nothing came up.",
    "brief.how": "Released, each head gets only their own department's part, by direct message.",
    "brief.released": "Sent to {count:head/heads}.",
    "button.release_brief": "Send to heads",
}
