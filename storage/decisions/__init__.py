"""Decisions: their quorum, their effects on issues and tasks, and undoing those effects after a correction."""
