"""Keeping the database: permissions, handovers, unassigned records, personal data, retention.

It works on all subjects, and none of them imports it.
"""
