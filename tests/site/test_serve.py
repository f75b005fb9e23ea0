"""`diglot serve` in a real process: an edit of any source appears, and content/ stays as it is."""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from watchdog.events import FileSystemEvent
from watchdog.observers import Observer

from diglot import serve
from support.preview import Served, preview
from support.project import tree

pytestmark = pytest.mark.xdist_group("serve")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The sample with a theme of its own, under serve, its first build done."""
    with preview(tmp_path_factory.mktemp("serve")) as result:
        yield result


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def test_serve_says_where_it_serves(served: Served) -> None:
    assert served.address in served.log.read_text("utf-8")


def test_an_edited_article_appears_and_nothing_is_written(served: Served) -> None:
    article = served.project / "content/articles/harbour/article.md"
    edit(article, "فقرة لم تُترجم بعد.", "فقرة كتبها المحرر الآن.\n\nوفقرة زادها عليها.")
    before = tree(served.project / "content")
    page = served.wait("articles/harbour.html", lambda page: "وفقرة زادها عليها." in page)
    assert "فقرة كتبها المحرر الآن." in page
    assert "فقرة لم تُترجم بعد." not in page
    served.wait("ar/articles/harbour.html", lambda page: "وفقرة زادها عليها." in page)
    assert tree(served.project / "content") == before


def test_an_edited_catalogue_appears(served: Served) -> None:
    catalogue = served.project / "content/articles/harbour/en.po"
    edit(catalogue, 'msgstr "Beirut a year later"', 'msgstr "Beirut, one year on"')
    before = tree(served.project / "content")
    page = served.wait("articles/harbour.html", lambda page: "one year on" in page)
    assert 'id="s-4a7526" data-state="edited"' in page
    assert tree(served.project / "content") == before


def test_a_broken_catalogue_does_not_stop_it(served: Served) -> None:
    catalogue = served.project / "content/articles/harbour/en.po"
    edit(catalogue, 'msgstr "A sub-heading"', 'msgstr "A "sub-heading"')
    before = tree(served.project / "content")
    page = served.wait("articles/harbour.html", lambda page: "In Beirut" not in page)
    assert "وفي " in page
    assert tree(served.project / "content") == before
    edit(catalogue, 'msgstr "A "sub-heading"', 'msgstr "A heading below"')
    served.wait("articles/harbour.html", lambda page: "A heading below" in page)


def test_an_edited_glossary_appears(served: Served) -> None:
    actors = served.project / "content/actors.yml"
    edit(actors, "Director of the harbour", "Head of the harbour")
    before = tree(served.project / "content")
    served.wait("actors/salma-haddad.html", lambda page: "Head of the harbour" in page)
    assert tree(served.project / "content") == before


def test_an_edited_template_appears(served: Served) -> None:
    template = served.project / "theme/article.html"
    edit(template, '<article class="edition"', '<article class="edition tried"')
    served.wait("articles/harbour.html", lambda page: 'class="edition tried"' in page)
    served.wait("ar/index.html", lambda page: "</html>" in page)


def test_an_edited_ordinary_page_appears(served: Served) -> None:
    edit(served.project / "content/about.md", "drafted", "drafted by a machine")
    served.wait("about.html", lambda page: "drafted by a machine" in page)


def test_a_new_article_appears_and_is_not_written(served: Served) -> None:
    folder = served.project / "content/articles/letter"
    folder.mkdir()
    (folder / "original.txt").write_text("عنوان الرسالة\n\nفقرة أولى طويلة بما يكفي.\n", "utf-8")
    page = served.wait("articles/letter.html", lambda page: "فقرة أولى طويلة بما يكفي." in page)
    assert "Draft: this article is not published." in page
    assert [path.name for path in folder.iterdir()] == ["original.txt"]


def test_drafts_are_shown_under_serve(served: Served) -> None:
    page = served.wait("articles/festival.html", lambda page: "</html>" in page)
    assert "مسوّدة لا تظهر." in page
    assert "Draft: this article is not published." in page
    assert "مهرجان قادم" in served.get("ar/index.html")


def test_serve_leaves_the_site_folder_alone(served: Served) -> None:
    assert not (served.project / "site").exists()


def test_reading_ten_thousand_files_hides_no_edit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build reads all of a large archive; were that an event, the system's queue would be full."""
    seen: queue.Queue[FileSystemEvent] = queue.Queue()

    class Slow(serve._Watcher):
        def dispatch(self, event: FileSystemEvent) -> None:
            seen.put(event)
            time.sleep(0.01)

    monkeypatch.setattr(serve, "_Watcher", Slow)
    article = tmp_path / "article.md"
    article.write_text("one", "utf-8")
    observer = serve._observe(serve.Preview(tmp_path, "/", lambda: None), [tmp_path])
    assert isinstance(observer, Observer)
    try:
        for _ in range(10_000):
            article.read_text("utf-8")
        article.write_text("two", "utf-8")
        event = seen.get(timeout=10)
        assert (event.event_type, event.src_path) == ("modified", str(article))
    finally:
        observer.stop()
        observer.join()
