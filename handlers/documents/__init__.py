"""Papers, spreadsheets, calendar files and pictures, as bytes, and the listeners that send them.

No figure is computed here: they come from `storage/`.
"""
