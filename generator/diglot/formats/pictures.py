"""The images of a delivered file: checked by what they are, named by what they show."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import re

import imagesize

from diglot.model.delivery import Picture

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
