"""Pure functions from records to Slack's blocks."""
