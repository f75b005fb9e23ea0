"""What an editor takes back is gone: withdrawn, held or purged, from every output and every file."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from diglot.formats.po import read_catalogue
from diglot.formats.po_writer import write_catalogue
from diglot.model.translation import Catalogue, Unit
from support.outputs import holding, said
from support.project import copy_sample, diglot, quickly, tree

FOLDER = "content/articles/vessel"
# Words that stand nowhere else, and that no folding changes.
SOURCE = {
    "meta.title": "زنطرون",
    "meta.author": "غلمشوت",
    "meta.kind": "مشطبور",
    "meta.outlet": "حنكبوط",
    "meta.summary": "فدلوسق",
    "meta.topics.1": "طبرنوش",
    "meta.corrections.1": "قرطبوس",
    "first": "سملقوع",
    "item": "كشمروط",
    "cell": "برشموق",
    "picture": "شنفروط",
}
TARGET = {
    "meta.title": "Quexlity",
    "meta.author": "Vombrasket",
    "meta.kind": "Drolpinge",
    "meta.outlet": "Jextorium",
    "meta.summary": "Plindrawk",
    "meta.topics.1": "Zorbleck",
    "meta.corrections.1": "Wexandorf",
    "first": "Trosquill",
    "item": "Mubrantic",
    "cell": "Yelfoundry",
    "picture": "Kradzimble",
}
ARTICLE = f"""---
title: خبر {SOURCE["meta.title"]} الأول
author: {SOURCE["meta.author"]}
kind: {SOURCE["meta.kind"]}
outlet: {SOURCE["meta.outlet"]}
date: 2026-06-01
summary: موجز {SOURCE["meta.summary"]} هنا
topics: [{SOURCE["meta.topics.1"]}]
former_slugs: [old-vessel]
corrections:
  - {{date: 2026-06-02, note: صُحّح {SOURCE["meta.corrections.1"]} في النص}}
---

قالت سلمى حدّاد في بيروت إن {SOURCE["first"]} وصلت إلى هيئة الميناء مساء أمس.

- بند عن {SOURCE["item"]} وحدها

| العمود |
|---|
| خانة {SOURCE["cell"]} |

![صورة {SOURCE["picture"]}](ship.svg)
"""
KINDS = ("pdf", "epub", "json", "md", "txt", "html")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The sample with an article that says a word of its own in every place where words stand."""
    made = copy_sample(tmp_path / "p")
    (made / FOLDER).mkdir()
    (made / FOLDER / "article.md").write_text(ARTICLE, "utf-8")
    (made / FOLDER / "ship.svg").write_text("<svg><title>Hulmbrone</title></svg>", "utf-8")
    assert quickly(made, "sync").returncode == 0
    edit(made, lambda unit: replace(unit, target=f"English of {TARGET[place(unit)]} in it"))
    return made


def offer_pdf(project: Path) -> None:
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8")
    offered = "  - diglot:\n      downloads: [pdf, epub, md, txt, json]\n"
    settings.write_text(text.replace("  - diglot:\n", offered), "utf-8")


def place(unit: Unit) -> str:
    return next((name for name, word in SOURCE.items() if word in unit.source), "")


def catalogue(project: Path) -> Catalogue:
    return read_catalogue((project / FOLDER / "en.po").read_text("utf-8"), "en.po")


def edit(project: Path, change: Callable[[Unit], Unit]) -> None:
    """Change units as somebody with an editor would; those without a word of ours stay."""
    old = catalogue(project)
    units = tuple(
        change(unit) if any(word in unit.source for word in SOURCE.values()) else unit
        for unit in old.units
    )
    (project / FOLDER / "en.po").write_text(write_catalogue(replace(old, units=units)), "utf-8")


def build(project: Path) -> dict[str, bytes]:
    done = diglot(project, "build")
    assert done.returncode == 0, done.stderr
    return tree(project / "site")


def built_elsewhere(project: Path) -> dict[str, bytes]:
    """Build the same content where nothing is remembered."""
    copy = project.with_name("clean")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(project, copy, ignore=shutil.ignore_patterns("site", ".cache"))
    return build(copy)


