"""The links that an article's author wrote to pages of the same site."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.model import address
from diglot.model.document import Document, Figure, walk
from diglot.model.made import SourceLink
from diglot.render.hrefs import is_foreign, site_path


def source_links(
    document: Document, slug: str, place: str, first_target: str
) -> Iterator[SourceLink]:
    """Give every link and image of an article that does not leave the site, in order.

    Args:
        document: the article.
        slug: its name.
        place: its file, as the user knows it.
        first_target: first target language, whose page stands for all pages of an article.
    """

    def page_of(slug: str) -> str:
        return address.side_by_side(slug, first_target, first_target)

    figures = (b for b in walk(document.blocks) if isinstance(b, Figure))
    written = [(link.href, s.line) for s in document.segments for link in s.links]
    written += ((figure.src, document.segments[figure.segment].line) for figure in figures)
    page = page_of(slug)
    for href, line in written:
        path, _, fragment = href.partition("#")
        path = path.partition("?")[0]
        if not path:
            yield SourceLink(page, page, fragment, f"{place}:{line}")
        elif not is_foreign(path) and not path.startswith("/"):
            yield SourceLink(page, site_path(slug, path, page_of), fragment, f"{place}:{line}")
