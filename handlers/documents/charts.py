"""Pictures of the plan's status, drawn with a font that comes with the bot: a server has no Korean one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from handlers.tasks.status_blocks import reduced, share
from handlers.text import say
from storage.overviews.plan_status import NOT_REPORTED, Group, PlanStatus
from storage.tasks.progress import Rating

_FONT = Path(__file__).parent / "fonts" / "NotoSansKR-Medium.ttf"
# Okabe and Ito's palette: distinct for colour-blind readers, and by lightness when printed in grey.
_COLOURS = {
    Rating.ACHIEVED: "#0072B2",
    Rating.ON_TRACK: "#56B4E9",
    Rating.DELAYED: "#E69F00",
    Rating.NOT_ACHIEVED: "#D55E00",
    NOT_REPORTED: "#D9D9D9",
}
_ON_DARK = (Rating.ACHIEVED, Rating.NOT_ACHIEVED)
_INK, _PAPER, _PALE = "#1A1A1A", "#FFFFFF", "#5A5A5A"
# Pixels: wide enough for a slide and a page, with text that is readable on a phone.
_WIDTH, _MARGIN, _NAME, _BAR, _GAP = 1_080, 40, 210, 42, 14
_TITLE, _TEXT, _SMALL = 38, 28, 24
_SAVED, _SPENT = 210, 120  # the columns of figures, from the right
_BARS = _WIDTH - 2 * _MARGIN - _NAME - _SAVED - _SPENT - 60
_GROUPS_AT_MOST = 15
Blocks = Sequence[tuple[str, Sequence[Group]]]


def status_picture(language: str, status: PlanStatus) -> bytes:
    """Return a PNG with ratings, reductions and spending: of the whole plan, each sector, each department.

    At most 15 sectors and 15 departments are drawn.
    """
    title = say(language, "chart.title", year=status.year, quarter=status.quarter, count=status.whole.tasks)
    blocks = [
        ("", (status.whole,)),
        (say(language, "chart.sectors"), status.sectors[:_GROUPS_AT_MOST]),
        (say(language, "chart.departments"), status.departments[:_GROUPS_AT_MOST]),
    ]
    return _drawn(language, title, list(reduced(language, status.year, status.whole)), blocks)


def department_picture(language: str, status: PlanStatus, department: Group) -> bytes:
    """Return a PNG with ratings, reductions and spending of one department."""
    when = say(language, "progress.quarter", year=status.year, quarter=status.quarter)
    lines = list(reduced(language, status.year, department))
    return _drawn(language, f"{department.name} · {when}", lines, [("", (department,))])


def _drawn(language: str, title: str, lines: Sequence[str], blocks: Blocks) -> bytes:
    top = _MARGIN + 64 + 36 * len(lines) + 60
    height = top + 40 + sum(76 + len(groups) * (_BAR + _GAP) for _, groups in blocks)
    image = Image.new("RGB", (_WIDTH, height), _PAPER)
    page = _Page(language, ImageDraw.Draw(image))
    page.text(_MARGIN, _MARGIN, title, _TITLE)
    for place, line in enumerate(lines):
        page.text(_MARGIN, _MARGIN + 60 + 36 * place, line, _SMALL, _PALE)
    page.legend(top - 52)
    page.columns(top + 6)
    top += 40
    for heading, groups in blocks:
        top = page.bars(top, heading, groups)
    kept = BytesIO()
    image.save(kept, "PNG")
    return kept.getvalue()


class _Page:
    def __init__(self, language: str, draw: ImageDraw.ImageDraw) -> None:
        self._language = language
        self._draw = draw

    def text(self, left: float, top: float, text: str, size: int, fill: str = _INK, anchor: str = "la") -> float:
        """Draw the text and return its right edge in pixels."""
        self._draw.text((left, top), text, fill, _font(size), anchor)
        return left + _font(size).getlength(text)

    def legend(self, top: int) -> None:
        left: float = _MARGIN
        for name, colour in _COLOURS.items():
            self._draw.rectangle((left, top + 4, left + 28, top + 32), colour)
            left = self.text(left + 38, top, say(self._language, f"rating.{name}"), _SMALL, _PALE) + 36

    def columns(self, top: int) -> None:
        """Draw the headings of the figures at the right."""
        for key, right in (("chart.saved", _WIDTH - _MARGIN - _SPENT), ("chart.spent", _WIDTH - _MARGIN)):
            self.text(right, top, say(self._language, key), _SMALL, _PALE, "ra")

    def bars(self, top: int, heading: str, groups: Sequence[Group]) -> int:
        """Draw a bar for each group, in proportion to its tasks, and return the top of the next block in pixels."""
        if heading:
            self.text(_MARGIN, top, heading, _TEXT)
            top += 50
        largest = max((group.tasks for group in groups), default=0) or 1
        for group in groups:
            self._bar(top, group, _BARS / largest)
            self._figures(top + _BAR / 2, group)
            top += _BAR + _GAP
        return top + 26

    def _bar(self, top: int, group: Group, per_task: float) -> None:
        name = group.name or say(self._language, "chart.whole")
        self.text(_MARGIN + _NAME - 16, top + _BAR / 2, _cut(name, _NAME - 16), _SMALL, anchor="rm")
        left: float = _MARGIN + _NAME
        for rating, colour in _COLOURS.items():
            count = group.ratings.get(rating, 0)
            if not count:
                continue
            right = left + count * per_task
            self._draw.rectangle((left, top, right, top + _BAR), colour)
            if right - left > _font(_SMALL).getlength(str(count)) + 8:
                ink = _PAPER if rating in _ON_DARK else _INK
                self.text((left + right) / 2, top + _BAR / 2, str(count), _SMALL, ink, "mm")
            left = right
        self.text(left + 14, top + _BAR / 2, str(group.tasks), _SMALL, _PALE, "lm")

    def _figures(self, middle: float, group: Group) -> None:
        """Draw reduction and spending. Leave blank, which is not 0, what has no target or budget."""
        if group.target:
            saved = f"{group.achieved or 0:,.0f} / {group.target:,.0f}"
            self.text(_WIDTH - _MARGIN - _SPENT, middle, saved, _SMALL, anchor="rm")
        if group.budget:
            self.text(_WIDTH - _MARGIN, middle, f"{share(group.spend, group.budget)}%", _SMALL, anchor="rm")


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONT, size)


def _cut(name: str, width: int) -> str:
    """Return the name, cut with … to `width` pixels."""
    if _font(_SMALL).getlength(name) <= width:
        return name
    while name and _font(_SMALL).getlength(f"{name}…") > width:
        name = name[:-1]
    return f"{name}…"
