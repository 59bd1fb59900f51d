"""The chart of a plan's status: its bars are as long as its numbers, and its font has every syllable in use."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

import pytest
from PIL import Image, ImageColor

from handlers.documents.charts import _COLOURS, _font, status_picture
from handlers.text import TEXTS
from storage.importing.sheets import read_sheet
from storage.overviews.plan_status import NOT_REPORTED, Group, PlanStatus
from storage.samples import SAMPLE_PLAN
from storage.tasks.progress import Rating


def plan_status(**ratings: int) -> PlanStatus:
    group = Group("건물", ratings)
    return PlanStatus(2025, 2, group, (group,), (group,), (), 0, 0)


def painted(picture: bytes) -> Counter[str]:
    """Return the number of pixels by the ratings' colours."""
    image = Image.open(BytesIO(picture))
    assert image.format == "PNG"
    seen = Counter(image.get_flattened_data())
    return Counter({name: seen[ImageColor.getrgb(colour)] for name, colour in _COLOURS.items()})


@pytest.mark.parametrize("language", ["ko", "en"])
def test_bars_are_as_long_as_the_numbers(language: str) -> None:
    legend = painted(status_picture(language, plan_status()))
    bars = painted(status_picture(language, plan_status(on_track=30, none=10)))
    bars.subtract(legend)
    assert bars[Rating.DELAYED] == 0
    assert bars[Rating.ON_TRACK] / bars[NOT_REPORTED] == pytest.approx(3, rel=0.05)


def test_many_departments_and_long_names_stay_within_the_picture() -> None:
    groups = tuple(Group(f"{number} " + "아주긴부서이름" * 9, {"none": number}) for number in range(40))
    picture = status_picture("ko", PlanStatus(2025, 2, Group("", {"none": 9}), groups, groups, (), 0, 0))
    image = Image.open(BytesIO(picture))
    assert image.width == 1_080
    assert image.height < 3_000
    right = image.crop((1_079, 0, 1_080, image.height))
    assert set(right.get_flattened_data()) == {(255, 255, 255)}


def test_the_type_has_every_letter_of_the_texts_and_of_the_sample_plan() -> None:
    font = _font(24)
    missing = bytes(font.getmask("\U000fffff"))
    written = "".join(sentence for key, sentence in TEXTS["ko"].items() if key.startswith(("chart.", "rating.")))
    written += "".join(cell for _, row in read_sheet(SAMPLE_PLAN).rows for cell in row) + "0123456789%% tCO2eq ㎡"
    lacking = {letter for letter in written if not letter.isspace() and bytes(font.getmask(letter)) == missing}
    assert lacking == set()
