"""Written votes as people see them: calling one, ballots, deadlines, their messages.

Votes are counted in `storage/written_votes/`.
"""