def test_a_withdrawn_article_leaves_a_dated_notice_and_no_word(project: Path) -> None:
    offer_pdf(project)
    before = build(project)
    assert_the_search_sees_into_everything(project / "site")
    path = project / FOLDER / "article.md"
    text = path.read_text("utf-8")
    withdrawn = text.replace("---\n", "---\nstatus: withdrawn\nwithdrawn: 2026-06-09\n", 1)
    path.write_text(withdrawn, "utf-8")
    after = build(project)
    assert holding(project / "site", [*SOURCE.values(), *TARGET.values(), "Hulmbrone"]) == {}
    assert after == built_elsewhere(project)
    left = {path for path in after if "vessel" in path}
    notices = {f"{folder}articles/vessel.html" for folder in ("", "ar/", "en/")}
    moved = {f"{folder}articles/old-vessel.html" for folder in ("", "ar/", "en/")}
    assert left == notices | moved
    assert {"articles/vessel.png", "articles/vessel/ship.svg"} <= before.keys()
    for notice in notices:
        assert re.search(r"Withdrawn on (9 June|June 9,) 2026", after[notice].decode("utf-8"))
    for page in moved:
        assert b'content="0; url=vessel.html"' in after[page]
    assert [p for p, data in after.items() if b"vessel" in data and p not in left] == []
    for arguments in (["--to", "csv", "--drafts"], ["--to", "tmx", "--drafts"]):
        quickly(project, "export", *arguments, "--output", str(project / "given/away"))
        assert holding(project / "given", [*SOURCE.values(), *TARGET.values()]) == {}


def assert_the_search_sees_into_everything(site: Path) -> None:
    """Otherwise it would find nothing, whatever stood there."""
    for words in (SOURCE, TARGET):
        seen = holding(site, [words["first"]]).keys()
        for ending in KINDS:
            assert f"articles/vessel.{ending}" in seen, ending
        assert "actors/salma-haddad.html" in seen
        assert {".pf_fragment", ".pf_index"} <= {Path(path).suffix for path in seen}
    named = holding(site, [SOURCE["meta.title"], TARGET["meta.title"]])
    for lang in ("ar", "en"):
        assert {f"{lang}/feed.xml", f"{lang}/feed.json", f"{lang}/index.html"} <= named.keys()
    texts = said(site)
    assert "application/ld+json" in texts["articles/vessel.html"]
    assert "articles/vessel.html" in texts["sitemap.xml"]
    words = {*SOURCE.values(), *TARGET.values()}
    assert words == {word for found in holding(site, [*words]).values() for word in found}


def test_a_unit_on_hold_is_in_no_output(project: Path) -> None:
    offer_pdf(project)
    held = ["meta.title", "meta.summary", "meta.corrections.1", "first", "picture"]
    before = build(project)
    edit(project, lambda u: replace(u, hold="the lawyer reads it") if place(u) in held else u)
    after = build(project)
    words = [TARGET[name] for name in held]
    assert holding(project / "site", [*words, "the lawyer reads it"]) == {}
    others = {*SOURCE.values(), *TARGET.values()} - {*words}
    assert others == {w for each in holding(project / "site", [*others]).values() for w in each}
    assert after == built_elsewhere(project)
    # The picture shows the title; it is drawn anew, for no search can read it.
    assert before["articles/vessel.png"] != after["articles/vessel.png"]


def test_a_purged_segment_is_in_no_file_at_all(project: Path) -> None:
    names = ["meta.title", "meta.corrections.1", "first", "item", "cell", "picture"]
    text = (project / FOLDER / "article.md").read_text("utf-8")
    (project / FOLDER / "original.txt").write_text(text, "utf-8")
    (project / FOLDER / "en.mo").write_bytes(TARGET["item"].encode())
    (project / FOLDER / "en.po~").write_text(SOURCE["item"], "utf-8")
    build(project)
    words = [words[name] for name in names for words in (SOURCE, TARGET)]
    seen = {Path(path).suffix for path in holding(project, words)}
    assert {".html", ".po", ".pot", ".md", ".txt", ".mo", ".pf_index"} <= seen
    for unit in catalogue(project).units:
        if place(unit) in names:
            done = quickly(project, "purge", f"vessel#{unit.id}")
            assert (done.returncode, done.stderr) == (0, "")
    assert {path.suffix for path in (project / ".cache/diglot").rglob("*")} == {".lock"}
    after = build(project)
    assert holding(project, words) == {}
    assert after == built_elsewhere(project)
    others = {*SOURCE.values(), *TARGET.values()} - {*words}
    assert others == {w for found in holding(project, [*others]).values() for w in found}


def test_a_purged_article_is_in_no_file_at_all(project: Path) -> None:
    build(project)
    assert quickly(project, "purge", "vessel").returncode == 0
    after = build(project)
    assert holding(project, [*SOURCE.values(), *TARGET.values(), "Hulmbrone"]) == {}
    assert after == built_elsewhere(project)
    assert [path for path in after if "vessel" in path] == []


