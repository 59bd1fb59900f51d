"""The sample plan: 53 tasks of a city that does not exist, every row marked as a sample."""

from pathlib import Path

SAMPLE_PLAN = Path(__file__).parent / "tasks.csv"
