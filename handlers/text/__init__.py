"""What people read, in two languages, and what they type."""
