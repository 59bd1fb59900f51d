"""The books: records, their states and their rules."""
