"""Sample plan and roster of a city that does not exist: 53 tasks, each marked as a sample, and people by role.

Data only: it is imported as an office would import it.
"""

from pathlib import Path

SAMPLE_PLAN = Path(__file__).parent / "tasks.csv"
SAMPLE_ROSTER = Path(__file__).parent / "roster.csv"
