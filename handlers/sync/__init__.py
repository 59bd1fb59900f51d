"""What is read from Slack itself: accounts, channels' members, and what was missed while the bot was off."""
