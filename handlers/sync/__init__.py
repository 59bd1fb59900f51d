"""What is read from Slack itself: accounts, channels' members, and what was missed while the bot was off.

What it finds is handled by the packages of the subjects.
"""
