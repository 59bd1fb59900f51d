"""The city's whole year 2026 on a moved clock: its people, what they do, and an independent check of the messages."""
