"""Tasks as people see them: lists, status, progress reports, milestones, plan changes."""
