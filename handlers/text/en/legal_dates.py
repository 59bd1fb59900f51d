"""Texts about the dates set by law, in English."""

TEXTS = {
    "digest.legal": "• {day}: {what} ({left}, {source})",
    "legal.sheets_compiled": "Review sheets compiled",
    "legal.report_drafted": "Review report drafted",
    "legal.committee_reviews": "The committee reviews the report",
    "legal.opinions_come": "Opinions on the report come back",
    "legal.public_results": "Public sector: results of the year before",
    "legal.review_meeting": "Review meeting, report to the committee",
    "legal.report_submitted": "Review report to minister and governor",
    "legal.report_compiled": "The ministry compiles the reports",
    "legal.review_planned": "Review planned",
    "legal.sheets_open": "Departments begin the review sheets",
    "legal.sheets_due": "Departments' review sheets are due",
    "legal.council_told": "Report to the city council",
    "legal.public_targets": "Public sector: next year's target",
}
