"""App Home: its view and its buttons.

It shows what other subjects compute, and keeps nothing.
"""
