"""What people read, in Korean."""

TEXTS = {
    "report.done": "{number}번으로 접수했습니다. {committee:이/가} 확인합니다.",
    "report.empty": "무엇이 문제인지 한 줄로 적어 주세요. 예: `/cn 접수 별양동 주민센터 창호 결로`",
    "report.too_long": "글이 {length:,}자입니다. {limit:,}자까지 적을 수 있습니다.",
    "report.no_committee": "문제를 받을 회의체가 아직 없습니다. 관리자가 회의체를 먼저 정해야 합니다.",
    "issue.problem": "현장 문제",
    "issue.proposal": "신규 과제 제안",
    "issue.heading": "{kind} {number}번",
    "issue.reporter": "신고: {reporter}",
    "issue.at": "접수: {at}",
    "issue.state": "상태: {state}",
    "issue.state.received": "접수",
    "issue.state.withdrawn": "철회",
    "issue.receipt": "{number}번으로 접수한 내용입니다.",
    "issue.link": "<{link}|회의체 카드 보기>",
    "help": (
        "*탄소중립 봇*\n"
        "• `/cn 접수 <내용>` 현장 문제를 접수합니다 (`report`)\n"
        "• `/cn 문제 <번호>` 접수한 문제를 봅니다 (`issue`)\n"
        "• `/cn 도움말` 이 안내를 봅니다 (`help`)"
    ),
    "unknown.command": "`{word}` — 모르는 말입니다.",
    "unknown.nearest": "혹시 `/cn {nearest}` 말씀인가요?",
    "issue.number_needed": "번호를 적어 주세요. 예: `/cn 문제 12`",
    "not_allowed": "이 일은 {who}님이 할 수 있습니다.",
    "issue.settled": "이미 {state} 상태라 바꿀 수 없습니다.",
    "not_found.issue": "{name}번 문제가 없습니다.",
    "failed": "처리하지 못했습니다. 아무것도 저장되지 않았으니 다시 해 주세요. (참조 번호 {reference})",
    "busy": "지금은 기록을 쓸 수 없습니다. 잠시 뒤 다시 해 주세요. (참조 번호 {reference})",
}
