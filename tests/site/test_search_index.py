"""The index beside the site: made when its texts change, whole or not at all, of what is shown."""

from __future__ import annotations

import gzip
import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from diglot import search
from diglot.model.problem import DiglotError
from diglot.model.search import Passage, SearchRecord
from diglot.render.search_pages import divided
from support.project import copy_sample, diglot, quickly, run, tree

RECORDS = [
    SearchRecord("ar", f"articles/a{n}.html", f"عنوان {n}", (Passage("s-1", f"كلمه {n}"),))
    for n in range(12)
]


def made(
    root: Path, records: Sequence[SearchRecord] = RECORDS
) -> tuple[search.Index, dict[str, bytes]]:
    index = search.Index(root)
    known = {record.path: search.digests((record,))["ar"] for record in records}
    files = index.files("ar", known, lambda names: [r for r in records if r.path in names])
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


def test_the_number_of_shards_follows_from_the_number_of_records() -> None:
    names = [f"name-{n}" for n in range(5000)]
    counts = {n: len(divided("ar", names[:n], 512)) for n in (0, 1, 512, 513, 1024, 1025, 5000)}
    assert counts == {0: 0, 1: 1, 512: 1, 513: 2, 1024: 2, 1025: 4, 5000: 16}
    shards = divided("ar", names, 512)
    assert list(divided("ar", names[:512], 512)) == ["ar"]
    assert sorted(name for own in shards.values() for name in own) == sorted(names)
    assert max(map(len, shards.values())) < 2 * min(map(len, shards.values()))
    assert divided("ar", names[::-1], 512) == shards


def test_an_edit_makes_one_shard_again_and_leaves_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "SHARD_SIZE", 4)
    first, before = made(tmp_path)
    assert len(first.rebuilt) > 2
    edited = replace(RECORDS[7], passages=(Passage("s-1", "غيره"),))
    records = [edited if record is RECORDS[7] else record for record in RECORDS]
    second, after = made(tmp_path, records)
    (shard,) = second.rebuilt
    names = [record.path for record in RECORDS]
    assert edited.path in divided("ar", names, 4)[shard]
    changed = {path for path, content in before.items() | after.items() if before.get(path) != content}
    assert changed
    assert {path.split("/")[1] for path in changed} == {shard}
    assert made(tmp_path / "clean", records)[1] == after


def test_shards_that_are_no_more_leave_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = made(tmp_path / "clean")[1]
    monkeypatch.setattr(search, "SHARD_SIZE", 4)
    shards = made(tmp_path / "a")[0].rebuilt
    assert {path.name for path in (tmp_path / "a").iterdir()} == set(shards)
    monkeypatch.undo()
    assert made(tmp_path / "a")[1] == whole
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["ar"]


def test_a_shard_that_is_lost_is_made_again_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "SHARD_SIZE", 4)
    first, before = made(tmp_path)
    lost = first.rebuilt[-1]
    shutil.rmtree(tmp_path / lost)
    assert search.faults(tmp_path / lost / "bundle", lost, 1)
    second, after = made(tmp_path)
    assert second.rebuilt == [lost]
    assert after == before


def test_only_the_first_shard_brings_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "SHARD_SIZE", 4)
    index, files = made(tmp_path)
    assert len(index.rebuilt) > 2
    assert [path for path in files if "wasm" in path] == ["search/ar/wasm.ar.pagefind"]
    assert [path for path in files if path.endswith(".js")] == ["search/pagefind.js"]


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


def test_an_edit_of_a_site_in_shards_leaves_the_files_of_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "SHARD_SIZE", 1)
    project = copy_sample(tmp_path / "p")
    assert quickly(project, "build").returncode == 0
    before = tree(project / "site" / "search")
    assert len([path for path in before if path.endswith("entry.json")]) > 4
    article = project / "content/articles/bridges/article.md"
    article.write_text(article.read_text("utf-8") + "\nجمله‌ای افزوده شد.\n", "utf-8")
    assert "indexed again" in quickly(project, "build").stdout
    after = tree(project / "site" / "search")
    changed = before.items() ^ after.items()
    assert len({path.partition("/")[0] for path, _ in changed}) == 1
    clean = copy_sample(tmp_path / "q")
    article = clean / "content/articles/bridges/article.md"
    article.write_text(article.read_text("utf-8") + "\nجمله‌ای افزوده شد.\n", "utf-8")
    quickly(clean, "build")
    assert tree(clean / "site" / "search") == after


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
