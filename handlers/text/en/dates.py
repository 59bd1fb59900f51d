"""Texts about dates that were not understood, in English."""

TEXTS = {
    "date.unreadable": "`{text}` is not a date I can read. For example: 2025-07-09, next Friday, end of July",
    "date.ambiguous": "`{text}` can mean more than one. Please give day, month and year, for example 9 Jul 2025 14:00",
    "date.no_such_day": "`{text}`: there is no such day. Please check the day and the month.",
    "date.no_such_time": "`{text}`: there is no such time. It goes from 00:00 to 23:59.",
    "date.weekday": "`{text}`: the weekday is not that of the date. Which of them is right?",
    "date.past": "`{text}` has passed. Which day is meant?",
    "date.ends_before": "`{text}`: the last day is before the first.",
    "date.too_far": "`{text}`: only dates from 2000 to 2100 can be used.",
}
