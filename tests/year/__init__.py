"""The city's whole 2026 on a moved clock: who lives there, what they do, an independent reading of what was sent."""
