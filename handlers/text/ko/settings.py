"""What people read of what people set for themselves, in Korean."""

TEXTS = {
    "form.away": "부재 설정",
    "field.first_day": "첫날",
    "field.last_day": "마지막 날",
    "field.deputy": "그동안 알림을 받을 사람",
    "away.explained": "이 기간에는 기한 알림을 대리자가 받습니다.",
}
