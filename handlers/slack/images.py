"""Photos before they are posted: recognised by content, turned upright, without place, camera and other metadata."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from handlers.slack.downloads import Lost

register_heif_opener()  # HEIC, the format of many phones' photos

_TAKEN = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")
_MOST_PIXELS = 80_000_000  # a small file may decompress to more than the machine's memory
_LONGEST_SIDE = 2_560
_QUALITY = 88


@dataclass(frozen=True)
class Picture:
    """A cleaned picture; `ending` is png or jpg, without a dot."""

    content: bytes
    ending: str


def cleaned(content: bytes) -> Picture:
    """Return the photo upright, at most 2,560 pixels long, without metadata.

    Raises Lost: "not_a_photo" if the content is no picture whatever its name says, "too_large" if it has too many
    pixels.
    """
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
    # Copied onto a new picture, so that no metadata of the file remains.
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    out = BytesIO()
    bare.save(out, kind, quality=_QUALITY)
    return Picture(out.getvalue(), "png" if kind == "PNG" else "jpg")
