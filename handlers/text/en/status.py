"""What people read of how the plan stands, in English."""

TEXTS = {
    "task.targets": "Targets for {indicator}: {targets}",
    "task.no_reports": "No progress has been reported yet.",
    "task.quarter": "{year} Q{quarter}: {rating}, {value} {note}",
    "status.title": "*{count} tasks*",
    "status.open": "{overdue} overdue · {unowned} without an owner",
    "status.as_of": "Reports up to Q{quarter} {year}",
    "status.sectors": "*By sector*",
    "status.departments": "*By department*",
    "status.slipped": "*{count} tasks worse than the quarter before*",
    "task.history": "*Changes*",
    "change.assigned": "• {day} {who}: owner {what}",
    "change.handed_over": "• {day} {who}: handed over {what}",
    "change.not_mine": "• {day} {who}: said it is not theirs {what}",
    "change.other": "• {day} {who}: {what}",
    "chart.title": "{count} tasks · reports up to Q{quarter} {year}",
    "chart.sectors": "By sector",
    "chart.departments": "By department",
    "chart.whole": "All",
}
