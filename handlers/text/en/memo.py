"""Texts of the weekly digest and about unassigned tasks and departments, in English."""

TEXTS = {
    "memo.title": "*This week*",
    "memo.round": "• Reports for Q{quarter} {year}: {given} of {owed} · missing {lacking}",
    "memo.late": "• {count} things more than a week late",
    "memo.tasks": "• {count} tasks without an owner: {names}",
    "memo.departments": "• {count} departments without a head: {names}",
    "memo.seats": "• {committee}: {count} people without a confirmed part",
    "memo.undeliverable": "• {count} messages undelivered: {whom}",
    "memo.meeting": "• Next meeting: {committee} {day} {at} ({left})",
    "button.orphans.open": "Name somebody",
    "form.orphans": "Name somebody",
    "orphans.none": "Every task has an owner, and every department a head.",
    "orphans.head": "Head of {name}",
    "orphans.count": "{tasks} tasks without an owner, {departments} departments without a head. Fill in what you know.",
    "memo.issues": "• {count} field issues that have not moved",
    "memo.issue": "    ◦ no. {number} {line} ({left})",
}
