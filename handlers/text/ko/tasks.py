"""Texts about tasks, in Korean."""

TEXTS = {
    "not_found.task": "`{name}` 과제가 없습니다.",
    "task.overdue": "기한 경과",
    "task.no_owner": "담당자 없음",
    "task.no_department": "부서 없음",
    "task.sample": "표본 데이터입니다. 실제 자료가 아닙니다.",
    "task.department": "주관부서: {name}",
    "task.owner": "담당자: {who}",
    "tasks.count": "*{title}* {count}개 ({page}/{pages}쪽)",
    "tasks.all": "모든 과제",
    "tasks.mine": "내 과제",
    "tasks.overdue": "기한 경과 과제",
    "tasks.delayed": "지연·미달성 과제",
    "tasks.none": "`{wanted}`에 맞는 과제가 없습니다.",
    "tasks.no_plan": "아직 과제가 없습니다. 관리자가 `cn-bot import tasks`로 계획을 가져와야 합니다.",
    "button.task.assign": "담당자 정하기",
    "field.owner": "누가 맡나요?",
    "assign.how": "과제 번호와 사람을 적어 주세요. 예: `/cn 지정 B-09 @담당자`",
    "assign.nobody": "{who}님은 이 워크스페이스에서 과제를 맡을 수 없습니다.",
    "assign.done": "{code} {title}: 담당자는 이제 {who}님입니다.",
}
