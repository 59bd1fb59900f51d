"""Decisions: head counts, their effects on issues and tasks, and undoing those effects after a correction.

Agenda items themselves are in `storage/meetings/`.
"""
