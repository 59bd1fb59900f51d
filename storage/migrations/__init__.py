"""Migrations of a database to the newest schema, run at start after a backup."""
