"""Import of offices' spreadsheets: read them, preview what would change, and only then write.

No value is guessed: a refused cell names sheet, row and column.
"""
