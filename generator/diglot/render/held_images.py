"""The images that a download carries with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from diglot.model.edition import Edition
from diglot.model.image import Image

_ENDINGS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}


@dataclass(frozen=True, slots=True)
class HeldImage:
    """An image in a book or on paper."""

    name: str
    """Of its file there, like image-1.png."""
    image: Image
    content: bytes


def held_images(edition: Edition, read: Callable[[str], bytes]) -> dict[str, HeldImage]:
    """Give the images of an edition that a download can hold, by address in article.md.

    Args:
        edition: the article.
        read: gives an image's file by its path; nothing where it has gone.
    """
    held: dict[str, HeldImage] = {}
    by_path: dict[str, HeldImage] = {}
    for src, image in edition.images.items():
        content = read(image.path) if image.media_type and image.path not in by_path else b""
        if content:
            name = f"image-{len(by_path) + 1}.{_ENDINGS[image.media_type]}"
            by_path[image.path] = HeldImage(name, image, content)
        if image.path in by_path:
            held[src] = by_path[image.path]
    return held
