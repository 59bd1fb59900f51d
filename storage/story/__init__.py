"""What has happened in a city, for the tour of the practice Slack.

Nothing here writes, and the bot itself does not need it.
"""
