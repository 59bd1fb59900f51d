"""How CN Bot starts: settings, the composition root, the command line."""
