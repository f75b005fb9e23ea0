"""Addresses written in article.md, resolved against the site."""

from __future__ import annotations

from collections.abc import Callable

from diglot.model import address
from diglot.model.settings import Settings


def is_foreign(href: str) -> bool:
    """Whether an address leads off the site, or only to a place of its own page."""
    path = href.partition("#")[0]
    return not path or ":" in path.split("/", 1)[0] or path.startswith("//")


def site_path(slug: str, href: str, address_of: Callable[[str], str]) -> str:
    """Give the path of the site that an address of an article means.

    Args:
        slug: the article that holds the address.
        href: the address as article.md has it, not foreign.
        address_of: gives the site path of another article by slug.
    """
    path, mark, fragment = href.partition("#")
    target = address.normal(f"articles/{slug}/{path}")
    parts = target.split("/")
    if parts[0] == "articles" and parts[-1] == "article.md" and len(parts) == 3:
        target = address_of(parts[1])
    elif target.endswith(".md"):
        target = target.removesuffix(".md") + ".html"
    return target + mark + fragment


def absolute_href(slug: str, href: str, page: str, settings: Settings) -> str:
    """Give an address that works wherever a download is read; empty where there is none.

    Args:
        slug: the article that holds the address.
        href: the address as article.md has it.
        page: path of the article's own page, for addresses within it.
        settings: the publication.
    """
    first = settings.targets[0]
    if href.startswith("#"):
        return settings.absolute(page + href)
    if is_foreign(href):
        return href
    return settings.absolute(site_path(slug, href, lambda s: address.side_by_side(s, first, first)))
