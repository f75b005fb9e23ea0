"""The commands as a person runs them: what they write, what they say, and their exit status."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from diglot.formats.article_md import read_article
from support.project import SAMPLE, copy_sample, diglot, tree
from support.terminal import on_terminal

RAW = "عنوان الرسالة\n\nفقرة أولى طويلة بما يكفي لتكون فقرة.\n\nوفقرة ثانية بعدها.\n"
EARLIER = "Rana Aziz"
READER = "Nour Said"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_sample(tmp_path / "p")


@pytest.fixture
def raw(project: Path) -> Path:
    """A raw text that lies beside the publication."""
    path = project / "letter.txt"
    path.write_text(RAW, "utf-8")
    return path


def entry(catalogue: Path, key: str) -> str:
    """Give the entry of one unit as it stands in a catalogue or register."""
    entries = catalogue.read_text("utf-8").split("\n\n")
    return next(each for each in entries if f'msgctxt "{key}"' in each)


def keys(catalogue: Path) -> set[str]:
    """Give the ids of the live units of a catalogue or register."""
    found = re.findall(r'^msgctxt "(.+)"$', catalogue.read_text("utf-8"), re.MULTILINE)
    return set(found)


def replaced(path: Path, *pairs: tuple[str, str]) -> None:
    """Edit a file as a person would: each text stands there once and becomes another."""
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def states(project: Path, slug: str, lang: str = "en") -> dict[str, int]:
    done = diglot(project, "status", "--json")
    rows = {(row["article"], row["lang"]): row["states"] for row in json.loads(done.stdout)}
    return rows[slug, lang]


def segments(article: Path) -> list[str]:
    """Give the texts of an article's body, in order; a cell may be empty."""
    read = read_article(article.read_text("utf-8"), article.name)
    return [segment.source for segment in read.segments if segment.source]


def holders(project: Path, words: Iterable[str]) -> list[str]:
    """Name every file of a tree that holds one of the words, whatever its kind."""
    sought = [word.encode() for word in words]
    return [path for path, data in tree(project).items() if any(word in data for word in sought)]


def assert_plain_error(done: subprocess.CompletedProcess[str], status: int = 1) -> None:
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


# --- the command itself ---


def test_help_names_every_command(tmp_path: Path) -> None:
    done = diglot(tmp_path, "--help")
    assert done.returncode == 0
    for command in "ingest sync status check review purge mentions build serve".split():
        assert re.search(rf"^ +{command} ", done.stdout, re.MULTILINE), command


@pytest.mark.parametrize("arguments", [["nonsense"], [], ["review", "harbour"], ["sync", "--what"]])
def test_what_is_no_command_is_a_usage_error(arguments: list[str], project: Path) -> None:
    before = tree(project)
    assert_plain_error(diglot(project, *arguments), 2)
    assert tree(project) == before


