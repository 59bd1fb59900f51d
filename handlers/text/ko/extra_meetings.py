"""Texts about extra and cancelled meetings, in Korean."""

TEXTS = {
    "day.meets_already": "이 회의체는 그날 이미 회의가 있습니다. 다른 날을 골라 주세요.",
    "button.call_off": "회의 취소",
    "form.call": "임시회의",
    "form.call_off": "회의 취소",
    "field.committee": "회의체",
    "field.why_called": "왜 모이나요?",
    "field.why_called_off": "왜 취소하나요?",
    "field.why_moved": "왜 바꾸나요?",
    "meeting.called": "{committee} 임시회의",
    "meeting.called_off": "{committee} 회의가 취소되었습니다",
    "meeting.called_off.agenda": "안건은 다음 회의로 넘어갑니다.",
}
