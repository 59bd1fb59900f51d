"""A quarter's reporting round as people see it, and heads' confirmations.

One report on a task belongs to `handlers/tasks/`.
"""