@pytest.mark.parametrize("command", ["status", "serve", "ingest a.txt"])
def test_a_missing_settings_file_is_one_sentence(command: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RAW, "utf-8")
    done = diglot(tmp_path, *command.split())
    assert_plain_error(done)
    problems = [line for line in done.stderr.splitlines() if not line.startswith(" ")]
    assert [line for line in problems if ": error:" in line] == [
        "mkdocs.yml: error: there is no such file [settings]"
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


# --- ingest ---


def test_ingest_prints_where_there_is_no_publication(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(RAW, "utf-8")
    done = diglot(tmp_path, "ingest", "letter.txt", "--stdout")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("---\ntitle: عنوان الرسالة\n")
    assert done.stdout.endswith("\n\nوفقرة ثانية بعدها.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_ingest_explains_every_line_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(RAW, "utf-8")
    done = diglot(tmp_path, "ingest", "letter.txt", "--explain")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("language ar ")
    for line, role in ((1, "title"), (3, "lead"), (5, "paragraph")):
        assert re.search(rf"^ +{line} [ ?] {role} +\S+ +[01]\.\d\d  ", done.stdout, re.MULTILINE)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_ingest_takes_the_language_it_is_given(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(RAW, "utf-8")
    done = diglot(tmp_path, "ingest", "letter.txt", "--lang", "fa", "--stdout")
    assert "\nlang: fa\n" in done.stdout


def test_ingest_refuses_a_language_that_it_does_not_know(project: Path, raw: Path) -> None:
    before = tree(project)
    assert_plain_error(diglot(project, "ingest", raw.name, "--lang", "zz"), 2)
    assert tree(project) == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1256"])
def test_ingest_keeps_the_text_as_delivered(encoding: str, project: Path) -> None:
    delivered = RAW.replace("\n", "\r\n").encode(encoding)
    (project / "letter.txt").write_bytes(delivered)
    done = diglot(project, "ingest", "letter.txt", "--slug", "a-letter")
    assert done.returncode == 0, done.stderr
    folder = project / "content/articles/a-letter"
    assert (folder / "original.txt").read_bytes() == delivered
    assert "status: draft" in (folder / "article.md").read_text("utf-8")
    assert "وفقرة ثانية بعدها." in (folder / "article.md").read_text("utf-8")
    assert done.stdout.splitlines() == [
        "wrote content/articles/a-letter/original.txt",
        "wrote content/articles/a-letter/article.md",
    ]


@pytest.mark.parametrize("slug", ["Bad Slug", "../up"])
def test_ingest_refuses_a_slug_that_is_no_address(slug: str, project: Path, raw: Path) -> None:
    before = tree(project.parent)
    done = diglot(project, "ingest", raw.name, f"--slug={slug}")
    assert_plain_error(done)
    assert f"{slug} cannot be part of an address" in done.stderr
    assert tree(project.parent) == before


def test_ingest_proposes_a_slug_out_of_the_title(project: Path, raw: Path) -> None:
    raw.rename(project / "رسالة.txt")
    done = diglot(project, "ingest", "رسالة.txt")
    assert "wrote content/articles/anwan-alrsala/article.md" in done.stdout
    assert diglot(project, "ingest", "رسالة.txt", "--slug", "letter").returncode == 0


def test_ingest_asks_for_a_slug_where_no_letter_is_known(project: Path) -> None:
    (project / "書.txt").write_text("書\n", "utf-8")
    done = diglot(project, "ingest", "書.txt")
    assert_plain_error(done)
    assert "--slug" in done.stderr


def test_ingest_refuses_an_article_that_is_there(project: Path, raw: Path) -> None:
    before = tree(project / "content")
    done = diglot(project, "ingest", raw.name, "--slug", "harbour")
    assert_plain_error(done)
    assert "content/articles/harbour/article.md: error: the article is there already" in done.stderr
    assert tree(project / "content") == before


def test_ingest_refuses_to_replace_another_original(project: Path, raw: Path) -> None:
    folder = project / "content/articles/letter"
    folder.mkdir()
    (folder / "original.txt").write_text("عنوان آخر\n\nنص آخر لم يُقرأ بعد.\n", "utf-8")
    before = tree(project / "content")
    assert_plain_error(diglot(project, "ingest", raw.name))
    assert tree(project / "content") == before


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00word/document.xml", ".docx"),
        (RAW.encode().replace("أولى".encode(), "أولى\0".encode()), "NUL"),
        (RAW.encode()[:60] + b"\xff" + RAW.encode()[60:], "byte 60"),
        (bytes(range(128, 256)) * 8, "UTF-8"),
    ],
    ids=["a document renamed", "NUL bytes", "a damaged character", "no text"],
)
def test_ingest_refuses_what_cannot_be_read(data: bytes, says: str, project: Path) -> None:
    (project / "letter.txt").write_bytes(data)
    before = tree(project)
    done = diglot(project, "ingest", "letter.txt")
    assert_plain_error(done)
    assert done.stderr.startswith("letter.txt:")
    assert says in done.stderr
    assert tree(project) == before


def test_ingest_says_which_file_is_missing(project: Path) -> None:
    done = diglot(project, "ingest", "nowhere.txt")
    assert_plain_error(done)
    assert done.stderr.startswith("nowhere.txt: error: there is no such file")


def test_one_slug_does_not_name_two_files(project: Path, raw: Path) -> None:
    (project / "second.txt").write_text(RAW, "utf-8")
    before = tree(project)
    assert_plain_error(diglot(project, "ingest", raw.name, "second.txt", "--slug", "both"), 2)
    assert tree(project) == before


def test_one_file_that_cannot_be_read_leaves_the_others(project: Path, raw: Path) -> None:
    (project / "broken.txt").write_bytes(b"PK\x03\x04")
    done = diglot(project, "ingest", "broken.txt", raw.name)
    assert_plain_error(done)
    assert "broken.txt" in done.stderr
    assert (project / "content/articles/letter/article.md").is_file()


# --- sync ---


def test_sync_writes_once(project: Path) -> None:
    (project / "content/articles/letter.txt").write_text(RAW, "utf-8")
    done = diglot(project, "sync")
    assert done.returncode == 0
    names = ("original.txt", "article.md", "en.po", "source.pot")
    assert done.stdout.splitlines() == [f"wrote content/articles/letter/{name}" for name in names]
    before = tree(project / "content")
    again = diglot(project, "sync")
    assert (again.returncode, again.stdout, tree(project / "content")) == (0, "", before)


def test_sync_frozen_names_what_it_would_write(project: Path) -> None:
    done = diglot(project, "sync", "--frozen")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    article = project / "content/articles/bridges/article.md"
    article.write_text(article.read_text("utf-8") + "\nبندی تازه.\n", "utf-8")
    before = tree(project / "content")
    done = diglot(project, "sync", "--frozen")
    assert_plain_error(done)
    for name in ("en.po", "source.pot"):
        assert f"bridges/{name}: error:" in done.stderr
    assert tree(project / "content") == before


def test_sync_frozen_fails_on_a_catalogue_that_nobody_can_read(project: Path) -> None:
    catalogue = project / "content/articles/harbour/en.po"
    replaced(catalogue, ('msgstr "Year"', 'msgstr "Ye"ar"'))
    for arguments in (["sync"], ["sync", "--frozen"]):
        done = diglot(project, *arguments)
        assert_plain_error(done)
        assert "content/articles/harbour/en.po:" in done.stderr


# --- status ---


def test_status_in_words(project: Path) -> None:
    done = diglot(project, "status")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "bridges [en] published: 4 missing",
        "festival [en] draft: 2 missing",
        (
            "harbour [en] published: 1 missing, 31 machine, 1 edited, 1 accepted, "
            "1 reviewed, 1 stale-draft, 1 stale-human"
        ),
        "notice [en] withdrawn: 2 missing",
    ]


def test_status_as_json(project: Path) -> None:
    before = tree(project / "content")
    rows = json.loads(diglot(project, "status", "--json").stdout)
    assert [(row["article"], row["lang"], row["status"]) for row in rows] == [
        ("bridges", "en", "published"),
        ("festival", "en", "draft"),
        ("harbour", "en", "published"),
        ("notice", "en", "withdrawn"),
    ]
    assert sum(rows[2]["states"].values()) == len(keys(SAMPLE / "content/articles/harbour/en.po"))
    assert tree(project / "content") == before


# --- review ---


def test_a_review_of_a_whole_article(project: Path) -> None:
    catalogue = project / "content/articles/harbour/en.po"
    held, earlier = entry(catalogue, "s-a87e14"), entry(catalogue, "s-e49241")
    done = diglot(project, "review", "harbour", "--by", READER)
    assert (done.returncode, done.stdout) == (0, f"32 units reviewed by {READER}\n")
    assert states(project, "harbour") == {
        "missing": 1,
        "machine": 1,
        "reviewed": 33,
        "stale-draft": 1,
        "stale-human": 1,
    }
    assert entry(catalogue, "s-a87e14") == held
    assert entry(catalogue, "s-e49241") == earlier
    title = entry(catalogue, "meta.title")
    stamp = rf"^# reviewed: {READER} \d{{4}}-\d\d-\d\d src=[0-9a-f]{{8}} out=8ab6fbe3$"
    assert re.search(stamp, title, re.MULTILINE)
    assert "fuzzy" not in title
    assert "# mt: google 2026-03-15 out=8ab6fbe3" in title, "where a draft came from stays known"
    before = tree(project / "content")
    again = diglot(project, "review", "harbour", "--by", READER)
    assert (again.stdout, tree(project / "content")) == (f"0 units reviewed by {READER}\n", before)


def test_a_review_of_single_units(project: Path) -> None:
    catalogue = project / "content/articles/harbour/en.po"
    chosen = {"s-f66ba1", "s-491a0d"}
    before = {key: entry(catalogue, key) for key in keys(catalogue)}
    done = diglot(project, "review", "harbour", *sorted(chosen), "--by", READER)
    assert (done.returncode, done.stdout) == (0, f"2 units reviewed by {READER}\n")
    changed = {key for key, text in before.items() if entry(catalogue, key) != text}
    assert changed == chosen
    assert states(project, "harbour")["reviewed"] == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ["harbour", "s-f66ba1", "s-000000", "--by", READER],
        ["harbour", "--by", "Nour\nSaid"],
        ["harbour", "--by", READER, "--lang", "fr"],
        ["nowhere", "--by", READER],
    ],
)
def test_a_review_that_cannot_be_stamped(arguments: list[str], project: Path) -> None:
    before = tree(project / "content")
    assert_plain_error(diglot(project, "review", *arguments))
    assert tree(project / "content") == before


