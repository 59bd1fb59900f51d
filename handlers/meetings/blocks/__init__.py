"""Blocks and forms of meetings, one module for each module of `handlers/meetings/`."""
