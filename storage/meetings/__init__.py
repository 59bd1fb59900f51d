"""Meetings: cycles, agendas, attendance, conduct, minutes, carry-over. Not what decisions do elsewhere."""
