"""Action items (조치사항, 지시사항): what a meeting asks to be done.

Their reminders are planned in `schedules/`.
"""
