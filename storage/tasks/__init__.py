"""The plan's tasks: milestones, budgets, progress reports, plan changes, when a task is overdue.

Summaries over all tasks are in `storage/overviews/`.
"""
