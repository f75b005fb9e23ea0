"""The images of an article as they lie on the disk: found, measured, read for downloads."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from diglot.model.edition import Edition
from diglot.model.image import Image
from diglot.model.problem import Location, Problem, Severity
from diglot.publication import Article, Publication, article_folder, shown
from diglot.render.source_links import ImageLink, image_links, local_path
from diglot.scan import digest_of


@dataclass(slots=True)
class Illustrations:
    """What the publication itself holds of the images that an article shows."""

    images: dict[str, Image] = field(default_factory=dict)
    """By address in article.md."""
    paths: list[str] = field(default_factory=list)
    """Where they are looked for below content/, whether they are there or not."""
    digests: dict[str, str] = field(default_factory=dict)
    """Digest of each file that was read from the disk, by that path."""
    problems: list[Problem] = field(default_factory=list)

    def shown_in(self, edition: Edition) -> Edition:
        """Give an edition with its images."""
        return replace(edition, images=self.images) if self.images else edition


def illustrate(publication: Publication, article: Article) -> Illustrations:
    """Look at every image that an article shows and its publication holds.

    Args:
        publication: the publication.
        article: the article.
    """
    found = Illustrations()
    seen: dict[str, Image] = {}
    settings = publication.settings
    place = shown(settings, article_folder(settings, article.slug) / "article.md")
    for link in image_links(article.document):
        path = local_path(article.slug, link.src)
        if not path or link.src in found.images:
            continue
        if path not in seen:
            data = image_bytes(publication, article.slug, path)
            if not _is_delivered(publication, article.slug, path):
                found.paths.append(path)
                found.digests |= {path: digest_of(data)} if data else {}
            seen[path] = _measured(path, data)
            if data and not seen[path].media_type:
                found.problems.append(_unheld(path, link, place))
        found.images[link.src] = seen[path]
    return found


def image_bytes(publication: Publication, slug: str, path: str) -> bytes:
    """Read an image of an article, from the delivered file if it still waits there.

    Args:
        publication: the publication.
        slug: the article.
        path: of the image below content/.

    Returns:
        Its bytes; none where there is no such file.
    """
    if arrival := publication.inbox.arrivals.get(slug):
        for picture in arrival.intake.pictures:
            if path == f"articles/{slug}/{picture.name}":
                return picture.data
    try:
        return Path(publication.settings.content_dir, path).read_bytes()
    except (OSError, ValueError):
        return b""


def _is_delivered(publication: Publication, slug: str, path: str) -> bool:
    arrival = publication.inbox.arrivals.get(slug)
    pictures = arrival.intake.pictures if arrival else ()
    return any(path == f"articles/{slug}/{picture.name}" for picture in pictures)


def _measured(path: str, data: bytes) -> Image:
    if not data:
        return Image(path)
    from diglot.formats.pictures import read_image

    return read_image(path, data)


def _unheld(path: str, link: ImageLink, place: str) -> Problem:
    return Problem(
        "picture-unheld",
        Severity.WARNING,
        f"{path} is damaged, too large, or not of a kind that books and paper can hold, "
        "so that EPUB and PDF give its alternative text",
        Location(place, link.line),
        "Save it as PNG, JPEG, GIF, WebP, or SVG without scripts, links and embedded files.",
    )
