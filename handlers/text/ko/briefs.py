"""Texts of briefings, in Korean."""

TEXTS = {
    "brief.title": "{committee} {day} 회의 준비",
    "brief.deciding": "*정할 것 {count}건*",
    "brief.behind": "*지연·미달성 {count}건*",
    "brief.late": "*기한이 지난 조치사항 {count}건*",
    "brief.changed": "*지난 분기와 달라진 과제 {count}건*",
    "brief.changed_line": "{code}: {before} → {after}",
    "brief.behind_line": "{code}: {rating} — {why}",
    "brief.nothing": "올라온 것이 없습니다.",
    "brief.how": "부서장에게 보내면 저마다 제 부서의 몫만 DM으로 받습니다.",
    "brief.released": "부서장 {count}명에게 보냈습니다.",
    "button.release_brief": "부서장에게 보내기",
}
