"""Law 4: after any edit the incremental site is the clean one, byte for byte; law 5: and no more
was made than the edit concerns."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from diglot import scan
from diglot.publish import publish
from diglot.workshop import Order, Report
from support.project import ROOT, copy_sample, tree


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The sample with a theme and an archive of its own."""
    made = copy_sample(tmp_path / "p")
    shutil.copytree(ROOT / "theme", made / "theme")
    settings = made / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace(str(ROOT / "theme"), "theme"), "utf-8")
    for number in range(3):
        _copy_article(made, "harbour", f"pier-{number}")
    return made


def _copy_article(project: Path, old: str, new: str) -> None:
    articles = project / "content/articles"
    shutil.copytree(articles / old, articles / new)
    text = (articles / new / "article.md").read_text("utf-8")
    title = re.compile(r"^title: .*$", re.MULTILINE)
    text = re.sub(
        r"^former_slugs:.*\n", "", title.sub(f"title: نسخة {new}", text), flags=re.MULTILINE
    )
    (articles / new / "article.md").write_text(text, "utf-8")


def build(project: Path, *, verify: bool = False, workers: int = 1) -> Report:
    order = Order(writes=True, verify=verify, workers=workers)
    return publish(project / "mkdocs.yml", order)[1]


def clean(project: Path, to: Path) -> dict[str, bytes]:
    """Build a copy of the project that remembers nothing."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(project, to, ignore=shutil.ignore_patterns("site", ".cache"))
    build(to)
    return tree(to / "site")


def _edit(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text("utf-8")), "utf-8")


class Newsroom:
    """Somebody who changes anything that a site is made from."""

    def __init__(self, project: Path, seed: int) -> None:
        self.project = project
        self.chance = random.Random(seed)  # noqa: S311 - a repeatable newsroom
        self.number = 0

    @property
    def articles(self) -> list[Path]:
        return sorted((self.project / "content/articles").iterdir())

    def text(self) -> None:
        article = self.chance.choice(self.articles) / "article.md"
        _edit(article, lambda text: f"{text}\nفقرة جديدة رقم {self.number} عن سلمى حداد.\n")

    def remove_paragraph(self) -> None:
        article = self.chance.choice(self.articles) / "article.md"
        _edit(article, lambda text: text.rstrip().rpartition("\n\n")[0] + "\n")

    def translation(self) -> None:
        for catalogue in self.chance.choice(self.articles).glob("en.po"):
            new = rf'msgstr "\1 {self.number}"'
            _edit(catalogue, lambda t, new=new: re.sub(r'(?m)^msgstr "(.+)"$', new, t, count=3))

    def break_catalogue(self) -> None:
        for catalogue in self.chance.choice(self.articles).glob("en.po"):
            _edit(catalogue, lambda text: text.replace('msgstr "', 'msgstr "a "b" ', 1))

    def status(self) -> None:
        article = self.chance.choice(self.articles) / "article.md"
        status = self.chance.choice(["draft", "published", "withdrawn"])
        _edit(article, lambda t: re.sub(r"^status: .*\n", "", t, flags=re.MULTILINE))
        _edit(article, lambda text: text.replace("---\n", f"---\nstatus: {status}\n", 1))

    def alias(self) -> None:
        word = self.chance.choice(["المرفأ", "السفن", "فقرة", "لا يوجد أصلا"])
        _edit(
            self.project / "content/actors.yml",
            lambda text: (
                f"{text}\n- id: actor-{self.number}\n  type: place\n"
                f"  name: {{ar: {word}, en: Thing {self.number}}}\n"
            ),
        )

    def respell(self) -> None:
        """Give an actor another alias, or take all those in one language away."""
        group = self.chance.choice(["aliases", "context_aliases", "weak_aliases"])
        lang, word = self.chance.choice(
            [("ar", "المرفأ"), ("ar", "السفن"), ("en", "harbour"), ("en", "Ships")]
        )
        actors = self.project / "content/actors.yml"
        entries = yaml.safe_load(actors.read_text("utf-8"))
        entry = self.chance.choice(entries)
        if self.chance.random() < 0.3:
            entry.get(group, {}).pop(lang, None)
        else:
            entry.setdefault(group, {}).setdefault(lang, []).append(
                f"{word}{self.chance.choice(['', ' النخيل', ' One'])}"
            )
        actors.write_text(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), "utf-8")

    def rename_actor(self) -> None:
        _edit(
            self.project / "content/actors.yml",
            lambda text: re.sub(r"(en: )(\w)", rf"\g<1>N{self.number} \2", text, count=1),
        )

    def remove_actor(self) -> None:
        actors = self.project / "content/actors.yml"
        entries = re.split(r"(?m)^(?=- id:)", actors.read_text("utf-8"))
        if len(entries) > 3:
            del entries[self.chance.randrange(1, len(entries))]
            actors.write_text("".join(entries), "utf-8")

    def add_article(self) -> None:
        _copy_article(self.project, "bridges", f"new-{self.number}")

    def move_article(self) -> None:
        article = self.chance.choice(self.articles)
        article.rename(article.with_name(f"moved-{self.number}"))

    def delete_article(self) -> None:
        if len(self.articles) > 3:
            shutil.rmtree(self.chance.choice(self.articles))

    def template(self) -> None:
        name = self.chance.choice(["article.html", "actor.html", "base.html", "listing.html"])
        mark = f"<!-- {self.number} -->"
        _edit(
            self.project / "theme" / name,
            lambda t: t.replace("{%- endblock", f"{mark}{{%- endblock", 1),
        )

    def style(self) -> None:
        _edit(self.project / "theme/assets/css/base.css", lambda t: f"{t}/* {self.number} */\n")

    def setting(self) -> None:
        _edit(
            self.project / "mkdocs.yml",
            lambda t: t.replace("The Sample", f"The Sample {self.number}"),
        )

    def ordinary(self) -> None:
        _edit(self.project / "content/about.md", lambda text: f"{text}\nMore, {self.number}.\n")

    def new_page(self) -> None:
        page = self.project / f"content/page-{self.number}.md"
        page.write_text(
            f"# Page {self.number}\n\n[An article](articles/harbour/article.md)\n", "utf-8"
        )

    def picture(self) -> None:
        folder = self.chance.choice(self.articles)
        (folder / "plan.svg").write_text(f"<svg><title>{self.number}</title></svg>", "utf-8")

    def repaint(self) -> None:
        pictures = sorted((self.project / "content").rglob("quay.svg"))
        width = 40 + self.number
        self.chance.choice(pictures).write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 10"/>', "utf-8"
        )

    def lose_picture(self) -> None:
        self.chance.choice(sorted((self.project / "content").rglob("quay.svg"))).unlink()

    def lose_output(self) -> None:
        outputs = sorted(path for path in (self.project / "site").rglob("*.html"))
        self.chance.choice(outputs).unlink()

    def stray(self) -> None:
        (self.project / "site/articles" / f"stray-{self.number}.html").write_text("?", "utf-8")

    def touch(self) -> None:
        os.utime(self.chance.choice(self.articles) / "article.md")

    KINDS = (
        *(
            text,
            remove_paragraph,
            translation,
            break_catalogue,
            status,
            alias,
            respell,
            rename_actor,
        ),
        *(remove_actor, add_article, move_article, delete_article, template, style, setting),
        *(ordinary, new_page, picture, repaint, lose_picture, lose_output, stray, touch),
    )

    def work(self, kind: Callable[[Newsroom], None]) -> str:
        self.number += 1
        kind(self)
        return kind.__name__


KINDS = random.Random(5).sample(Newsroom.KINDS, len(Newsroom.KINDS))  # noqa: S311 - repeatable


@pytest.mark.parametrize("kinds", [KINDS[:7], KINDS[7:13], KINDS[13:]])
def test_incremental_is_clean(
    project: Path, tmp_path: Path, kinds: list[Callable[[Newsroom], None]]
) -> None:
    newsroom = Newsroom(project, len(kinds))
    build(project)
    done: list[str] = []
    for kind in kinds:
        done.append(newsroom.work(kind))
        build(project)
        expected = clean(project, tmp_path / "clean")
        found = tree(project / "site")
        assert found.keys() == expected.keys(), done
        assert [path for path in found if found[path] != expected[path]] == [], done


def test_a_damaged_output_is_seen_when_asked(project: Path, tmp_path: Path) -> None:
    build(project)
    expected = tree(project / "site")
    for path in ("articles/harbour.html", "en/index.html", "about.html", "articles/harbour.json"):
        (project / "site" / path).write_bytes(b"damaged")
    report = build(project, verify=True)
    assert tree(project / "site") == expected
    assert report.made["harbour"].reasons == (
        *("articles/harbour.html damaged", "articles/harbour.json damaged"),
    )


def test_a_changed_date_makes_nothing(project: Path) -> None:
    build(project)
    for path in (project / "content").rglob("*"):
        os.utime(path)
    report = build(project)
    assert (report.made, report.gathered, report.written) == ({}, {}, 0)


def test_folders_whose_dates_are_as_they_were_are_not_listed(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    harbour = project / "content/articles/harbour/article.md"
    _edit(harbour, lambda text: f"{text}\nإلى [صفحة](../nowhere/article.md) لا توجد.\n")
    time.sleep(0.1)  # dates that are younger are not trusted
    first = build(project)
    assert [each for each in first.problems if each.code == "link-broken"]
    with monkeypatch.context() as patch:
        patch.delattr("diglot.listing.scan_site")
        list_article, listed = scan._list_article, list[str]()
        patch.setattr(
            "diglot.scan._list_article",
            lambda entry, *more: (listed.append(entry.name), list_article(entry, *more)),
        )
        again = build(project)
    pictured = {"harbour", "pier-0", "pier-1", "pier-2"}
    assert set(listed) == pictured, "a picture in an article's folder is not in its stamps"
    for name in ("articles", "segments", "actors", "mentions", "withheld", "files", "states"):
        assert getattr(again, name) == getattr(first, name)
    assert (again.problems, again.notes) == (first.problems, first.notes)
    (project / "site/articles/stray.html").write_text("?", "utf-8")
    (project / "site/articles/harbour.html").unlink()
    (project / "content/articles/festival/fr.po").write_text('msgid ""\nmsgstr ""\n', "utf-8")
    assert build(project).made.keys() == {"harbour", "festival"}
    assert tree(project / "site") == clean(project, tmp_path / "clean")


HOOK = """
from pathlib import Path

