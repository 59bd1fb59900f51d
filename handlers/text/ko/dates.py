"""Texts about dates that were not understood, in Korean."""

TEXTS = {
    "date.unreadable": "`{text}`: 날짜로 읽지 못했습니다. 예: 2025. 7. 9., 7/9, 다음 주 금요일, 7월 말, 7/9 14:00",
    "date.ambiguous": "`{text}`: 뜻이 여럿일 수 있습니다. 연월일로 적어 주세요. 예: 2025. 7. 9. 14:00",
    "date.no_such_day": "`{text}`: 없는 날짜입니다. 월과 일을 확인해 주세요.",
    "date.no_such_time": "`{text}`: 없는 시각입니다. 00:00부터 23:59까지 적을 수 있습니다.",
    "date.weekday": "`{text}`: 날짜와 요일이 맞지 않습니다. 어느 쪽이 맞나요?",
    "date.past": "`{text}`: 이미 지난 날입니다. 어느 날을 말씀하시나요?",
    "date.ends_before": "`{text}`: 마지막 날이 첫날보다 빠릅니다.",
    "date.too_far": "`{text}`: 2000년부터 2100년까지의 날짜만 적을 수 있습니다.",
}
