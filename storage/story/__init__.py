"""What has happened in a city, for the tour of the practice Slack. Read-only."""
