"""Action items as people see them: lists, the form that answers one, reminder lines.

What an action item may become is decided in `storage/action_items/`.
"""
