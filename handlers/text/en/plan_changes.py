"""Texts about changed dates and targets, in English."""

TEXTS = {
    "form.plan_change": "Change date or target",
    "field.change_what": "What is changed",
    "field.change_to": "To what",
    "hint.change_to": "A date (end of July, 2025-08-29) or a target (2,500)",
    "field.change_reason": "Reason",
    "button.change_plan": "Change date or target",
    "plan_change.changed": "*{code}* {what}: {before} → {after}",
    "plan_change.nothing": "There is no milestone or target to change.",
    "plan_change.to_the_agenda": "It has slipped {count:time/times} and is proposed for the steering group's agenda.",
}
