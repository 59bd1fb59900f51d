"""A photo as it may be shown: known by its content, turned upright, without where and with what it was taken."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from handlers.fetching import Lost

register_heif_opener()  # what phones take

_TAKEN = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")
_MOST_PIXELS = 80_000_000  # a small file may unfold into more than the machine has
_LONGEST_SIDE = 2_560
_QUALITY = 88


@dataclass(frozen=True)
class Picture:
    content: bytes
    ending: str


def cleaned(content: bytes) -> Picture:
    """Raises Lost, when it is no picture whatever its name says, or one too large."""
    try:
        with Image.open(BytesIO(content), formats=_TAKEN) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise Lost("too_large")
            upright = ImageOps.exif_transpose(image)
            keeps_shape = upright.mode in ("RGBA", "LA", "P")
            upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
            return _written(upright.convert("RGBA"), "PNG") if keeps_shape else _written(upright.convert("RGB"), "JPEG")
    except Image.DecompressionBombError as error:
        raise Lost("too_large") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise Lost("not_a_photo") from error


def _written(image: Image.Image, kind: str) -> Picture:
    # Drawn onto a new picture: whatever else the file held stays behind.
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    out = BytesIO()
    bare.save(out, kind, quality=_QUALITY)
    return Picture(out.getvalue(), "png" if kind == "PNG" else "jpg")
