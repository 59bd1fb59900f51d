"""Read-only summaries over several subjects: the plan's status, one task's status, stages.

Nothing here writes.
"""
