"""What people read of how the plan stands, in Korean."""

TEXTS = {
    "task.targets": "{indicator} 목표: {targets}",
    "task.no_reports": "아직 보고된 추진실적이 없습니다.",
    "task.quarter": "{year}년 {quarter}분기: {rating}, {value} {note}",
    "status.title": "*세부과제 {count}개*",
    "status.open": "기한 경과 {overdue}개 · 담당자 없음 {unowned}개",
    "status.as_of": "{year}년 {quarter}분기까지의 보고",
    "status.sectors": "*부문별*",
    "status.departments": "*부서별*",
    "status.slipped": "*지난 분기보다 나빠진 과제 {count}개*",
    "task.history": "*변경 이력*",
    "change.assigned": "• {day} {who}: 담당자 {what}",
    "change.handed_over": "• {day} {who}: 인계 {what}",
    "change.not_mine": "• {day} {who}: 담당자가 아니라고 알림 {what}",
    "change.other": "• {day} {who}: {what}",
    "chart.title": "세부과제 {count}개 · {year}년 {quarter}분기까지의 보고",
    "chart.sectors": "부문별",
    "chart.departments": "부서별",
    "chart.whole": "전체",
}
