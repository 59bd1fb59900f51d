"""Taking in what offices keep in spreadsheets: read, show what would change, and only then write."""
