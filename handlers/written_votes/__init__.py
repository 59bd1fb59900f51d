"""Written votes as people see them: calling one, ballots, deadlines, their messages."""
