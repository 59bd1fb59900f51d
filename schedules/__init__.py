"""Everything about time."""
