"""Texts of the weekly digest and about unassigned tasks and departments, in Korean."""

TEXTS = {
    "digest.title": "*이번 주 메모*",
    "digest.round": "• {year}년 {quarter}분기 추진실적: {owed}건 중 {given}건 보고 · 미보고 {lacking}",
    "digest.late": "• 기한이 일주일 넘게 지난 일 {count}건",
    "digest.tasks": "• 담당자가 없는 과제 {count}개: {names}",
    "digest.departments": "• 부서장이 없는 부서 {count}개: {names}",
    "digest.seats": "• {committee}: 자리를 정할 사람 {count}명",
    "digest.undeliverable": "• 전하지 못한 메시지 {count}건: {whom}",
    "digest.meeting": "• 다음 회의: {committee} {day} {at} ({left})",
    "button.orphans.open": "맡을 사람 정하기",
    "form.unassigned": "맡을 사람 정하기",
    "unassigned.none": "모든 과제에 담당자가 있고, 모든 부서에 부서장이 있습니다.",
    "unassigned.head": "{name} 부서장",
    "unassigned.count": (
        "담당자가 없는 과제 {tasks}개, 부서장이 없는 부서 {departments}개. 아는 것만 채우고 저장하세요."
    ),
    "digest.issues": "• 움직이지 않는 현장 문제 {count}건",
    "digest.issue": "    ◦ {number}번 {line} ({left})",
}
