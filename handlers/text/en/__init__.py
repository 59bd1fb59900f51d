"""What people read, in English: a file a subject."""

from handlers.text.en import (
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
