"""What other programs find of the site: feeds, the sitemap, JSON-LD and the tags of social sites."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest

from support.project import copy_sample, diglot, run, tree

BASE = "https://sample.example/edition/"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
HOSTILE = "</script><script>x</script> & ]]> \u2028 \x0b <b>"


class Head(HTMLParser):
    """Reads what a page's head tells."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.alternates: dict[str, str] = {}
        self.feeds: dict[str, str] = {}
        self.social: dict[str, list[str]] = {}
        self.noindex = False
        self.data: list[str] = []
        self.scripts = 0
        self._inside = False
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "link" and found.get("rel") == "alternate":
            if "type" in found:
                self.feeds[found["type"]] = found["href"]
            else:
                self.alternates[found["hreflang"]] = found["href"]
        elif tag == "meta":
            self.noindex |= found.get("name") == "robots"
            if found.get("property", "").startswith("og:"):
                self.social.setdefault(found["property"], []).append(found["content"])
        elif tag == "script":
            self.scripts += 1
            self._inside = found.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.data.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "script"

    @property
    def graph(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads("".join(self.data))["@graph"]
        return found


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample whose title, author, translation and correction are hostile."""
    project = copy_sample(tmp_path_factory.mktemp("hostile") / "p")
    article = project / "content/articles/harbour/article.md"
    quoted = json.dumps(f"123 {HOSTILE}", ensure_ascii=False).replace("\u2028", "\\u2028").replace("\x0b", "\\v")
    text = re.sub(r"(?m)^title: .*$", lambda _: f"title: {quoted}", article.read_text("utf-8"), count=1)
    text = text.replace("---\n", f"---\nauthor: {quoted}\n", 1) if "author:" not in text else re.sub(
        r"(?m)^author: .*$", lambda _: f"author: {quoted}", text, count=1
    )
    article.write_text(text, "utf-8")
    diglot(project, "build")
    return project / "site"


def dated(site: Path, name: str) -> Any:
    return feedparser.parse((site / name).read_bytes())


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_feed_reader_reads_the_feeds(sample: Path, lang: str) -> None:
    found = dated(sample / "site", f"{lang}/feed.xml")
    assert found.bozo is False
    assert found.version == "atom10"
    assert found.feed.language == lang
    assert found.feed.id == f"{BASE}{lang}/feed.xml"
    assert [entry.updated for entry in found.entries] == sorted(
        (entry.updated for entry in found.entries), reverse=True
    )
    for entry in found.entries:
        assert (sample / "site" / entry.id.removeprefix(BASE)).is_file()
        assert re.match(r'<div dir="(rtl|ltr)" lang="\w+">|<div lang="\w+" dir="(rtl|ltr)">', entry.content[0].value)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_json_feed_says_the_same_as_atom(sample: Path, lang: str) -> None:
    feed = json.loads((sample / "site" / lang / "feed.json").read_bytes())
    atom = dated(sample / "site", f"{lang}/feed.xml")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["language"], feed["feed_url"]) == (lang, f"{BASE}{lang}/feed.json")
    assert [i["id"] for i in feed["items"]] == [e.id for e in atom.entries]
    assert [i["title"] for i in feed["items"]] == [e.title for e in atom.entries]
    for item in feed["items"]:
        assert item["content_html"]
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T00:00:00Z", item["date_modified"])


def test_machine_translation_is_labelled_in_the_feed(sample: Path) -> None:
    for entry in dated(sample / "site", "en/feed.xml").entries:
        assert entry.tags[0].term in ("translation-machine", "translation-mixed")
        assert "Machine translation" in entry.summary
        assert "Machine translation" in entry.content[0].value
    for entry in dated(sample / "site", "ar/feed.xml").entries:
        assert "tags" not in entry


def test_an_undated_article_takes_the_date_of_its_latest_stamp(repository: Path, tmp_path: Path) -> None:
    project = tmp_path / "p"
    shutil.copytree(repository, project, ignore=shutil.ignore_patterns("site", ".cache"))
    assert run(project, "diglot", "build", env={"DIGLOT_SITE_URL": BASE}).returncode == 0
    catalogue = next(project.glob("content/articles/*/en.po")).read_text("utf-8")
    latest = max(re.findall(r"^# (?:mt: \S+|reviewed: .+?) (\d{4}-\d{2}-\d{2}) ", catalogue, re.MULTILINE))
    (entry,) = dated(project / "site", "en/feed.xml").entries
    assert entry.updated == f"{latest}T00:00:00Z"
    assert "published" not in entry


def test_a_correction_brings_an_article_up_again(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    article = project / "content/articles/bridges/article.md"
    text = article.read_text("utf-8")
    note = "corrections:\n  - date: 2027-01-02\n    note: تصحيح <b>\n"
    article.write_text(text.replace("---\n", f"---\n{note}", 1), "utf-8")
    diglot(project, "build")
    entry = dated(project / "site", "ar/feed.xml").entries[0]
    assert entry.id.endswith("bridges.html")
    assert entry.updated == "2027-01-02T00:00:00Z"
    assert "تصحيح &lt;b&gt;" in entry.content[0].value


def test_hostile_text_breaks_no_feed_and_no_script(hostile: Path) -> None:
    for lang in ("ar", "en"):
        found = dated(hostile, f"{lang}/feed.xml")
        assert found.bozo is False
        assert not [e for e in found.entries if "<script" in e.content[0].value]
        json.loads((hostile / lang / "feed.json").read_bytes())
    title = next(e.title for e in dated(hostile, "ar/feed.xml").entries if "harbour" in e.id)
    assert title.startswith(("\u200f123", "123 &lt;"))
    head = Head(hostile / "articles/harbour.html")
    assert head.graph[0]["headline"].startswith("123 </script><script>x</script> & ]]> \u2028")
    assert head.scripts == Head(hostile / "articles/bridges.html").scripts
    assert head.social["og:title"][0].startswith("\u200f123 </script>")


def test_without_an_address_there_is_no_broken_feed(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace(f"site_url: {BASE}\n", ""), "utf-8")
    done = diglot(project, "build")
    assert done.stdout.count("without site_url there are no feeds and no sitemap") == 1
    assert not [p for p in tree(project / "site") if "feed" in p or p == "sitemap.xml"]
    head = Head(project / "site/articles/harbour.html")
    assert (head.feeds, head.social) == ({}, {})
    assert [n["@id"] for n in head.graph[:2]] == ["../ar/articles/harbour.html#article", "../en/articles/harbour.html#article"]


def pages(site: Path) -> Iterator[tuple[str, Head]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), Head(path)


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with machine translation indexed, so that languages have each other."""
    project = copy_sample(tmp_path_factory.mktemp("indexed") / "p")
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("  - diglot:\n", "  - diglot:\n      index_unreviewed: true\n")
    settings.write_text(text, "utf-8")
    diglot(project, "build")
    return project / "site"


@pytest.mark.parametrize("which", ["sample", "indexed"])
def test_hreflang_is_reciprocal_over_the_whole_site(which: str, request: pytest.FixtureRequest) -> None:
    site = request.getfixturevalue(which)
    site = site / "site" if which == "sample" else site
    heads = {BASE + path: head for path, head in pages(site)}
    for url, head in heads.items():
        if head.alternates:
            assert url in head.alternates.values(), url
        for other in head.alternates.values():
            assert heads[other].alternates == head.alternates, (url, other)
            assert not heads[other].noindex
    listed = {}
    for entry in ET.parse(site / "sitemap.xml").getroot():
        url = entry.findtext(f"{SITEMAP}loc", "")
        listed[url] = {e.get("hreflang"): e.get("href") for e in entry.iter(LINK)}
        assert not heads[url].noindex
        assert listed[url] == heads[url].alternates, url
    assert set().union(*(group.values() for group in listed.values())) <= set(listed)
    if which == "indexed":
        assert f"{BASE}en/articles/harbour.html" in listed


VOCABULARY = {
    "NewsArticle": {"url", "inLanguage", "headline", "description", "datePublished", "dateModified", "version",
                    "author", "publisher", "editor", "license", "correction", "contributor", "digitalSourceType",
                    "workTranslation", "translationOfWork", "about", "mentions"},
    "CorrectionComment": {"text", "datePublished"},
    "DefinedTermSet": {"url", "name", "inLanguage", "hasDefinedTerm"},
    "DefinedTerm": {"url", "termCode", "name", "alternateName", "description", "inDefinedTermSet", "sameAs"},
    **dict.fromkeys(("Person", "Organization", "NewsMediaOrganization", "Country", "Place"), {"name", "sameAs"}),
}
"""Terms of schema.org that the site uses, by type."""


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for each in value.values():
            yield from nodes(each)
    elif isinstance(value, list):
        for each in value:
            yield from nodes(each)


@pytest.mark.parametrize("publication", ["sample", "repository"])
def test_json_ld_keeps_to_the_vocabulary(publication: str, request: pytest.FixtureRequest) -> None:
    met = set()
    for path, head in pages(request.getfixturevalue(publication) / "site"):
        if not head.data:
            continue
        for node in nodes(head.graph):
            assert set(node) - {"@type", "@id"} <= VOCABULARY[node["@type"]], path
            assert all(node.values())
            met.add(node["@type"])
        defined = {node["@id"] for node in head.graph}
        assert len(defined) == len(head.graph)
    assert {"NewsArticle", "DefinedTermSet", "DefinedTerm", "Person", "Place"} <= met


def test_an_article_and_its_translation_name_one_another(sample: Path) -> None:
    source, target, *entities = Head(sample / "site/ar/articles/harbour.html").graph
    assert source["workTranslation"] == {"@id": target["@id"]}
    assert target["translationOfWork"] == {"@id": source["@id"]}
    assert (source["inLanguage"], target["inLanguage"]) == ("ar", "en")
    assert "digitalSourceType" not in source
    assert target["digitalSourceType"] == "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource"
    assert {node["name"] for node in target["contributor"]} == {"Rana Aziz"}
    named = {node["@id"] for node in (*source.get("about", ()), *source["mentions"])}
    assert named == {node["@id"] for node in (*target.get("about", ()), *target["mentions"])}
    assert named == {node["@id"] for node in entities}
    assert "http://www.wikidata.org/entity/Q3820" in {node.get("sameAs") for node in entities}
    # The page of both texts, which search engines do not list, leaves actors to the other two.
    for node in (source, target):
        for of_actors in ("about", "mentions"):
            node.pop(of_actors, None)
    assert Head(sample / "site/articles/harbour.html").graph == [source, target]


def test_the_glossary_and_its_terms_name_one_another(sample: Path) -> None:
    (glossary,) = Head(sample / "site/actors/index.html").graph
    term, entity = Head(sample / "site/actors/beirut.html").graph
    assert {"@id": term["@id"]} in glossary["hasDefinedTerm"]
    assert term["inDefinedTermSet"] == {"@id": glossary["@id"]}
    assert entity["@type"] == "Place"


def test_every_page_tells_other_sites_what_it_is(sample: Path) -> None:
    told = 0
    for path, head in pages(sample / "site"):
        if 'class="page-error"' in (sample / "site" / path).read_text("utf-8"):
            assert (head.social, head.feeds) == ({}, {})
            continue
        told += 1
        assert head.social["og:url"] == [BASE + path]
        assert head.social["og:title"][0]
        assert head.social["og:locale"][0] in ("ar_AR", "en_US", "fa_IR")
        assert set(head.feeds) == {"application/atom+xml", "application/feed+json"}
    assert told > 15
