"""Texts about changed dates and targets, in Korean."""

TEXTS = {
    "form.plan_change": "기한·목표 변경",
    "field.change_what": "무엇을 바꾸나요",
    "field.change_to": "무엇으로",
    "hint.change_to": "날짜(7월 말, 2025. 8. 29.)나 목표값(2,500)",
    "field.change_reason": "변경사유",
    "button.change_plan": "기한·목표 변경",
    "plan_change.changed": "*{code}* {what}: {before} → {after}",
    "plan_change.nothing": "바꿀 추진일정이나 목표가 없습니다.",
    "plan_change.to_the_agenda": "{count}번째 밀린 것이라 추진단 안건으로 제안됩니다.",
}
