"""What people read of what people set for themselves, in English."""

TEXTS = {
    "form.away": "I am away",
    "field.first_day": "First day",
    "field.last_day": "Last day",
    "field.deputy": "Who hears meanwhile",
    "away.explained": "Meanwhile your deputy gets what falls due.",
}
