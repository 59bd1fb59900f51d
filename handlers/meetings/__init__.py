"""Meetings as people see them: notices, attendance, agenda, the board, decisions, minutes."""
