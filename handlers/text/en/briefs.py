"""Texts of briefings, in English."""

TEXTS = {
    "brief.title": "{committee}, {day}: to prepare",
    "brief.deciding": "*{count} to decide*",
    "brief.behind": "*{count} delayed or not achieved*",
    "brief.late": "*{count} overdue follow-ups*",
    "brief.changed": "*{count} tasks changed since last quarter*",
    "brief.changed_line": "{code}: {before} → {after}",
    "brief.behind_line": "{code}: {rating} — {why}",
    "brief.nothing": "Nothing came up.",
    "brief.how": "Released, each head gets only their own department's part, by direct message.",
    "brief.released": "Sent to {count} heads.",
    "button.release_brief": "Send to heads",
}
