"""What is to be said: notices, messages that carry them, reactions to those, fallback recipients, lead times, outages.

No sentences, and nothing is posted from here.
"""
