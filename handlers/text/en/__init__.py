"""What people read, in English: a file a subject."""

from handlers.text.en import (
    action_items,
    agenda,
    board,
    calling,
    command_line,
    committees,
    common,
    dates,
    documents,
    drafts,
    figures,
    issues,
    meetings,
    minutes,
    progress,
    reminders,
    settings,
    tasks,
)

_SUBJECTS = (
    action_items,
    agenda,
    board,
    calling,
    command_line,
    committees,
    common,
    dates,
    documents,
    drafts,
    figures,
    issues,
    meetings,
    minutes,
    progress,
    reminders,
    settings,
    tasks,
)
TEXTS = {key: sentence for subject in _SUBJECTS for key, sentence in subject.TEXTS.items()}
