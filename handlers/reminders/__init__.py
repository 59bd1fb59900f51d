"""Reminders: which line each notice gives, the menu on a reminder, the preview, the weekly digest.

When a reminder is due is decided in `schedules/rules/`.
"""