def id_after_sync(project: Path, name: str, words: str) -> str:
    """Give the id that sync would give; it is on a page before that, for ids follow from texts."""
    copy = project.with_name("synced")
    shutil.copytree(project, copy)
    quickly(copy, "sync")
    register = copy / f"content/articles/{name}/source.pot"
    units = read_catalogue(register.read_text("utf-8"), "source.pot").units
    shutil.rmtree(copy)
    return next(unit.id for unit in units if words in unit.source)


def test_what_was_never_synced_can_be_purged(project: Path) -> None:
    for name in ("en.po", "source.pot"):
        (project / FOLDER / name).unlink()
    id_ = id_after_sync(project, "vessel", SOURCE["item"])
    done = quickly(project, "purge", f"vessel#{id_}")
    assert done.returncode == 0, done.stderr
    assert holding(project, [SOURCE["item"]]) == {}
    assert f'msgctxt "{id_}"' in (project / FOLDER / "source.pot").read_text("utf-8")
    assert quickly(project, "sync", "--frozen").returncode == 0


def test_a_raw_text_can_be_purged_before_it_is_an_article(tmp_path: Path) -> None:
    made = copy_sample(tmp_path / "p")
    raw = made / "content/articles/raw.txt"
    raw.write_text("عنوان طويل\n\nفقرة أولى هنا.\n\nفقرة سملقوع ثانية هنا.\n", "utf-8")
    id_ = id_after_sync(made, "raw", "سملقوع")
    done = quickly(made, "purge", f"raw#{id_}")
    assert done.returncode == 0, done.stderr
    assert holding(made, ["سملقوع"]) == {}
    assert "فقرة أولى" in (made / "content/articles/raw/article.md").read_text("utf-8")


def test_the_title_of_an_article_that_begins_with_it_is_purged(project: Path) -> None:
    path = project / FOLDER / "article.md"
    text = path.read_text("utf-8")
    line = f"title: خبر {SOURCE['meta.title']} الأول\n"
    path.write_text(text.replace(line, "").replace("---\n\n", f"---\n\n# خبر {SOURCE['meta.title']} الأول\n\n", 1), "utf-8")
    assert quickly(project, "purge", "vessel#meta.title").returncode == 0
    assert holding(project, [SOURCE["meta.title"], TARGET["meta.title"]]) == {}
    assert SOURCE["first"] in path.read_text("utf-8")


FIRST = "قالت الوزيرة يوم الأحد إن المفاوضات ستبدأ في الأسبوع المقبل في العاصمة."
SECOND = "وكشفت أن المصدر السري زنطرون هو من سلّم الوثائق كلها إلى الصحيفة قبل شهر."
ENGLISH = "On Sunday the minister said that talks would begin. She revealed that the secret source Quexlity had handed over the papers."


def split(project: Path, *, machine: bool) -> tuple[str, str]:
    """Have a translated paragraph split; give the ids of its parts."""
    path = project / FOLDER / "article.md"
    text = path.read_text("utf-8").split("قالت سلمى")[0]
    path.write_text(f"{text}{FIRST} {SECOND}\n", "utf-8")
    quickly(project, "sync")
    old = catalogue(project)
    whole = next(unit for unit in old.units if SECOND in unit.source)
    drafted = whole.with_machine_target(ENGLISH, "google", "2026-02-02")
    new = drafted if machine else replace(drafted, target=f"{ENGLISH} All of them.", fuzzy=False)
    units = tuple(new if unit is whole else unit for unit in old.units)
    (project / FOLDER / "en.po").write_text(write_catalogue(replace(old, units=units)), "utf-8")
    path.write_text(f"{text}{FIRST}\n\n{SECOND}\n", "utf-8")
    quickly(project, "sync")
    first, second = catalogue(project).units[-2:]
    assert (first.id, first.previous, second.source) == (whole.id, f"{FIRST} {SECOND}", SECOND)
    return first.id, second.id


def test_what_a_split_left_in_the_first_part_is_named_and_held(project: Path) -> None:
    first, second = split(project, machine=False)
    done = quickly(project, "purge", f"vessel#{second}")
    assert done.returncode == 0
    line = next(u.line for u in catalogue(project).units if u.id == first)
    assert f"{FOLDER}/en.po:{line}: warning: {first} may still hold words of it" in done.stderr
    build(project)
    assert holding(project, [SECOND]) == {}
    where = holding(project, ["secret source Quexlity"])
    assert list(where) == [f"{FOLDER}/en.po"], "a translation is a person's to cut"
    path = project / FOLDER / "en.po"
    text = path.read_text("utf-8")
    cut = text.replace(" She revealed that the secret source Quexlity had handed over the papers.", "")
    cut = re.sub(r"# hold may hold words.*\n", "", cut)
    path.write_text(cut, "utf-8")
    build(project)
    assert holding(project, ["secret source Quexlity"]) == {}
    assert "talks would begin" in (project / "site/articles/vessel.html").read_text("utf-8")


