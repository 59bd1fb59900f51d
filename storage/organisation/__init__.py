"""Who the city is: workspaces, departments, people, committees, seats, settings. Not what they do."""
