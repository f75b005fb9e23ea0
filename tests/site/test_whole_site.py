"""The built site as a whole: every address leads somewhere, and every page says what it is."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from support.project import ROOT, tree

BASES = {
    "sample": "https://sample.example/edition/",
    "repository": "https://unknown.invalid/",
}
LINKS = ("href", "src", "action", "poster", "data")
STYLE_URL = re.compile(r"""url\(["']?([^"')]+)""")


@pytest.fixture(params=BASES)
def built(request: pytest.FixtureRequest) -> tuple[Path, str]:
    return request.getfixturevalue(request.param), BASES[request.param]


def texts(value: Any) -> Iterator[str]:
    """Every string of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts(each)


def of_html(text: str) -> Iterator[str]:
    for node in LexborHTMLParser(text).css("*"):
        attributes = node.attributes
        yield from (attributes[name] or "" for name in LINKS if name in attributes)
        for candidate in (attributes.get("srcset") or "").split(","):
            yield from candidate.split()[:1]
        if (attributes.get("property") or "").startswith("og:") and node.tag == "meta":
            yield from re.findall(r"^https?://\S+$", attributes.get("content") or "")


def addresses(path: str, content: bytes) -> Iterator[str]:
    """Every address that a file of the site names."""
    text = content.decode("utf-8") if path.endswith((".html", ".css", ".json", ".xml")) else ""
    if path.endswith(".html"):
        yield from of_html(text)
    elif path.endswith(".css"):
        yield from STYLE_URL.findall(text)
    elif path.endswith(".json") and not path.startswith("schema/"):
        for each in texts(json.loads(text)):
            yield from re.findall(r"^https?://\S+$", each)
            yield from of_html(each) if "</" in each else ()
    elif path.endswith(".xml"):
        yield from re.findall(r'(?:href="|<loc>|<id>)([^"<]+)', text)
        yield from of_html(text)


def test_every_address_leads_somewhere(built: tuple[Path, str]) -> None:
    """Files and fragments, by the address that a browser would make of them."""
    project, base = built
    files = tree(project / "site")
    ids = {
        path: set(re.findall(r'\sid="([^"]+)"', content.decode("utf-8")))
        for path, content in files.items()
        if path.endswith((".html", ".svg"))
    }
    followed = 0
    broken = []
    for path, content in files.items():
        for address in addresses(path, content):
            url = urlsplit(urljoin(base + path, address.replace("&amp;", "&")))
            inside = unquote(url.path).removeprefix(urlsplit(base).path)
            if url.netloc != urlsplit(base).netloc or url.scheme != "https":
                continue
            followed += 1
            target = posixpath.join(inside, "index.html") if inside.endswith("/") else inside
            target = target or "index.html"
            fragment = unquote(url.fragment)
            if target not in files or (fragment and fragment not in ids.get(target, ())):
                broken.append(f"{path}: {address}")
    assert followed > 500
    assert broken == []


def test_every_page_says_what_it_is(built: tuple[Path, str]) -> None:
    """One main heading, a language with its direction, a title of its own, and where it belongs."""
    project, base = built
    faults = []
    for path, content in tree(project / "site").items():
        if not path.endswith(".html"):
            continue
        page = LexborHTMLParser(content.decode("utf-8"))
        root = page.css_first("html").attributes
        canonical = [n.attributes["href"] for n in page.css('head link[rel="canonical"]')]
        noindex = page.css_matches('head meta[name="robots"][content*="noindex"]')
        title = page.css_first("head > title")
        policy = page.css_first('head meta[http-equiv="Content-Security-Policy"]')
        allowed = policy.attributes["content"] or "" if policy else ""
        written = [*page.css("style"), *page.css("[style]")]
        written += [
            node for node in page.css("script") if "src" not in node.attributes
            and node.attributes.get("type") != "application/ld+json"
        ]
        written += [n for n in page.css("*") if any(name.startswith("on") for name in n.attributes)]
        settled = noindex or len(canonical) == 1 or (not canonical and "invalid" in base)
        for said, holds in {
            "one h1": len(page.css("h1")) == 1,
            "lang": bool(root.get("lang")),
            "dir": root.get("dir") in {"rtl", "ltr"},
            "title": title is not None and bool(title.text().strip()),
            "canonical or noindex": settled,
            "policy": "default-src 'self'" in allowed and "unsafe-inline" not in allowed,
            "nothing inline": not written,
        }.items():
            if not holds:
                faults.append(f"{path}: {said}")
    assert faults == []


def test_no_file_names_a_path_of_this_machine(built: tuple[Path, str]) -> None:
    project, _ = built
    here = {str(project), str(ROOT), str(Path.home()) + "/"} - {"//", "/"}
    here |= {path.replace("/", "\\/") for path in here}
    assert not [
        (path, place)
        for path, content in tree(project / "site").items()
        for place in here
        if place.encode() in content
    ]
