"""What people read of a meeting's results, its minutes and policy, in English."""

TEXTS = {
    "results.title": "Results",
    "results.heading": "{committee}: results of {day}",
    "results.directives": "*Directives*",
    "results.goes": "→ {committee}, {day}",
    "results.policy": "Becomes policy: {policy}",
    "stuck.nobody_above": ":warning: It could not be sent up: this committee reports to no other.",
    "stuck.no_meeting_above": ":warning: It could not be sent up: the committee above has no meeting planned.",
    "stuck.no_next_meeting": ":warning: It could not be carried over: no next meeting is planned.",
    "minutes.is_draft": "Minutes: draft",
    "minutes.is_confirmed": "Minutes: confirmed",
    "minutes.confirmed": "The minutes of {committee} are confirmed. Please enter them in the record system yourself.",
    "button.correct": "Correct",
    "button.confirm_minutes": "Confirm minutes",
    "line.minutes": "*{committee}*, {day}: the minutes are not confirmed yet.",
    "policy.title": "*{count} decisions became policy*",
    "policy.none": "No decision has been made policy yet.",
    "policy.line": "*{title}*\n{policy} · {committee}, {day}: {outcome} · {progress}",
    "policy.progress": "{done} of {count} follow-ups done",
    "policy.no_actions": "no follow-ups",
}