def test_the_page_names_the_reviewers_until_a_text_changes(project: Path) -> None:
    folder, page = project / "content/articles/harbour", project / "site/articles/harbour.html"
    diglot(project, "review", "harbour", "--by", READER)
    diglot(project, "build")
    names = f"<bdi>{READER}, {EARLIER}</bdi>", f"<bdi>{EARLIER}, {READER}</bdi>"
    shown = page.read_text("utf-8")
    assert any(f"33 of 37 passages reviewed by {name}." in shown for name in names)
    assert 'id="s-f66ba1" data-state="reviewed"' in shown

    replaced(folder / "en.po", ('msgstr "What has changed?"', 'msgstr "What changed?"'))
    replaced(folder / "article.md", ("بيروت بعد عام", "بيروت بعد عامين"))
    diglot(project, "build")
    shown = page.read_text("utf-8")
    assert any(f"31 of 37 passages reviewed by {name}." in shown for name in names)
    assert 'id="s-f66ba1" data-state="accepted"' in shown
    assert 'id="s-4a7526" data-state="stale-human"' in shown
    assert "Beirut a year later" in shown, "what a person had accepted stays, and is marked"

    replaced(folder / "en.po", ('msgstr "What changed?"', 'msgstr "What has changed?"'))
    replaced(folder / "article.md", ("بيروت بعد عامين", "بيروت بعد عام"))
    diglot(project, "build")
    assert any(f"33 of 37 passages reviewed by {n}." in page.read_text("utf-8") for n in names)


