"""Photos are recognised by their content, and the stored picture shows neither its place nor its device."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from handlers.slack.downloads import Lost
from handlers.slack.images import cleaned


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 20), **how: object) -> bytes:
    out = BytesIO()
    Image.new(mode, size, 120).save(out, kind, **how)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "HEIF"])
def test_what_phones_send_is_taken(kind: str) -> None:
    made = Image.open(BytesIO(cleaned(picture(kind)).content))
    assert made.size == (40, 20)
    assert made.format in ("JPEG", "PNG")


def test_position_camera_and_comments_stay_behind_and_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # rotated by 90°
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(0x8825)[2] = (37.0, 25.0, 30.0)
    made = cleaned(picture("JPEG", exif=exif, comment=b"secret words"))
    shown = Image.open(BytesIO(made.content))
    assert shown.size == (20, 40)
    assert dict(shown.getexif()) == {}
    assert b"secret words" not in made.content
    assert b"PhoneMaker" not in made.content
    words = PngImagePlugin.PngInfo()
    words.add_text("Location", "37.42")
    assert b"37.42" not in cleaned(picture("PNG", "RGBA", pnginfo=words)).content


def test_a_large_photo_is_made_smaller() -> None:
    assert max(Image.open(BytesIO(cleaned(picture("JPEG", size=(5_000, 100))).content)).size) == 2_560


def test_a_small_file_that_unfolds_into_much_is_refused() -> None:
    with pytest.raises(Lost) as caught:
        cleaned(picture("PNG", "1", (20_000, 20_000)))
    assert caught.value.why == "too_large"


@pytest.mark.parametrize("content", [b"", b"<html>login</html>", b"%PDF-1.7", b"\xff\xd8\xff", b"GIF89a"])
def test_what_is_no_photo_is_refused_whatever_it_is_called(content: bytes) -> None:
    with pytest.raises(Lost) as caught:
        cleaned(content)
    assert caught.value.why == "not_a_photo"


@given(st.binary(max_size=200), st.integers(0, 400))
def test_a_damaged_photo_is_shown_or_refused_and_nothing_else(noise: bytes, at: int) -> None:
    whole = picture("JPEG")
    try:
        cleaned(whole[:at] + noise + whole[at + len(noise) :])
    except Lost:
        return
