"""The practice Slack: a stand-in for Slack that imports nothing of CN Bot."""
