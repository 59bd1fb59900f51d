"""Keeping the database: permissions, handovers, unassigned records, personal data, retention."""
