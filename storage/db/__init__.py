"""The database: records' common base, sessions and transactions, errors of the rules, migrations at start.

No table of a subject.
"""