WORD = Path(__file__).parent / "word.txt"

def on_post_page(output, page, config):
    return output.replace("</body>", f"<p>{WORD.read_text()}</p></body>")

def on_post_build(config):
    word = WORD.read_text()
    Path(config["site_dir"], f"{word}.txt").write_text(word)
"""


def test_what_hooks_of_others_make_is_always_what_they_make_now(
    project: Path, tmp_path: Path
) -> None:
    (project / "hook.py").write_text(HOOK, "utf-8")
    _edit(project / "mkdocs.yml", lambda text: f"{text}\nhooks: [hook.py]\n")
    for word in ("one", "one", "two"):
        (project / "word.txt").write_text(word, "utf-8")
        time.sleep(0.1)  # dates that are younger are not trusted
        build(project)
        assert tree(project / "site") == clean(project, tmp_path / "clean")
        assert word.encode() in (project / "site/about.html").read_bytes()


def test_a_memory_that_came_from_elsewhere_spares_the_work(project: Path, tmp_path: Path) -> None:
    build(project)
    other = tmp_path / "elsewhere"
    shutil.copytree(project, other)  # new dates, another folder
    report = build(other)
    assert (report.made, report.gathered, report.written) == ({}, {}, 0)


def test_a_damaged_memory_is_set_aside(project: Path) -> None:
    build(project)
    expected = tree(project / "site")
    (project / ".cache/diglot/site.sqlite").write_bytes(b"not a database at all" * 999)
    report = build(project)
    assert {due.reasons for due in report.made.values()} == {("new",)}
    assert tree(project / "site") == expected


def test_a_build_stopped_before_it_gathers_leaves_that_to_the_next(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(project)
    article = project / "content/articles/harbour/article.md"
    _edit(
        article, lambda text: re.sub(r"^title: .*$", "title: عنوان آخر", text, flags=re.MULTILINE)
    )

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("diglot.build.bring_index", stop)
        with pytest.raises(KeyboardInterrupt):
            build(project)
    assert not build(project).made
    assert tree(project / "site") == clean(project, tmp_path / "c")


def test_an_index_left_as_it_was_is_brought_in_step_by_the_next_build_that_may(
    project: Path, tmp_path: Path
) -> None:
    build(project)
    article = project / "content/articles/harbour/article.md"
    _edit(article, lambda text: text + "\nكلمةٌ لم تكن في الفهرس.\n")
    report = publish(project / "mkdocs.yml", Order(writes=True, workers=1, index=False))[1]
    assert report.made
    assert not report.indexed
    assert build(project).indexed
    assert tree(project / "site") == clean(project, tmp_path / "c")


def test_two_builds_at_once_make_one_site(project: Path) -> None:
    build(project)
    expected = tree(project / "site")
    shutil.rmtree(project / "site")
    command = [sys.executable, "-m", "diglot", "build", "--clean"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator")}
    both = [subprocess.Popen(command, cwd=project, env=environment) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert tree(project / "site") == expected


def test_an_alias_makes_the_articles_that_hold_it(project: Path) -> None:
    newsroom = Newsroom(project, 0)
    article = project / "content/articles/pier-1/article.md"
    _edit(article, lambda text: f"{text}\nوقال بالزمردية شيئا.\n")
    build(project)
    entry = "\n- id: emerald\n  type: place\n  name: {ar: الزمردية, en: Emeraldia}\n"
    _edit(project / "content/actors.yml", lambda text: text + entry)
    report = build(project)
    assert {slug: due.reasons for slug, due in report.made.items()} == {
        "pier-1": ("actor emerald changed",)
    }
    assert "actors/emerald.html" in report.gathered
    assert "actors/salma-haddad.html" not in report.gathered
    assert newsroom.articles


def test_another_alias_makes_the_articles_that_hold_it(project: Path) -> None:
    article = project / "content/articles/pier-1/article.md"
    _edit(article, lambda text: f"{text}\nوقال بالزمردية شيئا.\n")
    build(project)
    actors = project / "content/actors.yml"
    entries = yaml.safe_load(actors.read_text("utf-8"))
    named = next(each for each in entries if each["id"] == "salma-haddad")
    named.setdefault("aliases", {}).setdefault("ar", []).append("الزمردية")
    actors.write_text(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), "utf-8")
    report = build(project)
    # All of these articles name the actor; one holds the alias.
    assert {slug: due.reasons for slug, due in report.made.items()} == {
        "pier-1": ("actor salma-haddad changed",)
    }
    assert "actors/salma-haddad.html" in report.gathered


def test_a_paragraph_makes_its_article_and_what_quotes_it(project: Path) -> None:
    build(project)
    article = project / "content/articles/pier-2/article.md"
    _edit(article, lambda text: f"{text}\nفقرة زائدة.\n")
    report = build(project)
    assert report.made.keys() == {"pier-2"}
    assert report.made["pier-2"].reasons == ("article.md changed",)


def test_a_picture_makes_the_outputs_that_hold_it(project: Path, tmp_path: Path) -> None:
    content = project / "content"
    (content / "images").mkdir()
    shared = content / "images/shared.svg"
    for slug in ("pier-0", "pier-1"):
        article = content / "articles" / slug / "article.md"
        _edit(article, lambda text: f"{text}\n![بعيد](../../images/shared.svg)\n")
    build(project)
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="9"/>'
    # An address that was written before its picture was there, then another picture of its size.
    for number, text in enumerate((drawing.format(7), drawing.format(7) + "\n", drawing.format(8))):
        before = tree(project / "site")
        shared.write_text(text, "utf-8")
        report = build(project)
        word = "changed" if number else "added"
        assert report.made.keys() == {"pier-0", "pier-1"}
        reasons = (f"images/shared.svg {word}",)
        assert {due.reasons for due in report.made.values()} == {reasons}
        after = tree(project / "site")
        assert after == clean(project, tmp_path / "clean")
        # A book holds the picture itself, a page its address and its size.
        holding = ["articles/{}.epub"]
        if number != 1:
            holding += ["articles/{}.html", "ar/articles/{}.html", "en/articles/{}.html"]
        expected = {path.format(slug) for path in holding for slug in ("pier-0", "pier-1")}
        changed = {path for path in after if before.get(path) != after[path]}
        assert changed == expected | {"images/shared.svg"}
    build(project)
    assert build(project).made == {}
    os.utime(shared)
    assert build(project).made == {}


def test_a_correction_reaches_every_output_that_tells_its_date(
    project: Path, tmp_path: Path
) -> None:
    build(project)
    article = project / "content/articles/bridges/article.md"
    correction = "corrections:\n  - {date: 2031-02-03, note: صُحّح رقم.}\n"
    _edit(article, lambda text: text.replace("---\n", f"---\n{correction}", 1))
    build(project)
    expected = clean(project, tmp_path / "clean")
    assert b"2031-02-03" in expected["sitemap.xml"]
    assert tree(project / "site") == expected


def test_a_template_is_rendered_from_records(project: Path) -> None:
    build(project)
    _edit(
        project / "theme/article.html", lambda text: text.replace("<article", "<article data-x", 1)
    )
    report = build(project)
    assert {due.reasons for due in report.made.values()} == {("template changed",)}
    assert "parse" not in report.steps
