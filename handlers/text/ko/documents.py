"""Texts of papers, in Korean."""

TEXTS = {
    "papers.agenda_paper": "안건서 받기",
    "papers.calendar": "일정 파일 받기 (.ics)",
    "papers.one_page": "한 장 요약 받기",
    "papers.letter": "개최 알림 공문 문안",
    "paper.coming": "파일을 DM으로 보내 드립니다.",
    "paper.draft_mark": "초안",
    "letter.title": "개최 알림 공문 문안입니다. 문서 시스템에 붙여 넣어 쓰세요.",
    "button.get_minutes": "회의록 받기",
    "letter.body": (
        "제목  {committee} 회의 개최 알림\n"
        "\n"
        "1. {committee} 회의를 다음과 같이 개최하니 참석하여 주시기 바랍니다.\n"
        "  가. 일시: {when}\n"
        "  나. 장소: {place}\n"
        "  다. 참석 대상: 위원 {members}명\n"
        "  라. 안건: {count}건\n"
        "{items}\n"
        "2. 참석이 어려우면 대리참석자를 미리 알려 주시기 바랍니다.\n"
        "\n"
        "붙임  안건서 1부.  끝."
    ),
    "paper.minutes": "{committee} 회의록",
    "paper.agenda": "{committee} 안건서",
    "paper.one_page": "{committee} 한 장 요약",
    "paper.draft": "초안 (기록물이 아닙니다)",
    "paper.name": "명칭",
    "paper.held_by": "개최기관",
    "paper.when": "일시",
    "paper.where": "장소",
    "paper.present": "참석자",
    "paper.absent": "불참자",
    "paper.observers": "배석자",
    "paper.proxy": "{name} (대리 {proxy})",
    "paper.order": "진행순서",
    "paper.items": "상정안건",
    "paper.remarks": "발언요지",
    "paper.decisions": "결정사항",
    "paper.votes": "표결내용",
    "paper.actions": "조치사항",
    "paper.no_votes": "기록된 표결이 없습니다.",
    "paper.opened": "개의 {at}",
    "paper.discussed": "안건 {count}건 논의",
    "paper.closed": "폐회 {at}",
    "paper.item": "안건",
    "paper.kind": "종류",
    "paper.outcome": "결과",
    "paper.decision": "결정 내용",
    "paper.not_reached": "다루지 못함",
    "paper.until": "{day}까지 보류",
    "paper.what": "할 일",
    "paper.department": "부서",
    "paper.who": "담당자",
    "paper.by": "기한",
    "paper.state": "상태",
    "paper.needs_deciding": "정할 것",
    "paper.behind": "지연·미달성 과제",
    "paper.changed": "지난 분기와 달라진 과제",
    "paper.late": "기한이 지난 조치사항",
    "paper.rate": "{done}/{count}건 완료",
    "paper.completion": "지난 조치 이행",
    "paper.task": "과제",
    "paper.rating": "평가",
    "paper.why": "사유와 조치계획",
    "paper.status": "추진현황 ({year}년 {quarter}분기)",
    "paper.worse": "지난 분기보다 나빠진 과제 {count}개",
    "paper.target_and_result": "실적 / 목표",
    "paper.saved": "감축 실적 / 목표(tCO2eq)",
    "paper.spent": "집행 / 예산",
    "paper.moved": "{code} {what} 변경: {before} → {after} ({reason})",
}
