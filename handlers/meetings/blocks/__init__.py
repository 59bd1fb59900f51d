"""Blocks and forms of meetings, one module for each module of `handlers/meetings/`.

Pure functions from view models: no session, no clock.
"""
