"""What readers and programs keep: every format says the same, and nothing that is withheld."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from support.project import copy_sample, diglot, tree

WITHHELD = ("A paragraph on hold", "changed after the draft")


def articles_of(site: Path) -> dict[str, Any]:
    return {
        path: json.loads(content)
        for path, content in tree(site).items()
        if path.startswith("articles/") and path.endswith(".json")
    }


def validator_of(site: Path) -> Draft202012Validator:
    schema = json.loads((site / "schema/article-1.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("publication", ["sample", "repository"])
def test_every_json_keeps_to_the_published_schema(
    publication: str, request: pytest.FixtureRequest
) -> None:
    site = request.getfixturevalue(publication) / "site"
    found = articles_of(site)
    assert found
    for path, article in found.items():
        assert [e.message for e in validator_of(site).iter_errors(article)] == [], path


def test_the_schema_refuses_what_is_not_an_article(sample: Path) -> None:
    validator = validator_of(sample / "site")
    article = articles_of(sample / "site")["articles/harbour.json"]
    for key in ("version", "segments", "translation"):
        assert not validator.is_valid({k: v for k, v in article.items() if k != key})
    assert not validator.is_valid({**article, "schema": 2})


def test_what_is_withheld_is_in_no_format(sample: Path) -> None:
    site = tree(sample / "site")
    for ending in ("json", "md", "txt"):
        text = site[f"articles/harbour.{ending}"].decode("utf-8")
        assert "A paragraph whose source changed after the review." in text
        for words in WITHHELD:
            assert words not in text, ending
    segments = articles_of(sample / "site")["articles/harbour.json"]["segments"]
    held = {s["notice"] for s in segments if s["target"] is None}
    assert held == {"checking", "updating", "missing"}
    assert all(s["target"] for s in segments if s["notice"] not in held)


def test_a_withdrawn_article_offers_nothing(sample: Path) -> None:
    assert not [p for p in tree(sample / "site") if p.startswith("articles/notice.") and p[-4:] != "html"]


def test_mentions_cut_a_name_out_of_the_plain_text(repository: Path) -> None:
    actors = yaml.safe_load((repository / "content/actors.yml").read_text("utf-8"))
    names: dict[str, set[str]] = {}
    for actor in actors:
        own = names.setdefault(actor["id"], set())
        own |= {str(name) for name in actor["name"].values()}
        for field in ("aliases", "context_aliases", "weak_aliases"):
            own |= {str(n) for group in actor.get(field, {}).values() for n in group}
    exact = total = 0
    for article in articles_of(repository / "site").values():
        for segment in article["segments"]:
            for text in filter(None, (segment["source"], segment["target"])):
                for mention in text["mentions"]:
                    cut = text["plain"][mention["start"] : mention["end"]]
                    assert cut.strip() == cut
                    assert cut
                    exact += cut in names[mention["actor"]]
                    total += 1
    assert total > 400
    assert exact / total > 0.8, "the others are spelt with other hamzas or vowel signs"


def test_one_version_is_named_everywhere(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    diglot(project, "build")
    before = articles_of(project / "site")["articles/harbour.json"]["version"]
    for path in ("articles/harbour.md", "articles/harbour.txt", "articles/harbour.html",
                 "en/articles/harbour.html", "ar/articles/harbour.html"):
        assert before["hash"] in (project / "site" / path).read_text("utf-8"), path
    catalogue = project / "content/articles/harbour/en.po"
    text = catalogue.read_text("utf-8")
    catalogue.write_text(text.replace('msgstr "Beirut a year later"', 'msgstr "Beirut, one year later"'), "utf-8")
    diglot(project, "build")
    after = articles_of(project / "site")["articles/harbour.json"]["version"]
    assert after["hash"] != before["hash"]
    assert after["date"] == before["date"]


def strong(text: str) -> str:
    """Direction of the first strong character, as a reader of plain text takes it."""
    return next((unicodedata.bidirectional(c) for c in text if unicodedata.bidirectional(c) in ("L", "R", "AL")), "")


def test_plain_text_reads_in_its_own_direction(repository: Path) -> None:
    for path, article in articles_of(repository / "site").items():
        lines = (repository / "site" / path.replace(".json", ".txt")).read_text("utf-8").split("\n\n")
        for segment in article["segments"]:
            index = next(i for i, l in enumerate(lines) if l.startswith(f"[{segment['number']}] "))
            assert strong(lines[index]) in ("R", "AL")
            if segment["target"]:
                assert strong(lines[index + 1]) == "L"
        text = "".join(lines)
        assert text.count("\u2068") == text.count("\u2069") > 0
        assert re.search("[\u202a-\u202e]", text) is None


def test_markdown_holds_every_text(sample: Path) -> None:
    text = (sample / "site/articles/harbour.md").read_text("utf-8")
    assert "https://sample.example/edition/articles/harbour.html" in text
    article = articles_of(sample / "site")["articles/harbour.json"]
    flat = re.sub(r"\\(?=[!-/:-@\[-`{-~])|\s+", "", text)
    for segment in article["segments"]:
        if segment["kind"] != "image" and segment["source"]["markup"] == segment["source"]["plain"]:
            assert re.sub(r"\s+", "", segment["source"]["plain"]) in flat


def test_only_what_is_asked_for_is_offered(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    settings = project / "mkdocs.yml"
    settings.write_text(
        settings.read_text("utf-8").replace("  - diglot:\n", "  - diglot:\n      downloads: [md]\n"), "utf-8"
    )
    diglot(project, "build")
    kept = {p for p in tree(project / "site") if not p.endswith((".html", ".svg")) and "assets" not in p}
    assert "articles/harbour.md" in kept
    assert not [p for p in kept if p.endswith((".txt", ".json")) and p.startswith(("articles/", "schema"))]
    page = (project / "site/articles/harbour.html").read_text("utf-8")
    assert 'href="harbour.md" download' in page
    assert "harbour.json" not in page
