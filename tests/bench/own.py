"""This project under measurement: its work in several measures."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path

from bench.tools import FIRST, Tool
from bench.words import ROOT

ALIKE = "Diglot alike"
FULL = "Diglot in full"
MENTIONS = "mentions, actors' pages"

_NOTHING_MORE = {"search": False, "downloads": [], "card_images": False}

STAGES: dict[str, dict[str, object]] = {
    "search index": {"search": True},
    "EPUB, Markdown, text, JSON": {"downloads": ["epub", "md", "txt", "json"]},
    "PDF": {"downloads": ["pdf"]},
    "card images": {"card_images": True},
}
"""Settings of the stages that peers have not, or have as plugins."""


def alike(corpus: Path, folder: Path) -> Tool:
    """Give what peers do too: three pages, listings, feeds, sitemap; no actors and no checks."""
    tool = _tool(ALIKE, "bench.alike", corpus, folder, {})
    return _without_actors(tool)


def full(corpus: Path, folder: Path) -> Tool:
    """Give that with actors found and linked, their pages, and every translation checked."""
    return _tool(FULL, "diglot", corpus, folder, {})


def unchecked(corpus: Path, folder: Path) -> Tool:
    """Give that without its checks, so that these can be told from the mentions."""
    return _tool(MENTIONS, "bench.alike", corpus, folder, {})


def with_stage(name: str, corpus: Path, folder: Path) -> Tool:
    """Give what peers do too, and one stage more."""
    tool = _tool(name, "bench.alike", corpus, folder, STAGES[name])
    return _without_actors(tool)


def _without_actors(tool: Tool) -> Tool:
    (tool.folder / "content" / "actors.yml").write_text("[]\n", "utf-8")
    return replace(tool, actors=None)


def _tool(name: str, module: str, corpus: Path, folder: Path, settings: dict[str, object]) -> Tool:
    shutil.copytree(corpus / "content", folder / "content")
    shutil.copytree(ROOT / "theme", folder / "theme")
    own = {"source": "ar", "targets": ["en"], "contact": "bench@example.org"}
    config = {
        "site_name": "Bench",
        "site_url": "https://bench.example/",
        "docs_dir": "content",
        "use_directory_urls": False,
        "theme": {"name": None, "custom_dir": "theme"},
        "plugins": [{"diglot": own | _NOTHING_MORE | settings}],
        "markdown_extensions": ["attr_list", "md_in_html", "tables"],
    }
    (folder / "mkdocs.yml").write_text(json.dumps(config), "utf-8")
    return Tool(
        name,
        folder,
        (sys.executable, "-m", module, "build"),
        folder / "site",
        pages="**/articles/article-?????.html",
        per_article=3,
        shown=f"articles/{FIRST}.html",
        article=folder / "content" / "articles" / FIRST / "article.md",
        template=folder / "theme" / "article.html",
        comment="{# bench #}\n",
        kept=(folder / ".cache",),
        actors=folder / "content" / "actors.yml",
        environment={"PYTHONPATH": str(ROOT / "tests")},
    )
