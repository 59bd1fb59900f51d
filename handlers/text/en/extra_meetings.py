"""Texts about extra and cancelled meetings, in English."""

TEXTS = {
    "day.meets_already": "This committee meets on that day already. Choose another day.",
    "button.call_off": "Cancel meeting",
    "form.call": "Extra meeting",
    "form.call_off": "Cancel the meeting",
    "field.committee": "Committee",
    "field.why_called": "What for?",
    "field.why_called_off": "Why is it cancelled?",
    "field.why_moved": "Why is it moved?",
    "meeting.called": "{committee}: extra meeting",
    "meeting.called_off": "{committee}: the meeting is cancelled",
    "meeting.called_off.agenda": "What was on its agenda goes to the next meeting.",
}
