"""The first day of a newsroom, as a new user would try it: from `diglot init` to a reviewed page.

Every command is a process; the engine answers on loopback, the pages are looked at in Chromium.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
import pytest
from playwright.sync_api import Page

from diglot.model.language import LANGUAGES
from support.documents import word
from support.engines_server import engines_server
from support.newcomer import STORIES, TITLE, Newcomer, Story, letters, saved_by_poedit
from support.project import ROOT
from support.server import serve
from support.validators import axe_violations, nu_errors

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("newcomer")]

WIDTHS = (360, 1440)


@dataclass(frozen=True)
class Day:
    """What the day has left."""

    story: Story
    slug: str
    unit: str
    site: Path
    before: str
    """Address of the site with the draft alone."""
    after: str
    """Address of the site with the review."""


@pytest.fixture(scope="module", params=STORIES)
def day(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    story: Story = STORIES[request.param]
    outside = tmp_path_factory.mktemp("day")
    targets = ("--target", *story.targets)
    Newcomer(outside).run("init", "paper", "--title", TITLE, "--source", story.source, *targets)
    paper = Newcomer(outside / "paper")
    subprocess.run(["git", "init", "-q"], cwd=paper.folder, check=True)
    paper.commit()

    slug = take_in(paper, story)
    paper.edit(f"content/articles/{slug}/article.md", "status: draft", "status: published")
    with engines_server() as server:
        server.translate = letters
        address = f'engine_options: {{url: "{server.url("google")}", rps: 1000}}'
        paper.edit("mkdocs.yml", "engine: google\n", f"engine: google\n      {address}\n")
        said = paper.run("translate")
    for target in story.targets:
        assert f"wrote content/articles/{slug}/{target}.po" in said
    paper.commit()
    paper.run("build", "--strict")
    shutil.copytree(paper.folder / "site", outside / "before")

    unit = correct(paper, story, slug, outside / "from-the-translator.po")
    assert "1 unit reviewed" in paper.run("review", slug, unit, "--by", story.reviewer)
    paper.run("build", "--strict")
    sites = (outside / "before", paper.folder / "site")
    with serve(sites[0], "/paper/") as before, serve(sites[1], "/paper/") as after:
        yield Day(story, slug, unit, sites[1], before, after)


def take_in(paper: Newcomer, story: Story) -> str:
    """Put a document into the inbox, and give the name of the article that it becomes."""

    def fill(document) -> None:
        document.add_heading(story.title, 0)
        document.add_paragraph(story.paragraphs[0])
        document.add_heading(story.heading, 1)
        document.add_paragraph(story.paragraphs[1])

    (paper.folder / "content/inbox/first.docx").write_bytes(word(fill))
    said = paper.run("build", "--strict")
    found = re.search(r"wrote content/articles/([a-z0-9-]+)/article\.md", said)
    assert found, said
    told = f"set status: published in content/articles/{found[1]}/article.md"
    assert told in said
    return found[1]


def correct(paper: Newcomer, story: Story, slug: str, file: Path) -> str:
    """Let a translator correct one paragraph, take the catalogue back, and give the unit's id."""
    path = f"content/articles/{slug}/{story.targets[0]}.po"
    sent = (paper.folder / path).read_text("utf-8")
    entry = next(e for e in polib.pofile(sent) if e.msgid == story.paragraphs[1])
    file.write_text(saved_by_poedit(sent, entry.msgstr, story.corrected), "utf-8")
    said = paper.run("pull", str(file))
    assert f"→ {path}: 1 taken, " in said
    assert "3 unchanged, 0 in conflict" in said
    assert f'msgstr "{story.corrected}"' in (paper.folder / path).read_text("utf-8")
    return entry.msgctxt


def interface(tag: str, text: str) -> str:
    """Give an interface text in a language."""
    if tag == "en":
        return text
    return polib.pofile(str(ROOT / f"theme/locales/{tag}.po")).find(text).msgstr


