"""Tasks as people see them: lists, status, progress reports, milestones, plan changes.

The round that asks for the reports belongs to `handlers/rounds/`.
"""
