"""Everything people see and touch."""
