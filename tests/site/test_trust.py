"""What readers are told of a translation: stated once for the whole, by exception where it differs."""

from __future__ import annotations

import json
import re
from pathlib import Path

from diglot.model.fingerprint import fingerprint
from support.project import copy_sample, diglot

SOURCE = "الجملة {n} من المقالة."
FRONT = "---\ntitle: عنوان\n{more}---\n\n"
HEADER = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
REVIEWED = "# reviewed: {name} 2026-02-03 src={src} out={out}\n"


def article(project: Path, *, reviewed: int = 0, name: str = "Rana Aziz", more: str = "") -> Path:
    """Write an article of five paragraphs, drafted by machine, the first ones reviewed; build it."""
    folder = project / "content/articles/trust"
    folder.mkdir()
    texts = [SOURCE.format(n=n) for n in range(1, 6)]
    (folder / "article.md").write_text(FRONT.format(more=more) + "\n\n".join(texts) + "\n", "utf-8")
    diglot(project, "sync")
    units = HEADER
    ids = ["meta.title", *re.findall(r's-[0-9a-f]{6}', (folder / "source.pot").read_text("utf-8"))]
    for number, (id_, text) in enumerate(zip(ids, ["عنوان", *texts], strict=True)):
        english = f"Sentence {number} of the article."
        stamp = f"# mt: google 2026-01-01 out={fingerprint(english)}\n"
        done = 1 <= number <= reviewed
        seal = REVIEWED.format(name=name, src=fingerprint(text), out=fingerprint(english))
        units += f'\n{stamp}{seal if done else "#, fuzzy" + chr(10)}msgctxt "{id_}"\nmsgid "{text}"\nmsgstr "{english}"\n'
    (folder / "en.po").write_text(units, "utf-8")
    return folder


def pages(project: Path) -> list[str]:
    return [(project / "site" / path).read_text("utf-8") for path in ("articles/trust.html", "en/articles/trust.html")]


def notes(page: str) -> list[str]:
    return re.findall(r'class="state-note"[^>]*>(.*?)</p>', page)


def test_a_machine_translation_says_so_once(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    article(project)
    assert diglot(project, "build").returncode == 0
    for page in pages(project):
        head = page[page.index("<header class=\"title-block\"") : page.index("</header>", page.index("title-block"))]
        assert "Machine translation, not reviewed." in head
        assert "Drafted by <bdi>Google Translate</bdi>, <bdi>January 1, 2026</bdi>." in head
        assert notes(page) == []
        assert "No passage has been reviewed by a named person." in page
    arabic = (project / "site/ar/articles/trust.html").read_text("utf-8")
    assert notes(arabic) == []


def test_what_differs_from_the_whole_is_marked_in_words(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    article(project, reviewed=2)
    assert diglot(project, "build").returncode == 0
    for page in pages(project):
        assert notes(page) == ["reviewed by <bdi>Rana Aziz</bdi>"] * 2
        assert "2 of 6 passages (<bdi>33%</bdi>) reviewed by <bdi>Rana Aziz</bdi>" in page


def test_the_rule_is_the_most_frequent_state(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    article(project, reviewed=5)
    diglot(project, "build")
    for page in pages(project):
        assert notes(page) == []
        assert "5 of 6 passages reviewed by <bdi>Rana Aziz</bdi>." in page


def test_the_colophon_states_who_answers_and_on_what_terms(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    article(project, more="rights: <b>©</b> ليلى\n")
    diglot(project, "build")
    for page in pages(project):
        assert "Suad al-Rawi" in page
        assert "&lt;b&gt;©&lt;/b&gt; ليلى" in page
        assert '<a href="https://creativecommons.org/licenses/by/4.0/" rel="license">' in page
        assert 'href="mailto:errors@sample.example"' in page


def test_a_correction_stands_in_both_languages_and_leads_to_its_passage(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    folder = article(project)
    (id_, *_) = re.findall(r"s-[0-9a-f]{6}", (folder / "source.pot").read_text("utf-8"))
    file = folder / "article.md"
    correction = f"corrections:\n  - {{date: 2026-04-05, segment: {id_}, note: صُحّح العدد.}}\n---\n\n"
    file.write_text(file.read_text("utf-8").replace("---\n\n", correction, 1), "utf-8")
    diglot(project, "sync")
    catalogue = folder / "en.po"
    text = catalogue.read_text("utf-8")
    empty = 'msgctxt "meta.corrections.1"\nmsgid "صُحّح العدد."\nmsgstr ""'
    assert empty in text
    catalogue.write_text(text.replace(empty, empty[:-1] + 'The figure was corrected."'), "utf-8")
    assert diglot(project, "build").returncode == 0
    side, english = pages(project)
    for said in ("صُحّح العدد.", "5 أبريل 2026", "The figure was corrected.", "April 5, 2026"):
        assert said in side
    assert side.count(f'href="#{id_}">To the passage') == 1
    assert "The figure was corrected." in english
    site = project / "site"
    told = json.loads((site / f"articles/{folder.name}.json").read_bytes())
    assert told["corrections"] == [{"date": "2026-04-05", "segment": id_, "note": "corrections.1"}]
    assert told["meta"]["corrections.1"]["source"]["plain"] == "صُحّح العدد."
    assert told["meta"]["corrections.1"]["target"]["plain"] == "The figure was corrected."
    items = json.loads((site / "ar/feed.json").read_bytes())["items"]
    assert [i["url"] for i in items if "صُحّح العدد." in i["content_html"]] == [told["urls"]["source"]]
    assert "صُحّح العدد." in (site / "ar/feed.xml").read_text("utf-8")


def test_a_correction_without_a_real_date_is_told_and_left_out(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    article(project, more="corrections: [{date: 2026-02-30, note: خطأٌ في العدد}]\n")
    done = diglot(project, "build")
    assert "front-matter-correction" in done.stderr
    assert "خطأٌ في العدد" not in pages(project)[0]


def test_a_false_claim_is_an_error_and_the_text_is_shown_as_unreviewed(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    article(project, reviewed=1, name="?", more="reviewed: yes\n")
    done = diglot(project, "build")
    assert done.returncode == 1
    assert "[review-unnamed]" in done.stderr
    assert "[review-claim]" in done.stderr
    for page in pages(project):
        assert notes(page) == ["accepted by an editor, not reviewed by name"]
        assert "No passage has been reviewed by a named person." in page


def test_a_claim_that_names_somebody_else_is_false(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    article(project, reviewed=1, more="reviewed: Layla Mansour\n")
    assert "[review-claim]" in diglot(project, "build").stderr
    (project / "content/articles/trust/article.md").write_text(
        (project / "content/articles/trust/article.md").read_text("utf-8").replace("Layla Mansour", "Rana Aziz"), "utf-8"
    )
    done = diglot(project, "build")
    assert (done.returncode, "[review-claim]" in done.stderr) == (0, False)
