"""Texts about drafts, in English."""

TEXTS = {
    "draft.title": "This is what was understood. Once registered, the committee reads it.",
    "draft.registered": "Registered as number {number}.",
    "draft.added": "Added to number {number}.",
    "draft.cancelled": "Not registered.",
    "draft.let_go": "The draft was let go without being registered. Write again any time.",
    "draft.no_words": "_No words yet. Add a line._",
    "draft.only_photos": "Reported by photo.",
    "draft.unknown": "not known",
    "draft.photos": "Photos: {count}",
    "draft.alike": "Something like it: no. {number} {line}",
    "draft.how": "Write what is wrong, or send a photo, and a draft is made of it. There is also `/cn help`.",
    "form.draft": "Edit the draft",
    "button.register_anew": "Register anew",
    "button.register": "Register",
    "button.answer_to": "Write to no. {number}",
    "draft.help": "{code} {title}: help is needed.",
}
