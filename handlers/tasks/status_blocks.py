"""The plan's overall status as text: for people who cannot see its picture, and for search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from handlers.slack.blocks import Block, button, buttons, escaped, section
from handlers.text import say
from handlers.text.figures import number, say_money
from handlers.text.titles import task_title
from storage.overviews.plan_status import NOT_REPORTED, Group, PlanStatus
from storage.tasks.progress import Rating

_WORSENED_AT_MOST = 10
_GROUPS_AT_MOST = 15


def paragraphs(language: str, status: PlanStatus) -> Iterator[str]:
    """Yield the status as mrkdwn: the whole plan, sectors, departments, tasks whose rating got worse."""
    yield "\n".join(
        [
            say(language, "status.title", count=status.whole.tasks),
            say(language, "status.as_of", year=status.year, quarter=status.quarter),
            ratings(language, status.whole),
            *reduced(language, status.year, status.whole),
            say(language, "status.open", overdue=status.overdue, unowned=status.unowned),
        ]
    )
    for key, groups in (("status.sectors", status.sectors), ("status.departments", status.departments)):
        lines = [_line(language, group) for group in groups[:_GROUPS_AT_MOST]]
        if len(groups) > _GROUPS_AT_MOST:
            lines.append(say(language, "line.and_more", count=len(groups) - _GROUPS_AT_MOST))
        yield "\n".join([say(language, key), *lines])
    if status.worsened:
        yield "\n".join(_worsened(language, status))


def glance(language: str, paragraphs: Sequence[str]) -> list[Block]:
    """Build a section for each paragraph, with [그림으로 보기] below."""
    return [
        *(section(each) for each in paragraphs),
        buttons(button(say(language, "button.picture"), "status.picture", "now")),
    ]


def ratings(language: str, group: Group) -> str:
    """Return how many tasks have each rating, in one line; a rating without tasks is left out."""
    every = ((name, group.ratings.get(name, 0)) for name in (*Rating, NOT_REPORTED))
    return " · ".join(f"{say(language, f'rating.{name}')} {count}" for name, count in every if count)


def reduced(language: str, year: int, group: Group) -> Iterator[str]:
    """Yield the year's reduction in tCO2eq beside its target, and its spending beside its budget."""
    if group.target:
        done = group.achieved or Decimal(0)
        yield say(
            language,
            "status.reduction",
            year=year,
            target=number(group.target),
            achieved=number(done),
            percent=share(done, group.target),
        )
    if group.budget:
        money = {"spend": say_money(language, group.spend), "budget": say_money(language, group.budget)}
        yield say(language, "status.budget", year=year, **money, percent=share(group.spend, group.budget))
    elif group.spend:
        yield say(language, "status.spend", year=year, spend=say_money(language, group.spend))


def share(part: Decimal, whole: Decimal) -> int:
    """Return the percentage, rounded to a whole number; `whole` must not be 0."""
    return round(part * 100 / whole)


def in_words(language: str, status: PlanStatus) -> str:
    """Return the picture's alternative text: what its bars and figures show."""
    title = say(language, "chart.title", year=status.year, quarter=status.quarter, count=status.whole.tasks)
    sectors = "; ".join(f"{group.name or '-'} {ratings(language, group)}" for group in status.sectors)
    return ". ".join([title, ratings(language, status.whole), *reduced(language, status.year, status.whole), sectors])


def _line(language: str, group: Group) -> str:
    parts = [f"• {escaped(group.name) or '-'} {group.tasks}: {ratings(language, group)}"]
    if group.target:
        parts.append(f"{number(group.achieved or Decimal(0))}/{number(group.target)} tCO2eq")
    if group.budget:
        parts.append(say(language, "status.spent_share", percent=share(group.spend, group.budget)))
    return " · ".join(parts)


def _worsened(language: str, status: PlanStatus) -> Iterator[str]:
    yield say(language, "status.worsened", count=len(status.worsened))
    for each in status.worsened[:_WORSENED_AT_MOST]:
        before, after = (say(language, f"rating.{rating}") for rating in (each.before, each.after))
        yield f"• *{escaped(each.code)}* {escaped(task_title(language, each))}: {before} → {after}"
    if len(status.worsened) > _WORSENED_AT_MOST:
        yield say(language, "line.and_more", count=len(status.worsened) - _WORSENED_AT_MOST)
