"""What each line of a reminder says today: a file a subject."""
