"""Action items as people see them: lists, the form that answers one, reminder lines."""
