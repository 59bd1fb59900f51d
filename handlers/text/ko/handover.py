"""Texts about handovers, in Korean."""

TEXTS = {
    "handover.how": "누구의 것을 누구에게 넘길지 적어 주세요. 예: `/cn 인계 @전임 @후임`",
    "handover.nothing": "{old}님이 맡은 것이 없습니다.",
    "handover.title": "*{old}님이 맡은 것을 {new}님에게 넘깁니다*",
    "handover.sure": "아래 목록을 모두 넘길까요? 바뀐 내용은 이력에 남습니다.",
    "handover.done": "{old}님이 맡은 {count}건을 {new}님에게 넘겼습니다.",
    "handover.refused.same": "같은 사람입니다. 전임과 후임을 차례로 적어 주세요.",
    "handover.refused.new": "후임은 이 워크스페이스에서 일하는 사람이어야 합니다.",
    "button.hand_over": "모두 넘기기",
    "held.owns": "*담당 과제 {count}개*",
    "held.leads": "*팀장인 과제 {count}개*",
    "held.heads": "*부서장인 부서 {count}개*",
    "held.answers_for": "*창구인 부서 {count}개*",
    "held.chairs": "*위원장인 회의체 {count}개*",
    "held.keeps": "*간사인 회의체 {count}개*",
    "held.deputy_of": "*대리하는 사람 {count}명*",
    "held.assistant_of": "*대신 답하는 위원장 {count}명*",
    "held.handles": "*처리 중인 현장 문제 {count}건*",
    "held.follows_up": "*끝나지 않은 조치사항 {count}건*",
    "held.seats": "*회의체 자리 {count}개*",
}
