"""Import of offices' spreadsheets: read them, preview what would change, and only then write."""
