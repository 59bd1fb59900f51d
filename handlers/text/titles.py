"""A task's title in the reader's language, which is read here alone."""

from __future__ import annotations

from typing import Protocol


class Titled(Protocol):
    """Protocol of a task, or of a line about one: `title` is Korean, `title_en` English or ""."""

    @property
    def code(self) -> str:
        """The task's code."""

    @property
    def title(self) -> str:
        """The Korean title."""

    @property
    def title_en(self) -> str:
        """The English title, or ""."""


def task_title(language: str, task: Titled) -> str:
    """Return the task's title in that language, not escaped; without an English title the Korean one."""
    return task.title_en if language == "en" and task.title_en else task.title


def coded_title(language: str, task: Titled) -> str:
    """Return the task's code and title in that language, not escaped."""
    return f"{task.code} {task_title(language, task)}"