def test_the_page_says_reviewed_only_of_what_was_read(project: Path) -> None:
    folder, page = project / "content/articles/bridges", project / "site/articles/bridges.html"
    catalogue = folder / "en.po"
    head, *entries = catalogue.read_text("utf-8").rstrip("\n").split("\n\n")
    written = [e.replace('msgstr ""', f'msgstr "Text {n}."') for n, e in enumerate(entries)]
    catalogue.write_text("\n\n".join([head, *written]) + "\n", "utf-8")
    diglot(project, "build")
    assert "Accepted by an editor; not reviewed by name." in page.read_text("utf-8")
    diglot(project, "review", "bridges", "--by", READER)
    diglot(project, "build")
    assert f"Reviewed by <bdi>{READER}</bdi>." in page.read_text("utf-8")


# --- hold ---


def test_a_hold_hides_what_was_accepted(project: Path) -> None:
    catalogue = project / "content/articles/harbour/en.po"
    pages = [project / f"site/{path}articles/harbour.html" for path in ("", "en/")]
    diglot(project, "build")
    assert all("It was rebuilt." in page.read_text("utf-8") for page in pages)
    notices = [page.read_text("utf-8").count("translation under check") for page in pages]
    replaced(catalogue, ("# mt: google 2026-03-15 out=b8303043\n", "# hold\n"))
    done = diglot(project, "build")
    assert done.returncode == 0, done.stderr
    assert holders(project / "site", ["It was rebuilt."]) == []
    held = [page.read_text("utf-8").count("translation under check") for page in pages]
    assert held == [count + 1 for count in notices]
    assert "It was rebuilt." in catalogue.read_text("utf-8")


