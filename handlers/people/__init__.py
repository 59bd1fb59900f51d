"""Committees, seats, settings, handovers, and what nobody is responsible for."""
