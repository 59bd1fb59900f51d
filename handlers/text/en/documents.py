"""Texts of papers, in English."""

TEXTS = {
    "papers.agenda_paper": "Get the agenda paper",
    "papers.calendar": "Get the calendar file (.ics)",
    "papers.one_page": "Get the one page",
    "papers.letter": "Text of the official letter",
    "paper.coming": "The file comes to you by direct message.",
    "paper.draft_mark": "draft",
    "letter.title": "The official letter's text, to paste into your document system.",
    "button.get_minutes": "Get the minutes",
    "letter.body": (
        "Subject: Meeting of {committee}\n"
        "\n"
        "1. {committee} meets as follows; please attend.\n"
        "  a. Date and time: {when}\n"
        "  b. Venue: {place}\n"
        "  c. Members: {members}\n"
        "  d. Items: {count}\n"
        "{items}\n"
        "2. If you cannot come, please name who comes instead.\n"
        "\n"
        "Enclosed: the agenda paper."
    ),
    "paper.minutes": "{committee}: minutes",
    "paper.agenda": "{committee}: agenda",
    "paper.one_page": "{committee}: one page",
    "paper.draft": "Draft (not the record)",
    "paper.name": "Name",
    "paper.held_by": "Held by",
    "paper.when": "Date and time",
    "paper.where": "Venue",
    "paper.present": "Present",
    "paper.absent": "Absent",
    "paper.observers": "Observers",
    "paper.proxy": "{name} (by proxy: {proxy})",
    "paper.order": "Order of the meeting",
    "paper.items": "Items",
    "paper.remarks": "Summary of remarks",
    "paper.decisions": "Decisions",
    "paper.votes": "Votes",
    "paper.actions": "Follow-ups",
    "paper.no_votes": "No vote is recorded.",
    "paper.opened": "Opened {at}",
    "paper.discussed": "Items discussed: {count}",
    "paper.closed": "Closed {at}",
    "paper.item": "Item",
    "paper.kind": "Kind",
    "paper.outcome": "Outcome",
    "paper.decision": "Decision",
    "paper.not_reached": "not reached",
    "paper.until": "deferred until {day}",
    "paper.what": "What",
    "paper.department": "Department",
    "paper.who": "Who",
    "paper.by": "By",
    "paper.state": "State",
    "paper.needs_deciding": "To be decided",
    "paper.behind": "Tasks delayed or not achieved",
    "paper.changed": "Changed since last quarter",
    "paper.late": "Overdue follow-ups",
    "paper.rate": "{done} of {count} done",
    "paper.completion": "Follow-ups so far",
    "paper.task": "Task",
    "paper.rating": "Rating",
    "paper.why": "Reason and action plan",
    "paper.status": "How the plan stands (Q{quarter} {year})",
    "paper.worse": "{count:task/tasks} worse than the quarter before",
    "paper.target_and_result": "Result / target",
    "paper.saved": "Saved / to save (tCO2eq)",
    "paper.spent": "Spent / budget",
    "paper.moved": "{code} {what} changed: {before} → {after} ({reason})",
}
