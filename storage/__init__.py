"""The database: records, their states and their rules."""
