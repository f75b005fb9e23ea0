"""The index beside the site: made when its texts change, whole or not at all, of what is shown."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest

from diglot import search
from diglot.model.problem import DiglotError
from diglot.model.search import Passage, SearchRecord
from support.project import copy_sample, diglot, run, tree

RECORDS = [
    SearchRecord("ar", f"articles/a{n}.html", f"عنوان {n}", (Passage("s-1", f"كلمه {n}"),))
    for n in range(12)
]


def made(root: Path) -> tuple[search.Index, dict[str, bytes]]:
    index = search.Index(root)
    known = {record.path: search.digests((record,))["ar"] for record in RECORDS}
    files = index.files("ar", known, lambda: RECORDS)
    return index, {output.path: output.content for output in files}


def texts(site: Path, lang: str) -> str:
    fragments = sorted((site / "search" / lang / "fragment").iterdir())
    return "\n".join(gzip.decompress(path.read_bytes()).decode() for path in fragments)


def test_the_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    assert made(tmp_path / "a")[1] == made(tmp_path / "b")[1]


def test_an_index_whose_pages_are_as_they_were_is_not_made_again(tmp_path: Path) -> None:
    first, files = made(tmp_path)
    second, again = made(tmp_path)
    assert (first.rebuilt, second.rebuilt) == (["ar"], [])
    assert files == again


@pytest.mark.parametrize("damage", ["pagefind-entry.json", "index", "fragment", "wasm"])
def test_a_damaged_index_is_made_again(tmp_path: Path, damage: str) -> None:
    _, files = made(tmp_path)
    bundle = tmp_path / "ar/bundle"
    lost = next(path for path in sorted(bundle.rglob("*.*")) if damage in path.as_posix())
    lost.unlink()
    assert search.faults(bundle, "ar", len(RECORDS))
    index, again = made(tmp_path)
    assert index.rebuilt == ["ar"]
    assert files == again


def test_a_file_cut_short_and_a_record_too_few_are_faults(tmp_path: Path) -> None:
    made(tmp_path)
    bundle = tmp_path / "ar/bundle"
    assert search.faults(bundle, "ar", len(RECORDS), read=True) == []
    assert search.faults(bundle, "ar", len(RECORDS) + 1)
    fragment = next((bundle / "fragment").iterdir())
    fragment.write_bytes(fragment.read_bytes()[:-9])
    assert search.faults(bundle, "ar", len(RECORDS), read=True)


def test_a_command_that_fails_is_an_error_that_names_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(DiglotError) as caught:
        made(tmp_path)
    assert "search: false" in str(caught.value.problems[0])


def test_one_edit_makes_the_index_again_and_no_change_leaves_it(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    assert "search    ar, en, fa indexed again:" in diglot(project, "build").stdout
    assert "search    as it was" in diglot(project, "build").stdout
    article = project / "content/articles/bridges/article.md"
    article.write_text(article.read_text(encoding="utf-8") + "\nجمله‌ای افزوده شد.\n", encoding="utf-8")
    assert "search    fa indexed again:" in diglot(project, "build").stdout
    assert "جملهاي افزوده" in texts(project / "site", "fa")


def test_only_what_readers_see_is_indexed(sample: Path) -> None:
    """Not drafts, withdrawn articles, stale drafts or what is on hold; stale human texts are."""
    site = sample / "site"
    every = texts(site, "ar") + texts(site, "en")
    assert "festival" not in every
    assert "articles/notice.html" not in every
    english = texts(site, "en")
    assert "a paragraph whose source changed after the review" in english
    assert "changed after the draft" not in english
    assert "on hold" not in english
    assert "waiting for the lawyer" not in english


def test_search_can_be_switched_off(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("- diglot:", "- diglot:\n      search: false"), "utf-8")
    diglot(project, "build")
    assert not [path for path in tree(project / "site") if path.startswith("search")]
    assert 'rel="search"' not in (project / "site/index.html").read_text(encoding="utf-8")


def test_where_pagefind_is_missing_the_site_is_built_without_search(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    hide = (
        "import sys\n"
        "sys.modules['pagefind_bin'] = None\n"
        "from diglot.cli import main\n"
        "sys.exit(main(['build', '--strict']))\n"
    )
    (project / "without.py").write_text(hide, encoding="utf-8")
    done = run(project, "without")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "the site is built without search" in done.stdout
    site = tree(project / "site")
    assert "index.html" in site
    assert not [path for path in site if path.startswith("search")]
    assert b'rel="search"' not in site["index.html"] + site["about.html"]


def test_the_site_holds_what_the_search_page_asks_for_and_no_more(sample: Path) -> None:
    site = sample / "site"
    for lang in ("ar", "en", "fa"):
        entry = json.loads((site / "search" / lang / "pagefind-entry.json").read_bytes())
        assert list(entry["languages"]) == [lang]
    names = {path.rpartition("/")[2] for path in tree(site) if path.startswith("search/")}
    assert not [name for name in names if "ui" in name or "worker" in name]
    assert not (site / "search" / "ar" / "wasm.unknown.pagefind").exists()
