"""Texts of the weekly digest and about unassigned tasks and departments, in English."""

TEXTS = {
    "digest.title": "*This week*",
    "digest.round": "• Reports for Q{quarter} {year}: {given} of {owed} · missing {lacking}",
    "digest.late": "• More than a week late: {count}",
    "digest.tasks": "• Tasks without an owner ({count}): {names}",
    "digest.departments": "• Departments without a head ({count}): {names}",
    "digest.seats": "• {committee}: {count:person/people} without a confirmed part",
    "digest.undeliverable": "• Undelivered messages ({count}): {whom}",
    "digest.meeting": "• Next meeting: {committee} {day} {at} ({left})",
    "button.orphans.open": "Name somebody",
    "form.unassigned": "Name somebody",
    "unassigned.none": "Every task has an owner, and every department a head.",
    "unassigned.head": "Head of {name}",
    "unassigned.count": (
        "Tasks without an owner: {tasks}. Departments without a head: {departments}. Fill in what you know."
    ),
    "digest.issues": "• Field issues that have not moved: {count}",
    "digest.issue": "    ◦ no. {number} {line} ({left})",
}
