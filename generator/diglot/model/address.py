"""Addresses of the site: flat files, relative links (design of the pages: docs/architecture.md)."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

HOME = "index.html"
ACTORS = "actors/index.html"
NOT_FOUND = "404.html"
SITEMAP = "sitemap.xml"
SEARCH = "search.html"
SEARCH_SCRIPT = "search/pagefind.js"
SCHEMA = "schema/article-1.json"
"""JSON Schema of the articles' JSON; the number changes with a change that breaks readers."""

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
"""Names of articles and actors: lower-case ASCII words joined by hyphens."""


def side_by_side(slug: str, target: str, first_target: str) -> str:
    """Give the page that holds both texts; further targets carry their tag."""
    return f"articles/{slug}.html" if target == first_target else f"articles/{slug}.{target}.html"


def download(slug: str, target: str, first_target: str, ending: str) -> str:
    """Give the file beside the page of both texts that holds them in another format."""
    return side_by_side(slug, target, first_target).removesuffix("html") + ending


def one_language(lang: str, slug: str) -> str:
    """Give the page that holds one language's text."""
    return f"{lang}/articles/{slug}.html"


def listing(lang: str) -> str:
    """Give the list of articles in one language."""
    return f"{lang}/index.html"


def listing_sheet(lang: str, first: str) -> str:
    """Give the page of a list's older articles that begins with this one; empty for the newest."""
    return f"{lang}/index.{first}.html" if first else listing(lang)


def feed(lang: str, ending: str) -> str:
    """Give a feed of one language: `xml` is Atom, `json` is JSON Feed."""
    return f"{lang}/feed.{ending}"


def actor(id_: str) -> str:
    """Give an actor's page."""
    return f"actors/{id_}.html"


def search_bundle(lang: str) -> str:
    """Give the folder of one language's search index, with its final slash."""
    return f"search/{lang}/"


def actor_sheet(id_: str, first: str) -> str:
    """Give the page of an actor's older passages that begins with this article; empty: its own."""
    return f"actors/{id_}.{first}.html" if first else actor(id_)


def actor_index(lang: str, source: str) -> str:
    """Give the index of actors in the order of a language's alphabet."""
    return ACTORS if lang == source else f"actors/index.{lang}.html"


def presence(slug: str) -> str:
    """Give the page that shows where an article names whom."""
    return f"articles/{slug}.presence.html"


def relative(page: str, target: str) -> str:
    """Give the link from one page of the site to another path, fragment kept."""
    path, mark, fragment = target.partition("#")
    if path == page and mark:
        return f"#{fragment}"
    return _relative(folder(page), path) + mark + fragment


def folder(page: str) -> str:
    """Give the folder that a page stands in, with its final slash; empty for the site's root."""
    return page[: page.rfind("/") + 1]


# The pages of a folder lead to the same others, each to many of their passages.
@lru_cache(maxsize=4096)
def _relative(folder: str, path: str) -> str:
    here = folder.split("/")[:-1]
    there = [part for part in posixpath.normpath(path).split("/") if part != "."]
    # Not posixpath.relpath, which asks the system for the working folder: 700 links an article.
    shared = 0
    while shared < min(len(here), len(there)) and here[shared] == there[shared]:
        shared += 1
    steps = [".."] * (len(here) - shared) + there[shared:]
    return "/".join(steps) or "."


def normal(path: str) -> str:
    """Resolve `.` and `..` in a path of the site; one that climbs out keeps its leading `..`."""
    return posixpath.normpath(path)
