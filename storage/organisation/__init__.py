"""Who the city is: workspaces, departments, people, committees, seats, settings.

Never what they do: that is each subject's own.
"""
