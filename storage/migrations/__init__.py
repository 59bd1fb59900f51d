"""Migrations of a database to the newest schema, run at start after a backup.

They know the tables as they were, so they import no record.
"""
