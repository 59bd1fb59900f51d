"""What people read of results and ratings, in English."""

TEXTS = {
    "rating.achieved": "achieved",
    "rating.on_track": "on track",
    "rating.delayed": "delayed",
    "rating.not_achieved": "not achieved",
    "rating.none": "not reported",
    "milestone.last": "end of the task",
    "milestone.done": "Done",
    "milestone.open": "Under way",
    "button.enter_result": "Enter result",
    "form.progress": "Enter result",
    "field.state": "State",
    "field.result": "What came of it",
    "field.value": "Value (unit: {unit})",
    "field.rating": "Rating",
    "field.note": "What was done; reason and action plan",
    "hint.note": "Delayed or not achieved needs a reason and an action plan.",
    "progress.quarter": "Q{quarter} {year}",
    "progress.not_a_number": "`{text}`: please enter a number, for example 1,200",
    "progress.reason_needed": "Delayed or not achieved needs a reason and an action plan.",
}
