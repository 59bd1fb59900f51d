"""Written votes (서면회의): decisions without a meeting room, and the members' ballots.

The meeting of a written vote, its agenda and decisions are in their own packages.
"""
