"""Committees, seats, settings, handovers, and what nobody is responsible for.

Permissions are decided in `storage/admin/`; accounts are read in `handlers/sync/`.
"""