def look(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_the_reviewed_sentence_stands_there_under_the_readers_name(
    day: Day, page: Page, width: int
) -> None:
    target = day.story.targets[0]
    look(page, f"{day.before}{target}/articles/{day.slug}.html", width)
    assert interface(target, "Machine translation, not reviewed.") in page.inner_text("main")
    assert day.story.reviewer not in page.inner_text("body")
    assert day.story.corrected not in page.inner_text("body")
    look(page, f"{day.after}{target}/articles/{day.slug}.html", width)
    passage = page.locator(f"#{day.unit}")
    assert day.story.corrected in passage.inner_text()
    assert f"reviewed by {day.story.reviewer}" in passage.inner_text()
    assert "1 of 4 passages reviewed by" in page.inner_text(".state-label")


@pytest.mark.parametrize("width", WIDTHS)
def test_each_text_stands_on_its_side(day: Day, page: Page, width: int) -> None:
    story = day.story
    look(page, f"{day.after}articles/{day.slug}.html", width)
    assert page.get_attribute("html", "lang") == story.source
    assert page.get_attribute("html", "dir") == "rtl"
    if width < 896:
        page.locator("#mode-interleaved").check(force=True)
    row = page.locator(f"#{day.unit}")
    texts = [row.locator(f".{side}").first for side in ("source", "target")]
    ways = [text.evaluate("e => getComputedStyle(e).direction") for text in texts]
    assert ways == ["rtl", "ltr"]
    ours, theirs = (text.bounding_box() for text in texts)
    assert None not in (ours, theirs)
    if width < 896:
        assert ours["y"] + ours["height"] <= theirs["y"]
    else:
        assert theirs["x"] + theirs["width"] <= ours["x"]
    assert story.paragraphs[1] in texts[0].inner_text()
    assert story.corrected in texts[1].inner_text()


def test_each_target_has_its_pages_in_its_language(day: Day, page: Page) -> None:
    first = day.story.targets[0]
    for target in day.story.targets:
        side = f"articles/{day.slug}{'' if target == first else f'.{target}'}.html"
        look(page, day.after + side, 1440)
        words = page.inner_text(".site-nav")
        for tag in (day.story.source, target):
            assert interface(tag, "Articles") in words
            assert interface(tag, "Search") in words
        for other in {*day.story.targets} - {target}:
            assert LANGUAGES[other].autonym in words
        reached = page.locator(f'.target[lang="{target}"]').first
        assert reached.evaluate("e => getComputedStyle(e).direction") == "ltr"
        look(page, f"{day.after}{target}/articles/{day.slug}.html", 1440)
        assert page.get_attribute("html", "lang") == target
        drafted = interface(target, "Machine translation, not reviewed.")
        assert (drafted in page.inner_text("main")) == (target != first)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_first_pages_are_whole(day: Day, page: Page, width: int) -> None:
    lost: list[str] = []
    page.on("response", lambda answer: lost.append(answer.url) if answer.status >= 400 else None)
    look(page, day.after + "index.html", width)
    assert page.locator(".site-nav a").count() >= 8
    links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    for link in sorted({link.partition("#")[0] for link in links if "/paper/" in link}):
        look(page, link, width)
        assert page.locator("h1").count() == 1
    assert not lost


def test_the_name_is_said_once_and_nothing_lies_over_it(day: Day, page: Page) -> None:
    """The name is the same in every language until somebody translates it."""
    look(page, f"{day.after}articles/{day.slug}.html", 360)
    (name,) = page.locator(".site-name").all()
    button = page.locator("button.theme")
    box, light = name.bounding_box(), button.bounding_box()
    assert None not in (box, light)
    apart = light["y"] >= box["y"] + box["height"] or light["x"] + light["width"] <= box["x"]
    assert apart or light["x"] >= box["x"] + box["width"]


def test_code_reads_from_its_own_side(day: Day, page: Page) -> None:
    """A dot before Latin letters stays before them in a text from right to left."""
    look(page, day.after + "articles/welcome.html", 1440)
    code = page.locator(".source code", has_text=".docx")
    assert code.count() == 1
    (dot, letter) = code.evaluate(
        """code => { const walk = document.createTreeWalker(code, NodeFilter.SHOW_TEXT), found = [];
          const range = document.createRange();
          for (let node; (node = walk.nextNode());) for (let i = 0; i < node.length; i++) {
            range.setStart(node, i); range.setEnd(node, i + 1);
            found.push(range.getBoundingClientRect().left); }
          return found.slice(0, 2); }"""
    )
    assert dot < letter


@pytest.mark.java
def test_every_page_is_valid_and_accessible(day: Day, page: Page, validators: None) -> None:
    names = [path.relative_to(day.site).as_posix() for path in sorted(day.site.rglob("*.html"))]
    assert nu_errors([day.after + name for name in names], warnings=True) == []
    for name in ("index.html", "about.html", "actors/index.html", "articles/welcome.html"):
        for width in WIDTHS:
            look(page, day.after + name, width)
            assert axe_violations(page) == [], (name, width)
