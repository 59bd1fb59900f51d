"""Action items (조치사항, 지시사항): follow-ups of meetings."""