# --- mentions ---

_ARTICLE = """---
title: رسالة
lang: ar
---

قالت **سلمى حدّاد** إن [بيروت](https://example.org/بيروت) بخير، وسكتت \\*حدّاد\\*.

## في بيروت

1. وبيروت مدينة.
2. بلا اسم.

> هيئة الميناء `تعمل`، والهيئة لا تتأخر.
"""


def test_mentions_index_the_visible_text(tmp_path: Path) -> None:
    (tmp_path / "article.md").write_text(_ARTICLE, "utf-8")
    (tmp_path / "names.yml").write_bytes((SAMPLE / "content/actors.yml").read_bytes())
    done = diglot(tmp_path, "mentions", "article.md", "--actors", "names.yml", "--json")
    assert done.returncode == 0, done.stderr
    visible = [
        "قالت سلمى حدّاد إن بيروت بخير، وسكتت *حدّاد*.",
        "في بيروت",
        "وبيروت مدينة.",
        "بلا اسم.",
        "هيئة الميناء تعمل، والهيئة لا تتأخر.",
    ]
    rows = json.loads(done.stdout)
    assert [list(row) for row in rows] == [["segment", "start", "end", "actor"]] * len(rows)
    found = [(r["segment"], visible[r["segment"]][r["start"] : r["end"]], r["actor"]) for r in rows]
    assert found == [
        (0, "سلمى حدّاد", "salma-haddad"),
        (0, "بيروت", "beirut"),
        (0, "حدّاد", "salma-haddad"),
        (1, "بيروت", "beirut"),
        (2, "بيروت", "beirut"),
        (4, "هيئة الميناء", "port-authority"),
        (4, "الهيئة", "port-authority"),
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.md", "names.yml"]


@pytest.mark.parametrize("missing", ["article.md", "names.yml"])
def test_mentions_say_which_file_is_missing(missing: str, tmp_path: Path) -> None:
    for name in {"article.md", "names.yml"} - {missing}:
        (tmp_path / name).write_text("", "utf-8")
    done = diglot(tmp_path, "mentions", "article.md", "--actors", "names.yml", "--json")
    assert_plain_error(done)
    assert done.stderr.startswith(f"{missing}: error:")


# --- purge ---

SECRET, SECRET_TARGET = "الزرنيخ", "arsenic"
_SECRET_ARTICLE = f"""عنوان الرسالة

فقرة أولى طويلة بما يكفي لتكون فقرة.

وجد المفتش {SECRET} في ماء البئر القديمة.

وفقرة ثالثة بعدها.
"""


@pytest.fixture
def secret(project: Path, raw: Path) -> tuple[Path, str]:
    """A built draft with one paragraph that has to go, and that paragraph's id."""
    raw.unlink()
    folder = project / "content/articles/well"
    folder.mkdir()
    (folder / "original.txt").write_text(_SECRET_ARTICLE, "utf-8")
    diglot(project, "sync")
    catalogue = folder / "en.po"
    entries = catalogue.read_text("utf-8").split("\n\n")
    at = next(n for n, each in enumerate(entries) if SECRET in each)
    found = re.search(r'msgctxt "(.+)"', entries[at])
    assert found
    entries[at] = entries[at].replace('msgstr ""', f'msgstr "They found {SECRET_TARGET}."')
    catalogue.write_text("\n\n".join(entries), "utf-8")
    diglot(project, "build", "--drafts")
    assert holders(project / "site", [SECRET])
    return folder, found[1]


def test_purge_leaves_no_word_of_a_segment(project: Path, secret: tuple[Path, str]) -> None:
    folder, key = secret
    done = diglot(project, "purge", f"well#{key}")
    assert done.returncode == 0, done.stderr
    assert "git" in done.stdout
    assert diglot(project, "build", "--drafts").returncode == 0
    assert holders(project, [SECRET, SECRET_TARGET]) == []
    assert "وفقرة ثالثة بعدها." in (folder / "article.md").read_text("utf-8")
    assert f'#~ msgctxt "{key}"' in (folder / "source.pot").read_text("utf-8")

    again = f"\nوجد المفتش {SECRET} في ماء البئر القديمة.\n"
    article = folder / "article.md"
    article.write_text(article.read_text("utf-8") + again, "utf-8")
    live = keys(folder / "source.pot")
    diglot(project, "sync")
    assert len(keys(folder / "source.pot") - live) == 1, "the text returns as another segment"
    assert key not in keys(folder / "source.pot"), "a purged id is never given again"
    assert f'#~ msgctxt "{key}"' in (folder / "source.pot").read_text("utf-8")


def test_purge_leaves_no_word_of_a_deleted_segment(project: Path, secret: tuple[Path, str]) -> None:
    folder, key = secret
    article = folder / "article.md"
    blocks = article.read_text("utf-8").split("\n\n")
    article.write_text("\n\n".join(each for each in blocks if SECRET not in each), "utf-8")
    diglot(project, "sync")
    assert SECRET_TARGET in (folder / "en.po").read_text("utf-8"), "kept, in case it returns"
    assert diglot(project, "purge", f"well#{key}").returncode == 0
    diglot(project, "build", "--drafts")
    assert holders(project, [SECRET, SECRET_TARGET]) == []


def test_purge_leaves_no_word_in_what_tools_left(project: Path, secret: tuple[Path, str]) -> None:
    folder, key = secret
    for name in ("en.mo", "en.po~", "en.po.orig", ".article.md.x1y2.part", ".en.po.x1y2.part"):
        (folder / name).write_text(f"{SECRET} {SECRET_TARGET}", "utf-8")
    assert diglot(project, "purge", f"well#{key}").returncode == 0
    diglot(project, "build", "--drafts")
    assert holders(project, [SECRET, SECRET_TARGET]) == []


def test_purge_leaves_no_word_of_what_was_merged_in(
    project: Path, secret: tuple[Path, str]
) -> None:
    folder, key = secret
    first = "فقرة أولى طويلة بما يكفي لتكون فقرة."
    replaced(folder / "article.md", (f"{first}\n\n", f"{first} "))
    diglot(project, "sync")
    whole = next(k for k in keys(folder / "source.pot") if first in entry(folder / "source.pot", k))
    assert whole != key
    assert f'#~ msgctxt "{key}"' in (folder / "source.pot").read_text("utf-8")
    assert diglot(project, "purge", f"well#{whole}").returncode == 0
    diglot(project, "build", "--drafts")
    assert holders(project, [SECRET, SECRET_TARGET, first]) == []


def test_purge_leaves_no_word_of_an_article(project: Path, secret: tuple[Path, str]) -> None:
    folder, _ = secret
    done = diglot(project, "purge", "well")
    assert done.returncode == 0, done.stderr
    assert not folder.exists()
    assert diglot(project, "build", "--drafts").returncode == 0
    assert holders(project, [SECRET, SECRET_TARGET, "عنوان الرسالة"]) == []
    assert not (project / "site/articles/well.html").exists()
    assert (project / "site/articles/harbour.html").is_file()


@pytest.mark.parametrize("adopted", [True, False])
def test_purge_takes_a_raw_text_beside_the_folders(adopted: bool, project: Path) -> None:  # noqa: FBT001
    loose = project / "content/articles/well.txt"
    loose.write_text(_SECRET_ARTICLE, "utf-8")
    if adopted:
        assert diglot(project, "ingest", str(loose.relative_to(project))).returncode == 0
    done = diglot(project, "purge", "well")
    assert done.returncode == 0, done.stderr
    diglot(project, "build", "--drafts")
    assert holders(project, [SECRET]) == []


def test_purge_leaves_no_word_of_the_front_matter(project: Path) -> None:
    done = diglot(project, "purge", "harbour#meta.summary")
    assert done.returncode == 0, done.stderr
    diglot(project, "build")
    words = ["كيف عاد الميناء إلى العمل", "How the harbour came back to work"]
    assert holders(project, words) == []
    assert "title: الميناء الذي لا ينام" in (
        project / "content/articles/harbour/article.md"
    ).read_text("utf-8")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("s-f66ba1", "ما الذي تغيّر"),
        ("s-bedae9", "أعيد بناؤه"),
        ("s-0205c8", "فقرة ثانية"),
        ("s-f38ae8", "نقطة أخرى"),
        ("s-2ea0c6", "لن نغلق"),
        ("s-f0f52e", "السنة"),
        ("s-15197c", "1200"),
        ("s-54c716", "عند الفجر"),
    ],
    ids="heading item second-in-item item-above quote header-cell cell image".split(),
)
def test_purge_takes_one_segment_and_no_other(key: str, words: str, project: Path) -> None:
    folder = project / "content/articles/harbour"
    sources = segments(folder / "article.md")
    done = diglot(project, "purge", f"harbour#{key}")
    assert done.returncode == 0, done.stderr
    assert holders(folder, [words]) == []
    assert segments(folder / "article.md") == [each for each in sources if words not in each]
    assert keys(folder / "en.po") == keys(SAMPLE / "content/articles/harbour/en.po") - {key}


