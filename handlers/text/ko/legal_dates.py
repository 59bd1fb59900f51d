"""Texts about the dates set by law, in Korean."""

TEXTS = {
    "digest.legal": "• {day}: {what} ({left}, {source})",
    "legal.sheets_compiled": "부서 점검표 취합",
    "legal.report_drafted": "점검 결과보고서 초안",
    "legal.committee_reviews": "위원회 심의",
    "legal.opinions_come": "점검 결과에 대한 의견 통보",
    "legal.public_results": "공공부문 온실가스 감축 결과 제출",
    "legal.review_meeting": "점검보고회, 위원회 보고",
    "legal.report_submitted": "점검 결과보고서 제출 (장관, 도지사)",
    "legal.report_compiled": "기후에너지환경부 종합",
    "legal.review_planned": "점검 계획 수립",
    "legal.sheets_open": "부서 점검표 작성 시작",
    "legal.sheets_due": "부서 점검표 작성 마감",
    "legal.council_told": "시의회 보고",
    "legal.public_targets": "공공부문 다음 해 목표 제출",
}
