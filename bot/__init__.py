"""Start-up of CN Bot: settings, composition root, command line, and the practice Slack.

No rule, no SQL and no Block Kit lives here.
"""