@pytest.mark.parametrize("what", ["nowhere", "harbour#s-000000", "nowhere#s-000000", "../articles"])
def test_purge_of_what_is_not_there(what: str, project: Path) -> None:
    before = tree(project / "content")
    assert_plain_error(diglot(project, "purge", what))
    assert tree(project / "content") == before


def test_a_build_draws_its_progress_on_a_terminal_alone(project: Path) -> None:
    def start(terminal: int) -> subprocess.Popen[str]:
        command = (sys.executable, "-m", "diglot", "build", "--clean")
        return subprocess.Popen(
            command, cwd=project, stdout=subprocess.PIPE, stderr=terminal, text=True
        )

    drawn = re.findall(r"\r\x1b\[K([█·]{24}) (\d+)/(\d+)  \d+/min", on_terminal(start))
    total = len(list((project / "content/articles").iterdir()))
    assert [(int(done), int(of)) for _, done, of in drawn] == [
        (number, total) for number in range(1, total + 1)
    ]
    assert drawn[-1][0] == "█" * 24
    done = diglot(project, "build", "--clean")
    assert not re.search(r"[\r\x1b█]", done.stdout + done.stderr)


def test_an_article_in_a_target_language_is_refused_and_holds_up_no_other(project: Path) -> None:
    article = project / "content/articles/harbour/article.md"
    replaced(article, ("author: ليلى", "lang: en\nauthor: ليلى"))
    done = diglot(project, "build")
    assert done.returncode == 1
    told = [line for line in done.stderr.splitlines() if ": error: " in line]
    assert len(told) == 1, done.stderr
    assert told[0].startswith("content/articles/harbour/article.md: error: is written in en")
    assert not (project / "site/articles/harbour.html").exists()
    assert (project / "site/articles/notice.html").exists()
