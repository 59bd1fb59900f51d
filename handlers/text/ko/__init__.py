"""What people read, in Korean: a file a subject."""

from handlers.text.ko import (
    command_line,
    committees,
    common,
    dates,
    drafts,
    figures,
    issues,
    meetings,
    progress,
    reminders,
    settings,
    tasks,
)

_SUBJECTS = (
    command_line,
    committees,
    common,
    dates,
    drafts,
    figures,
    issues,
    meetings,
    progress,
    reminders,
    settings,
    tasks,
)
TEXTS = {key: sentence for subject in _SUBJECTS for key, sentence in subject.TEXTS.items()}
