"""Block Kit: pure functions from view models to Slack's blocks."""
