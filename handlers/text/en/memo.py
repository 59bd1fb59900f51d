"""Texts of the weekly digest and about unassigned tasks and departments, in English."""

TEXTS = {
    "memo.title": "*This week*",
    "memo.round": "• Reports for Q{quarter} {year}: {given} of {owed} · missing {lacking}",
    "memo.late": "• More than a week late: {count}",
    "memo.tasks": "• Tasks without an owner ({count}): {names}",
    "memo.departments": "• Departments without a head ({count}): {names}",
    "memo.seats": "• {committee}: {count:person/people} without a confirmed part",
    "memo.undeliverable": "• Undelivered messages ({count}): {whom}",
    "memo.meeting": "• Next meeting: {committee} {day} {at} ({left})",
    "button.orphans.open": "Name somebody",
    "form.orphans": "Name somebody",
    "orphans.none": "Every task has an owner, and every department a head.",
    "orphans.head": "Head of {name}",
    "orphans.count": (
        "Tasks without an owner: {tasks}. Departments without a head: {departments}. Fill in what you know."
    ),
    "memo.issues": "• Field issues that have not moved: {count}",
    "memo.issue": "    ◦ no. {number} {line} ({left})",
}
