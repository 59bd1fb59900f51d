"""A quarter's reporting round: its lists, confirmations by heads, and files handed to the committee.

The reports themselves are in `storage/tasks/`.
"""
