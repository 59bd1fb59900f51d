"""Texts of App Home, in Korean."""

TEXTS = {
    "home.answer": "탄소중립 봇",
    "home.report": "현장 문제 접수",
    "home.tasks": "내 과제",
    "home.look_at_round": "점검 현황",
    "home.department_tasks": "부서 과제",
    "home.to_confirm": "확인할 실적 {count}건",
    "home.meetings": "회의",
    "home.status": "계획 현황",
    "home.preview": "받을 알림 보기",
    "home.settings": "환경설정",
    "home.nothing": "*내 할 일*\n지금 챙길 일이 없습니다.",
    "home.mine": "*내 할 일 {count}건*",
    "home.next": "*다음 회의*",
    "home.department": "*{name}*\n추진실적 {owed}건 중 {given}건 보고 · 기한 지난 일정 {late}건",
    "home.round": "*{year}년 {quarter}분기 추진실적*: {owed}건 중 {given}건 보고 ({due}까지)",
    "home.round_of": "• {name}: {owed}건 중 {given}건",
    "home.waits": "기한 지남 {late}건 · 맡은 사람 없는 과제·부서 {unassigned}건 · 전하지 못함 {undeliverable}건",
}
