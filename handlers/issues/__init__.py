"""Issues as people see them: reporting, drafts, the committee's and the reporter's side, the timeline.

States and roles are decided in `storage/issues/`.
"""
