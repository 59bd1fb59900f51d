"""A quarter's reporting round as people see it, and heads' confirmations."""
