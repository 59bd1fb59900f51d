"""What people read of a meeting's results, its minutes and policy, in Korean."""

TEXTS = {
    "results.title": "회의 결과",
    "results.heading": "{committee} 회의 결과 ({day})",
    "results.directives": "*지시사항*",
    "results.goes": "→ {committee} {day} 회의",
    "results.policy": "정책화: {policy}",
    "stuck.nobody_above": ":warning: 상정하지 못했습니다. 보고할 상위 회의체가 정해지지 않았습니다.",
    "stuck.no_meeting_above": ":warning: 상정하지 못했습니다. 상위 회의체에 잡힌 회의가 없습니다.",
    "stuck.no_next_meeting": ":warning: 넘기지 못했습니다. 다음 회의가 잡혀 있지 않습니다.",
    "minutes.is_draft": "회의록: 초안",
    "minutes.is_confirmed": "회의록: 확인함",
    "minutes.confirmed": "{committee} 회의록을 확인했습니다. 기록 시스템에 등록하는 일은 따로 해 주세요.",
    "button.correct": "결과 고치기",
    "button.confirm_minutes": "회의록 확인",
    "line.minutes": "*{committee}* {day} 회의록을 아직 확인하지 않았습니다.",
    "policy.title": "*정책화한 결정 {count}건*",
    "policy.none": "정책화하기로 한 결정이 아직 없습니다.",
    "policy.line": "*{title}*\n{policy} · {committee} {day} {outcome} · {progress}",
    "policy.progress": "조치 {done}/{count}건 완료",
    "policy.no_actions": "정해진 조치 없음",
}
