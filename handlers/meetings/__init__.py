"""Meetings as people see them: notices, attendance, agenda, the board, decisions, minutes.

Quorums and the effects of decisions are computed in `storage/`; dates in `schedules/`.
"""
