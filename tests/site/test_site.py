"""The whole build on the sample publication: what is written, what is withheld, what is said."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from support.project import ROOT, copy_sample, diglot, run, tree

GOLDEN = ROOT / "tests" / "golden"
_MAIN = re.compile(rb"<main.*</main>", re.DOTALL)


def mains(site: Path) -> dict[str, bytes]:
    return {
        path: found[0] + b"\n"
        for path, content in tree(site).items()
        if path.endswith(".html") and (found := _MAIN.search(content))
    }


def test_golden(sample: Path, request: pytest.FixtureRequest) -> None:
    """`pytest --update-golden` writes anew what is to be read in the diff."""
    found = mains(sample / "site")
    if request.config.getoption("--update-golden"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for path, content in found.items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_bytes(content)
    expected = tree(GOLDEN)
    assert set(found) == set(expected)
    assert {path for path in found if found[path] != expected[path]} == set()


def test_two_builds_give_the_same_bytes(sample: Path, tmp_path: Path) -> None:
    again = copy_sample(tmp_path / "again")
    diglot(again, "build")
    assert tree(again / "site") == tree(sample / "site")


def test_a_second_build_writes_nothing(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    diglot(project, "build")
    assert ", 0 written" in diglot(project, "build").stdout


def test_mkdocs_alone_gives_the_same_site(sample: Path, tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    before = tree(project / "content")
    done = run(project, "mkdocs", "build", "--strict", "--quiet")
    assert done.returncode == 0, done.stdout + done.stderr
    assert tree(project / "site") == tree(sample / "site")
    assert tree(project / "content") == before, "a build writes nothing under content/"


def test_a_raw_article_is_published_without_touching_the_disk(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    folder = project / "content/articles/raw"
    folder.mkdir()
    (folder / "original.txt").write_text("عنوان المقالة\n\nفقرة أولى طويلة بما يكفي.\n", "utf-8")
    done = run(project, "mkdocs", "build", "--strict", env={"DIGLOT_DRAFTS": "1"})
    assert done.returncode == 0, done.stderr
    assert "فقرة أولى طويلة" in (project / "site/articles/raw.html").read_text("utf-8")
    assert "raw: article.md, en.po, source.pot not on disk yet" in done.stderr
    assert [p.name for p in folder.iterdir()] == ["original.txt"]
    diglot(project, "build", "--drafts")
    assert "فقرة أولى طويلة" in (project / "site/articles/raw.html").read_text("utf-8")
    assert sorted(p.name for p in folder.iterdir()) == ["article.md", "en.po", "original.txt", "source.pot"]


def test_a_text_dropped_beside_the_folders_becomes_an_article(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    raw = "عنوان المقالة\r\n\r\nفقرة أولى طويلة بما يكفي.\r\n".encode("windows-1256")
    (project / "content/articles/dropped.txt").write_bytes(raw)
    (project / "content/articles/لا يصلح.txt").write_bytes(raw)
    done = diglot(project, "build")
    assert done.returncode == 1
    assert "لا يصلح.txt cannot be part of an address" in done.stderr
    folder = project / "content/articles/dropped"
    assert (folder / "original.txt").read_bytes() == raw
    assert not (project / "content/articles/dropped.txt").exists()
    assert "status: draft" in (folder / "article.md").read_text("utf-8")
    assert "1 draft" in done.stdout or "2 not shown as drafts" in done.stdout


def test_a_damaged_site_is_repaired(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    diglot(project, "build")
    whole = tree(project / "site")
    (project / "site/index.html").write_bytes(b"half")
    (project / "site/about.html").unlink()
    (project / "site/stray.html").write_bytes(b"stray")
    diglot(project, "build", "--verify")
    assert tree(project / "site") == whole


def test_drafts_and_withdrawn_articles_leave_no_word(sample: Path) -> None:
    everything = b"".join(tree(sample / "site").values())
    for words in ("نصٌّ لا يجوز أن يظهر", "مقالة سُحبت", "مسوّدة لا تظهر", "مهرجان قادم"):
        assert words.encode() not in everything
    for path in ("articles/notice.html", "ar/articles/notice.html", "en/articles/notice.html"):
        assert "2026" in (sample / "site" / path).read_text("utf-8")


def test_held_and_stale_drafts_are_not_shown(sample: Path) -> None:
    page = (sample / "site/articles/harbour.html").read_text("utf-8")
    assert "A paragraph on hold" not in page
    assert "changed after the draft" not in page
    assert "A paragraph whose source changed after the review." in page
    for notice in ("translation under check", "translation being updated", "not yet translated",
                   "the original has changed since"):
        assert notice in page


def test_sources_and_catalogues_are_not_published(sample: Path) -> None:
    names = {Path(path).name for path in tree(sample / "site")}
    assert not names & {"en.po", "source.pot", "article.md", "original.txt", "actors.yml"}
    assert "quay.svg" in names


def test_a_broken_catalogue_withholds_its_own_english_only(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    catalogue = project / "content/articles/harbour/en.po"
    text = catalogue.read_text("utf-8").replace('msgstr "Beirut a year later"', 'msgstr "Beirut "a" year"')
    catalogue.write_text(text, "utf-8")
    line = text[: text.index('"Beirut "a"')].count("\n") + 1
    done = diglot(project, "build")
    assert done.returncode == 1
    assert f"content/articles/harbour/en.po:{line}:" in done.stderr
    page = (project / "site/articles/harbour.html").read_text("utf-8")
    assert "إن العمل مستمر" in page
    assert "In Beirut the Port Authority" not in page
    assert catalogue.read_text("utf-8") == text, "an unreadable catalogue is not written over"


def test_one_broken_actor_leaves_the_rest(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    actors = project / "content/actors.yml"
    actors.write_text(actors.read_text("utf-8") + '- id: broken\n  name: {ar: "س\n', "utf-8")
    done = diglot(project, "build")
    assert done.returncode == 1
    assert re.search(r"content/actors\.yml:\d+:\d+: error", done.stderr)
    assert (project / "site/actors/beirut.html").is_file()


def test_a_merge_conflict_is_named_by_its_line(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    catalogue = project / "content/articles/bridges/en.po"
    lines = catalogue.read_text("utf-8").splitlines(keepends=True)
    lines.insert(12, "<<<<<<< HEAD\n")
    catalogue.write_text("".join(lines), "utf-8")
    done = diglot(project, "check")
    assert done.returncode == 1
    assert "content/articles/bridges/en.po:13" in done.stdout


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("articles/harbour.html#s-000000", "has no #s-000000"),
        ("articles/nowhere.html", "not"),
        ("articles/harbour/article.md#gone", "has no #gone"),
    ],
)
def test_a_broken_link_is_a_warning_and_fails_when_strict(link: str, says: str, tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    about = project / "content/about.md"
    about.write_text(f"{about.read_text('utf-8')}\n[x]({link})\n", "utf-8")
    done = diglot(project, "build")
    assert done.returncode == 0
    assert says in done.stderr
    assert diglot(project, "build", "--strict").returncode == 1
    assert run(project, "mkdocs", "build", "--strict").returncode == 1


def test_two_sources_of_one_address_are_an_error(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    (project / "content/actors").mkdir()
    (project / "content/actors/beirut.md").write_text("# Beirut\n", "utf-8")
    done = diglot(project, "build")
    assert done.returncode == 1
    assert "two sources make actors/beirut.html" in done.stderr


def test_frozen_fails_where_sync_would_write(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    article = project / "content/articles/bridges/article.md"
    article.write_text(article.read_text("utf-8") + "\nبندی تازه.\n", "utf-8")
    before = tree(project / "content")
    done = diglot(project, "build", "--frozen")
    assert (done.returncode, tree(project / "content")) == (1, before)
    assert "Run diglot sync" in done.stderr


def test_the_closing_lines_count_what_there_is(sample: Path) -> None:
    said = diglot(sample, "build").stdout
    assert re.search(r"^articles +2, 1 not shown as drafts$", said, re.MULTILINE)
    assert re.search(r"^segments +33$", said, re.MULTILINE)
    assert "reviewed 2 %" in said


def test_search_engines_get_no_unaccepted_english(sample: Path) -> None:
    site = sample / "site"
    source = (site / "ar/articles/harbour.html").read_text("utf-8")
    assert 'rel="canonical" href="https://sample.example/edition/ar/articles/harbour.html"' in source
    assert '<link rel="alternate" hreflang="en"' not in source
    for path in ("articles/harbour.html", "en/articles/harbour.html"):
        assert '<meta name="robots" content="noindex">' in (site / path).read_text("utf-8")
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    assert "edition/ar/articles/harbour.html</loc><lastmod>2026-03-14" in sitemap
    assert "en/articles/harbour" not in sitemap
    assert "/edition/articles/" not in sitemap


def test_the_error_page_links_from_the_root(sample: Path) -> None:
    page = (sample / "site/404.html").read_text("utf-8")
    assert 'href="/edition/assets/css/base.css"' in page
    assert 'href="/edition/index.html"' in page
