"""Files in content/inbox/ become articles; what cannot be read stays, and holds up no other."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from diglot.formats.article_md import read_article
from diglot.model.document import Status
from support.documents import png, word
from support.project import copy_sample, diglot, run, tree

INPUTS = Path(__file__).parent.parent / "inputs"
TEXT = "عنوان الرسالة\n\nفقرة أولى طويلة بما يكفي لتكون فقرة.\n\nوفقرة ثانية بعدها.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = copy_sample(tmp_path / "p")
    (project / "content/inbox").mkdir()
    return project


def letter(document) -> None:
    document.add_heading("الميناء بعد العاصفة", 0)
    document.add_paragraph("فقرة أولى طويلة بما يكفي لتكون فقرة.")
    document.add_picture(io.BytesIO(png()))


@pytest.mark.parametrize("command", ["ingest", "sync", "build"])
def test_a_document_becomes_a_draft_with_its_catalogue(command: str, project: Path) -> None:
    data = word(letter)
    file = project / "content/inbox/رسالة 7.docx"
    file.write_bytes(data)
    done = diglot(project, command)
    assert done.returncode == 0, done.stderr
    folder = project / "content/articles/almyna-bad-alaasfa"
    assert not file.exists()
    assert (folder / "original.docx").read_bytes() == data
    assert next(folder.glob("image-*.png")).read_bytes() == png()
    front = read_article((folder / "article.md").read_text("utf-8"), "a.md").front
    assert (front.title, front.status) == ("الميناء بعد العاصفة", Status.DRAFT)
    assert 'msgid "الميناء بعد العاصفة"' in (folder / "en.po").read_text("utf-8")
    before = tree(project / "content")
    assert diglot(project, "sync").returncode == 0
    assert tree(project / "content") == before


def test_originals_are_never_published(project: Path) -> None:
    for name in ("newspaper.html", "libreoffice.docx", "wordpress.xml"):
        shutil.copy(INPUTS / name, project / "content/inbox")
    (project / "content/inbox/note.md").write_text("# ملاحظة\n\nنص.\n", "utf-8")
    assert diglot(project, "build", "--drafts").returncode == 0
    published = tree(project / "site")
    assert not [path for path in published if "original" in path or "inbox" in path]
    for name in ("mlahza", "port-after-storm", "mn-alarshyf", "almyna-bad-alaasfa"):
        assert f"articles/{name}.html" in published
    assert "articles/almyna-bad-alaasfa-2.html" in published


def test_mkdocs_shows_it_and_writes_nothing(project: Path) -> None:
    (project / "content/inbox/a.docx").write_bytes(word(letter))
    before = tree(project / "content")
    done = run(project, "mkdocs", "build", "-q", env={"DIGLOT_DRAFTS": "1"})
    assert done.returncode == 0, done.stderr
    assert tree(project / "content") == before
    site = tree(project / "site")
    page = next(data for path, data in site.items() if path == "articles/almyna-bad-alaasfa.html")
    assert "الميناء بعد العاصفة" in page.decode()
    assert png() in site.values()


@pytest.mark.parametrize("status", ["draft", "withdrawn", "published"])
def test_pictures_are_published_with_their_article_only(status: str, project: Path) -> None:
    (project / "content/inbox/a.docx").write_bytes(word(letter))
    assert "has no alternative text" in diglot(project, "sync").stderr
    path = project / "content/articles/almyna-bad-alaasfa/article.md"
    path.write_text(path.read_text("utf-8").replace("status: draft", f"status: {status}"), "utf-8")
    for command in (["diglot", "build"], ["mkdocs", "build", "-q"]):
        assert run(project, *command).returncode == 0
        assert (png() in tree(project / "site").values()) == (status == "published")


def test_a_broken_file_stays_and_the_others_go_on(project: Path) -> None:
    inbox = project / "content/inbox"
    (inbox / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    (inbox / "empty.txt").write_text("\n", "utf-8")
    (inbox / "letter.txt").write_text(TEXT, "utf-8")
    done = diglot(project, "sync")
    assert done.returncode == 1
    assert "content/inbox/broken.docx: error" in done.stderr
    assert "content/inbox/empty.txt: error" in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in inbox.iterdir()) == ["broken.docx", "empty.txt"]
    assert (project / "content/articles/anwan-alrsala/article.md").is_file()
    assert not list((project / "content/articles").glob("broken*"))


def test_a_name_that_is_taken_gets_a_number_and_a_slug_overrides(project: Path) -> None:
    inbox = project / "content/inbox"
    for number in range(3):
        (inbox / f"{number}.txt").write_text(f"{TEXT}\n{number} سطر آخر.\n", "utf-8")
    assert diglot(project, "ingest", "content/inbox/2.txt", "--slug", "letter").returncode == 0
    assert diglot(project, "sync").returncode == 0
    assert list(inbox.iterdir()) == []
    names = {path.name for path in (project / "content/articles").iterdir()}
    assert {"anwan-alrsala", "anwan-alrsala-2", "letter"} <= names


def test_a_command_stopped_before_the_end_is_finished_by_the_next(project: Path) -> None:
    """The folder stands, with all or some of its files, and the file is still in the inbox."""
    data = word(letter)
    file = project / "content/inbox/a.docx"
    file.write_bytes(data)
    assert diglot(project, "sync").returncode == 0
    folder = project / "content/articles/almyna-bad-alaasfa"
    whole = tree(project / "content")
    file.write_bytes(data)
    assert diglot(project, "sync").returncode == 0
    assert tree(project / "content") == whole
    for name in ("article.md", "en.po", "source.pot"):
        (folder / name).unlink()
    file.write_bytes(data)
    assert diglot(project, "sync").returncode == 0
    assert tree(project / "content") == whole


def test_an_export_is_set_aside(project: Path) -> None:
    shutil.copy(INPUTS / "wordpress.xml", project / "content/inbox")
    assert diglot(project, "sync").returncode == 0
    assert (project / "content/inbox/taken/wordpress.xml").is_file()
    before = tree(project / "content")
    assert diglot(project, "sync").returncode == 0
    assert tree(project / "content") == before


def test_a_build_imports_no_reader_of_documents(project: Path) -> None:
    """They are slow to import, and a site is built often."""
    code = (
        "import sys; from diglot.cli import main; main(['sync']); "
        "print([n for n in ('mammoth', 'selectolax', 'defusedxml', 'imagesize') if n in sys.modules])"
    )
    (project / "content/inbox/letter.txt").write_text(TEXT, "utf-8")
    script = project / "script.py"
    script.write_text(code, "utf-8")
    done = run(project, "script")
    assert done.stdout.strip().endswith("[]"), done.stdout + done.stderr