def test_a_stale_draft_that_holds_purged_words_is_removed(project: Path) -> None:
    _, second = split(project, machine=True)
    done = quickly(project, "purge", f"vessel#{second}")
    assert (done.returncode, done.stderr) == (0, "")
    assert holding(project, ["secret source Quexlity", SECOND]) == {}


def test_what_quotes_a_purged_text_elsewhere_is_named_and_left(project: Path) -> None:
    sentence = next(u for u in catalogue(project).units if SOURCE["first"] in u.source)
    other = project / "content/articles/bridges/article.md"
    other.write_text(other.read_text("utf-8") + f"\n> {sentence.source}\n", "utf-8")
    before = tree(project / "content/articles/bridges")
    done = quickly(project, "purge", f"vessel#{sentence.id}")
    assert done.returncode == 0
    count = len(other.read_text("utf-8").splitlines())
    assert f"content/articles/bridges/article.md:{count}: warning: words of it still stand" in done.stderr
    assert tree(project / "content/articles/bridges") == before


def test_a_text_that_was_rewritten_is_purged_with_its_old_versions(project: Path) -> None:
    """An edit too great for its id leaves the old text among the retired ones."""
    path = project / FOLDER / "article.md"
    unit = next(u for u in catalogue(project).units if SOURCE["first"] in u.source)
    text = path.read_text("utf-8")
    path.write_text(text.replace(f"{unit.source}\n\n", ""), "utf-8")
    quickly(project, "sync")
    assert SOURCE["first"] in (project / FOLDER / "source.pot").read_text("utf-8")
    longer = f"{unit.source} وهذا كلام آخر كثير لم يكن في النص القديم وليس فيه منه شيء البتة هنا ولا هناك ولا في أي مكان."
    path.write_text(text.replace(unit.source, longer), "utf-8")
    quickly(project, "sync")
    register = read_catalogue((project / FOLDER / "source.pot").read_text("utf-8"), "source.pot")
    now = next(u for u in register.units if SOURCE["first"] in u.source)
    assert quickly(project, "purge", f"vessel#{now.id}").returncode == 0
    assert holding(project, [SOURCE["first"], TARGET["first"]]) == {}


def test_an_article_that_cannot_be_read_can_still_be_purged(project: Path) -> None:
    path = project / FOLDER / "article.md"
    path.write_text(path.read_text("utf-8").replace("topics: [", "topics: [["), "utf-8")
    done = quickly(project, "purge", "vessel")
    assert done.returncode == 0
    assert f"{FOLDER}/article.md" in done.stderr
    assert holding(project, [*SOURCE.values(), *TARGET.values()]) == {}


def test_a_retired_text_that_shares_a_phrase_stays(project: Path) -> None:
    path = project / FOLDER / "article.md"
    text = path.read_text("utf-8")
    other = "سألت الصحيفة الوزير عن هذا الأمر وقال إن بند عن كشمروط وحدها لا يكفي أحداً في المدينة."
    path.write_text(f"{text}\n{other}\n", "utf-8")
    quickly(project, "sync")
    path.write_text(text, "utf-8")
    quickly(project, "sync")
    id_ = next(u.id for u in catalogue(project).units if SOURCE["item"] in u.source)
    done = quickly(project, "purge", f"vessel#{id_}")
    assert done.returncode == 0
    assert f"{FOLDER}/source.pot" in done.stderr, "named, for a person to decide"
    assert other in (project / FOLDER / "source.pot").read_text("utf-8")


def test_a_purge_that_cannot_be_whole_is_none(project: Path) -> None:
    (project / "content/inbox").mkdir()
    inbox = project / "content/inbox/story.txt"
    inbox.write_text("خبر عاجل من المدينة\n\nفقرة أولى طويلة بما يكفي للقراءة.\n", "utf-8")
    before = tree(project / "content")
    for what, says in (
        ("vessel#s-000000", "no-segment"),
        ("nowhere", "no-article"),
        ("khbr-aajl-mn-almdyna", "content/inbox/story.txt"),
    ):
        done = quickly(project, "purge", what)
        assert (done.returncode, says in done.stderr) == (1, True), done.stderr
    path = project / FOLDER / "en.po"
    whole = path.read_text("utf-8")
    path.write_text(whole.replace('msgstr "English', 'msgstr "Eng"lish', 1), "utf-8")
    done = quickly(project, "purge", "vessel#meta.title")
    assert (done.returncode, "en.po" in done.stderr) == (1, True)
    path.write_text(whole, "utf-8")
    assert tree(project / "content") == before
