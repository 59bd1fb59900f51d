"""The database: records, their states and their rules.

No sentence for people and no call to Slack lives here.
"""
