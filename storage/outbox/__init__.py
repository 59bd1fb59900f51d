"""What is to be said: notices, the messages that carry them, fallback recipients, lead times, outages.

No sentences, and nothing is posted from here.
"""
