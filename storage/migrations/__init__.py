"""Bringing a database to the newest shape, at start, after a backup of what is there."""
