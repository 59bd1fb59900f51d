"""Meetings: cycles, agendas, attendance, conduct, minutes, carry-over.

What a decision does elsewhere is in `storage/decisions/`.
"""
