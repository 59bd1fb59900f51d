"""Texts about drafts, in Korean."""

TEXTS = {
    "draft.title": "이렇게 이해했습니다. 등록하면 회의체에 전달됩니다.",
    "draft.registered": "{number}번으로 등록했습니다.",
    "draft.added": "{number}번에 추가했습니다.",
    "draft.cancelled": "등록하지 않았습니다.",
    "draft.let_go": "등록하지 않아서 초안을 지웠습니다. 다시 적으면 됩니다.",
    "draft.no_words": "_글이 없습니다. 이어서 한 줄 적어 주세요._",
    "draft.only_photos": "사진으로 접수했습니다.",
    "draft.unknown": "모름",
    "draft.photos": "사진 {count}장",
    "draft.alike": "비슷한 건: {number}번 {line}",
    "draft.how": "무엇이 문제인지 적거나 사진을 보내 주세요. 초안을 만들어 드립니다. `/cn 도움말`도 있습니다.",
    "form.draft": "초안 수정",
    "button.register_anew": "새로 등록",
    "button.register": "등록",
    "button.answer_to": "{number}번에 답변",
    "draft.help": "{code} {title}: 도움이 필요합니다.",
}
