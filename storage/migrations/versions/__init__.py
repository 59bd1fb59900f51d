"""Migrations, one file each, applied in the order of their numbers.

A released one is never edited: a later one mends it.
"""
