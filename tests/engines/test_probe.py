"""`diglot probe` against a server that breaks what it is told to break, and what follows."""

from __future__ import annotations

import re

import pytest

from diglot.engines.choose import choose
from diglot.engines.patience import Patient
from diglot.engines.probe import best, probe
from diglot.engines.probe_text import SENTENCES
from diglot.model.machine import Style
from diglot.model.problem import DiglotError
from support.engines_server import engines_server
from support.project import copy_sample, run

ASKED = sum(map(len, SENTENCES.values()))
WORDS = {
    "ألفاً": "thousand", "ألف": "thousand", "مليون": "million", "دولار": "dollars",
    "في المئة": "per cent", "يونيو": "June", "السبت": "Saturday",
}  # fmt: skip


def faithful(text: str) -> str:
    """Translate what figures hang on, and leave every token where it stands."""
    for arabic, words in WORDS.items():
        text = re.sub(rf"(?<!\w){arabic}(?!\w)", words, text)
    return re.sub(r"[\u0620-\u065f\u0670-\u06d3]+", "word", text)


def without_latin_names(text: str) -> str:
    """Spell every Latin name in an engine's own way; tokens live."""
    return faithful(re.sub(r"\b[A-Z][a-z]{3,}", lambda m: "Q" + m[0][1:][::-1], text))


def without_tokens(text: str) -> str:
    return faithful(re.sub(r"\[X\d+X\]", "", text))


@pytest.fixture
def server():
    with engines_server() as running:
        yield running


def rows(server, name="google", **options):
    options |= {"url": server.url(name), "rps": 10_000}
    return probe(Patient(choose(name, options, ("ar", "en"))), "en")


@pytest.mark.parametrize("name", ["google", "mymemory", "libretranslate"])
def test_a_faithful_engine_keeps_everything(server, name):
    server.translate = faithful
    found = rows(server, name)
    assert [(row.style, row.survived, row.fault) for row in found] == [
        (Style.INLINE, ASKED, ""),
        (Style.TOKEN, ASKED, ""),
    ]
    assert len(server.requests) == 2 * ASKED
    assert best(found) == (Style.INLINE, Style.TOKEN)


def test_what_is_broken_is_counted_by_kind(server):
    server.translate = without_tokens
    inline, token = rows(server)
    assert inline.whole["names"] == len(SENTENCES["names"])
    assert inline.whole["links"] == inline.whole["footnotes"] == 0
    assert token.whole["names"] == 0
    assert token.whole["numbers"] == len(SENTENCES["numbers"])
    assert "token" in inline.fault
    server.translate = lambda text: faithful(text).replace("25", "26")
    inline, _ = rows(server)
    assert inline.whole["numbers"] == len(SENTENCES["numbers"]) - 1
    assert inline.fault == "number changed"


def test_an_engine_that_answers_nothing_measures_nothing(server):
    server.always = "403"
    assert best(rows(server)) == ()
    assert len(server.requests) == 1


@pytest.fixture
def project(tmp_path, server):
    made = copy_sample(tmp_path / "project")
    settings = made / "mkdocs.yml"
    options = f'{{url: "{server.url("google")}", rps: 10000}}'
    text = settings.read_text(encoding="utf-8")
    text = text.replace(
        "- diglot:\n", f"- diglot:\n      engine: google\n      engine_options: {options}\n"
    )
    settings.write_text(text, encoding="utf-8")
    for path in made.glob("content/articles/*/en.po"):
        path.unlink()
    return made


def test_translate_uses_what_the_probe_has_found_and_says_so(project, server):
    server.translate = without_latin_names
    done = run(project, "diglot", "probe", "google", network=True)
    assert done.returncode == 0, done.stderr
    assert re.search(rf"^survived +\d+/{ASKED} +{ASKED}/{ASKED}$", done.stdout, re.MULTILINE)
    assert "protection: [token, inline]" in done.stdout
    server.requests.clear()
    done = run(project, "diglot", "translate", network=True)
    assert "protected by token, inline, as probed on " in done.stdout
    asked = [request["query"]["q"] for request in server.requests]
    assert asked
    assert not any("Salma Haddad" in text for text in asked)


def test_the_settings_stand_above_a_probe(project, server):
    server.translate = without_latin_names
    assert run(project, "diglot", "probe", "google", network=True).returncode == 0
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("rps: 10000}", "rps: 10000, protection: inline}"), "utf-8")
    server.requests.clear()
    done = run(project, "diglot", "translate", "--article", "harbour", network=True)
    assert "probed" not in done.stdout
    assert any("Salma Haddad" in request["query"]["q"] for request in server.requests)


@pytest.mark.parametrize("wrong", ["native", "nonsense", ["inline", "prompt"], 3, {"a": 1}])
def test_a_style_that_the_engine_has_not_is_named(server, wrong):
    with pytest.raises(DiglotError, match="protection"):
        choose("google", {"url": server.url("google"), "protection": wrong}, ("ar", "en"))
