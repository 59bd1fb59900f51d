"""Texts shared by all subjects, in Korean."""

TEXTS = {
    "button.save": "저장",
    "button.close": "닫기",
    "button.edit": "수정",
    "help": (
        "*탄소중립 봇*\n"
        "• `/cn 접수 <내용>` 현장 문제를 접수합니다 (`report`)\n"
        "• `/cn 제안` 신규 과제를 제안합니다 (`propose`)\n"
        "• `/cn 문제 <번호>` 한 문제가 지나온 길을 봅니다 (`issue`)\n"
        "• `/cn 문제목록 [내|열린|부서|낱말]` 문제를 찾습니다 (`issues`: `mine`, `open`)\n"
        "• `/cn 현황 [과제 번호]` 계획이나 한 과제의 상태를 봅니다 (`status`)\n"
        "• `/cn 과제 [내|기한경과|지연|부서]` 과제를 찾습니다 (`tasks`: `mine`, `overdue`, `delayed`)\n"
        "• `/cn 지정 <과제 번호> @사람` 담당자를 정합니다 (`assign`)\n"
        "• `/cn 실적 <과제 번호> [값] [평가] [내용]` 이번 분기 추진실적을 적습니다 (`update`)\n"
        "• `/cn 점검 [분기]` 누가 보고했는지 보고 안내·마감합니다, 간사와 부서장 (`round`)\n"
        "• `/cn 내보내기 [계획|실적|문제|조치|변경|점검표]` 엑셀 파일을 받습니다, 간사 (`export`)\n"
        "• `/cn 회의 [정하기|임시|서면]` 다음 회의와 참석, 간사는 옮기거나 임시·서면회의 "
        "(`meeting`: `set`, `extra`, `written`)\n"
        "• `/cn 안건` 다음 회의의 안건을 봅니다, 간사는 더하고 옮기고 시작합니다 (`agenda`)\n"
        "• `/cn 조치 [내|기한경과|부서]` 회의에서 정한 조치사항을 봅니다 (`actions`: `mine`, `overdue`)\n"
        "• `/cn 정책` 정책화하기로 한 결정을 봅니다 (`policy`)\n"
        "• `/cn 미리보기 [일수]` 앞으로 받을 알림을 봅니다 (`preview`)\n"
        "• `/cn 인계 @전임 @후임` 맡은 것을 모두 넘깁니다, 간사와 관리자 (`handover`)\n"
        "• `/cn 환경설정` 언어, 알림 시간, 부재를 정합니다, 관리자는 도시의 것도 (`settings`)\n"
        "• `/cn 설정` 회의체와 위원을 정합니다, 관리자 (`setup`)\n"
        "• `/cn 도움말` 이 안내를 봅니다 (`help`)"
    ),
    "unknown.command": "`{word}` — 모르는 말입니다.",
    "unknown.nearest": "혹시 `/cn {nearest}` 말씀인가요?",
    "gone.button": "이 버튼은 더 이상 쓰이지 않습니다. `/cn 도움말`에서 지금 쓰는 명령을 볼 수 있습니다.",
    "gone.form": "이 양식은 더 이상 쓰이지 않습니다. 적은 내용을 복사해 두고, 명령이나 버튼으로 새로 열어 주세요.",
    "gone.shortcut": "이 바로 가기는 더 이상 쓰이지 않습니다. `/cn 도움말`에서 지금 쓰는 명령을 볼 수 있습니다.",
    "not_allowed": "이 일은 {who}님이 할 수 있습니다.",
    "failed": "처리하지 못했습니다. 아무것도 저장되지 않았으니 다시 해 주세요. (참조 번호 {reference})",
    "form_not_opened": "양식을 열지 못했습니다. 다시 해 주세요. (참조 번호 {reference})",
    "busy": "지금은 기록을 쓸 수 없습니다. 잠시 뒤 다시 해 주세요. (참조 번호 {reference})",
    "button.next": "다음",
    "button.previous": "이전",
    "choice.yes": "예",
    "choice.no": "아니요",
    "changed": "그사이 {who}님이 바꾸었습니다. 닫고 다시 열어 주세요.",
    "changed.to": "그사이 {who}님이 {state:으로/로} 바꾸었습니다. 닫고 다시 열어 주세요.",
    "day.passed": "지난 날짜입니다. 오늘이나 뒤의 날짜를 골라 주세요.",
    "day.ends_before": "마지막 날이 첫날보다 빠릅니다.",
    "not_found.gone": "이제 없는 항목입니다.",
    "not_allowed.nobody": "이 회의의 위원만 답할 수 있습니다.",
    "month.1": "1월",
    "month.2": "2월",
    "month.3": "3월",
    "month.4": "4월",
    "month.5": "5월",
    "month.6": "6월",
    "month.7": "7월",
    "month.8": "8월",
    "month.9": "9월",
    "month.10": "10월",
    "month.11": "11월",
    "month.12": "12월",
    "weekday.0": "월요일",
    "weekday.1": "화요일",
    "weekday.2": "수요일",
    "weekday.3": "목요일",
    "weekday.4": "금요일",
    "button.cancel": "취소",
    "outage.recovered": "Slack에 다시 닿습니다. {first}부터 {last}까지 메시지 {held}개가 늦게 나갔습니다.",
}
