"""What people read of results and ratings, in Korean."""

TEXTS = {
    "rating.achieved": "달성",
    "rating.on_track": "정상추진",
    "rating.delayed": "지연",
    "rating.not_achieved": "미달성",
    "rating.none": "미보고",
    "milestone.last": "사업 종료",
    "milestone.done": "완료",
    "milestone.open": "진행 중",
    "button.enter_result": "실적 입력",
    "form.progress": "실적 입력",
    "field.state": "상태",
    "field.result": "결과",
    "field.value": "실적 값 (단위: {unit})",
    "field.rating": "평가",
    "field.note": "내용, 사유와 조치계획",
    "hint.note": "지연이나 미달성이면 사유와 조치계획을 꼭 적습니다.",
    "progress.quarter": "{year}년 {quarter}분기",
    "progress.not_a_number": "`{text}`: 숫자로 적어 주세요. 예: 1,200",
    "progress.reason_needed": "지연이나 미달성이면 사유와 조치계획을 적어 주세요.",
}
