"""Texts of App Home, in English."""

TEXTS = {
    "home.answer": "CN Bot",
    "home.report": "Report an issue",
    "home.tasks": "My tasks",
    "home.look_at_round": "The round",
    "home.department_tasks": "Our tasks",
    "home.to_confirm": "Reports to confirm: {count}",
    "home.meetings": "Meetings",
    "home.status": "The plan at a glance",
    "home.preview": "What I will get",
    "home.settings": "Settings",
    "home.nothing": "*Mine*\nNothing to look after now.",
    "home.mine": "*Mine: {count}*",
    "home.next": "*Next meetings*",
    "home.department": "*{name}*\nReports given: {given} of {owed} · late milestones: {late}",
    "home.round": "*Reports for Q{quarter} {year}*: {given} of {owed} (by {due})",
    "home.round_of": "• {name}: {given} of {owed}",
    "home.waits": (
        "{late} late · {unassigned:task or department/tasks or departments} without anybody"
        " · {undeliverable} undelivered"
    ),
}
