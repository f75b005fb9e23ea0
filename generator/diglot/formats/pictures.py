"""Image files: checked by what they are, named by what they show."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import re
import warnings
from dataclasses import replace

import imagesize

from diglot.formats.svg import read_svg
from diglot.model.delivery import Picture
from diglot.model.image import Image

LARGEST = 20_000_000
"""Bytes of one image; a full camera photograph has 15 million, and GitHub warns from 50."""

MOST_PIXELS = 100_000_000
"""Width times height; a reader's browser must unpack all of them, four bytes each."""

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
_MEDIA_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
}
_FORMATS = {"jpg": "jpeg"}
_ORIENTATION = 0x0112
"""EXIF's tag of a photograph's turn."""
_TURNED = 5
"""From this turn on, what is stored as width is shown as height (EXIF 2.32, Orientation)."""
_DATA = re.compile(r"data:image/[a-z+.-]+;base64,(.*)", re.DOTALL | re.IGNORECASE)


class Pictures:
    """Collects the images of one article."""

    def __init__(self) -> None:
        self._kept: dict[str, Picture] = {}

    @property
    def kept(self) -> tuple[Picture, ...]:
        """Each image once, in the order in which they were met."""
        return tuple(self._kept.values())

    def keep(self, data: bytes) -> str | None:
        """Take an image in.

        Returns:
            Its file name, from its bytes; None where it is no PNG, JPEG, GIF or WebP, or too large.
        """
        ending = _ending(data)
        if not ending or len(data) > LARGEST:
            return None
        width, height = imagesize.get(io.BytesIO(data))
        if width < 1 or height < 1 or width * height > MOST_PIXELS:
            return None
        name = f"image-{hashlib.sha256(data).hexdigest()[:8]}.{ending}"
        self._kept[name] = Picture(name, data)
        return name

    def keep_inline(self, src: str) -> str | None:
        """Take in an image that stands in its page as a `data:` address."""
        match = _DATA.fullmatch(src)
        try:
            return self.keep(base64.b64decode(match[1], validate=True)) if match else None
        except binascii.Error:
            return None


def _ending(data: bytes) -> str:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((ending for magic, ending in _SIGNATURES if data.startswith(magic)), "")


def read_image(path: str, data: bytes) -> Image:
    """Measure an image and prove that it can be shown.

    Args:
        path: below content/.
        data: its file.

    Returns:
        The image; without a media type where a book or the press could not hold it: damaged, too
        large, of another kind, or a drawing that does more than draw.
    """
    ending = _ending(data)
    if not ending:
        drawing = read_svg(data) if len(data) <= LARGEST else None
        if drawing is None:
            return Image(path)
        held = "image/svg+xml" if drawing.still else ""
        return Image(path, drawing.width, drawing.height, held)
    return _photograph(path, data, ending)


def _photograph(path: str, data: bytes, ending: str) -> Image:
    from PIL import Image as Pillow  # 60 ms, which an article without images saves

    found = Image(path)
    try:
        with warnings.catch_warnings():
            # That it is large is looked at below.
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            picture = Pillow.open(io.BytesIO(data), formats=[_FORMATS.get(ending, ending)])
        with picture:
            width, height = picture.size
            found = Image(path, width, height)
            if picture.getexif().get(_ORIENTATION, 1) >= _TURNED:
                found = Image(path, height, width)
            if len(data) <= LARGEST and width * height <= MOST_PIXELS:
                picture.draft("RGB", (1, 1))  # a JPEG is read in whole, and not drawn in whole
                picture.load()
                found = replace(found, media_type=_MEDIA_TYPES[ending])
    except (OSError, SyntaxError, ValueError, EOFError, Pillow.DecompressionBombError):
        return found
    return found
