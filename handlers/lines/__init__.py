"""Lines of reminders, as of today: one file for each subject."""
