"""What the rules look at, read from the database: one module a subject.

Nothing is decided here, and nothing is written.
"""
