"""Written votes (서면회의): decisions without a meeting room, and the members' ballots."""
