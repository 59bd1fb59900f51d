"""Start-up of CN Bot: settings, composition root and command line."""
