"""Committees, seats, settings, handovers, and what nobody is responsible for.

Rights are decided in `storage/admin/`; accounts are read in `handlers/sync/`.
"""
