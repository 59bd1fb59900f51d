"""Meetings: cycles, agendas, attendance, conduct, quorum, votes, minutes, carry-over.

What a decision does elsewhere is in `storage/decisions/`.
"""
