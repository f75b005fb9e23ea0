"""Every engine against every fault, over HTTP, through the client libraries' own classes."""

from __future__ import annotations

import importlib.util
import logging
import threading

import pytest

from diglot.engines.choose import choose
from diglot.engines.patience import Patient
from diglot.engines.protocol import Engine, ErrorKind, Item
from support.engines_server import DOCUMENTED, Server, engines_server, english

ENGINES = ("google", "mymemory", "microsoft", "libretranslate", "deepl", "openai")
KEYS = {
    "google": "",
    "mymemory": "MYMEMORY_EMAIL",
    "microsoft": "MICROSOFT_API_KEY",
    "libretranslate": "LIBRE_API_KEY",
    "deepl": "DEEPL_AUTH_KEY",
    "openai": "OPENAI_API_KEY",
}
SECRET = "k3y-of-the-desk@example.org"
TEXT = "قال [X0X] إن العدد بلغ 25."
ITEM = Item("s-000001", TEXT)

K = ErrorKind
OUTCOMES = {
    # fault            what becomes of the item, in every engine unless said below
    "ok": None,
    "429": K.LIMITED,
    "429+7": K.LIMITED,
    "500": K.SERVER,
    "503": K.SERVER,
    "401": K.AUTH,
    "403": K.AUTH,
    "456": K.QUOTA,
    "400": K.REFUSED,
    "413": K.TOO_LONG,
    "404": K.SETUP,
    "301": K.SETUP,
    "302": K.LIMITED,
    "hang": K.NETWORK,
    "trickle": K.NETWORK,
    "reset": K.NETWORK,
    "truncated": K.NETWORK,
    "html": K.BAD_ANSWER,
    "quota-text": K.QUOTA,
    "error-text": K.BAD_ANSWER,
    "echo": K.BAD_ANSWER,
    "none": K.BAD_ANSWER,
    "empty": K.BAD_ANSWER,
}
OWN = {
    ("google", "glued"): None,
    ("google", "captcha"): K.LIMITED,
    ("mymemory", "quota-403"): K.BAD_ANSWER,
    ("microsoft", "wrong-count"): K.BAD_ANSWER,
    ("deepl", "wrong-count"): K.BAD_ANSWER,
    ("openai", "wrong-count"): K.BAD_ANSWER,
    ("openai", "strangers"): K.BAD_ANSWER,
    ("openai", "prose"): K.BAD_ANSWER,
    ("openai", "fenced"): None,
}
# What a service documents of status 400; without such a word the text is refused, no more.
OWN |= {each: K.TOO_LONG if each[1] == "too-long" else K.SETUP for each in DOCUMENTED}
TABLE = [(engine, fault, kind) for engine in ENGINES for fault, kind in OUTCOMES.items()]
TABLE += [(engine, fault, kind) for (engine, fault), kind in OWN.items()]


@pytest.fixture(scope="module")
def server():
    with engines_server() as running:
        yield running


@pytest.fixture(autouse=True)
def _clean(server: Server, monkeypatch: pytest.MonkeyPatch):
    server.faults, server.always, server.translate = [], "ok", english
    server.requests.clear()
    for name in filter(None, KEYS.values()):
        monkeypatch.setenv(name, SECRET)


def make(server: Server, name: str, timeout: float = 5.0) -> Engine:
    if name == "deepl" and importlib.util.find_spec("deepl") is None:
        pytest.skip("the extra deepl is not installed")
    options = {"url": server.url(name), "timeout": timeout, "rps": 1000}
    if name == "openai":
        options["model"] = "llama"
    return choose(name, options, ("ar", "en"))


@pytest.mark.parametrize(("name", "fault", "kind"), TABLE)
def test_outcome(server, name, fault, kind, caplog):
    server.faults = [fault]
    slow = fault in ("hang", "trickle")
    with caplog.at_level(logging.DEBUG):
        [result] = make(server, name, 0.4 if slow else 5.0).translate([ITEM])
    assert result.id == ITEM.id
    assert (result.failure.kind if result.failure else None) == kind, result
    assert (result.text is None) == (kind is not None)
    if result.failure:
        assert result.failure.retry_after == (7.0 if fault == "429+7" else None)
    told = repr(result) + "".join(
        r.getMessage() for r in caplog.records if r.name != "urllib3.connectionpool"
    )
    assert SECRET not in told
    assert "k3y-of-the-desk" not in told
    if fault == "ok":
        assert result.text == english(TEXT)


@pytest.mark.parametrize("name", [n for n in ENGINES if n != "google"])
def test_an_answer_that_holds_the_key_is_no_answer(server, name):
    server.always = "key"
    server.translate = english
    engine = make(server, name)
    [result] = engine.translate([ITEM])
    assert SECRET not in repr(result)
    assert SECRET not in engine.fingerprint()


def test_the_key_of_libretranslate_stays_out_of_the_address(server):
    make(server, "libretranslate").translate([ITEM])
    assert "k3y" not in server.requests[0]["path"]
    assert TEXT not in server.requests[0]["path"]


def test_google_joins_nodes_with_the_spaces_they_had(server):
    server.faults = ["glued"]
    [result] = make(server, "google").translate([ITEM])
    assert result.text == "Wagner forces\nwithdrew"


def test_reordered_answers_find_their_texts(server):
    server.faults = ["reordered"]
    items = [Item(f"s-{n}", f"نص رقم {n}") for n in range(5)]
    results = make(server, "openai").translate(items)
    assert [(r.id, r.text) for r in results] == [(i.id, english(i.text)) for i in items]


@pytest.mark.parametrize("name", ["deepl", "openai"])
def test_an_answer_short_of_one_text_gives_no_text_to_another(server, name):
    server.faults = ["wrong-count"]
    items = [Item(f"s-{n}", f"نص رقم {n}") for n in range(3)]
    for item, result in zip(items, make(server, name).translate(items), strict=True):
        assert result.id == item.id
        assert result.text in (None, english(item.text))


def test_google_refuses_a_long_address_and_the_text_is_split(server):
    server.faults = ["400"]
    text = " ".join("هذه جملة من نص طويل جداً لا ينتهي." for _ in range(50))
    [result] = Patient(make(server, "google")).translate([Item("s-1", text)], "ar")
    assert result.text is not None
    assert len(server.requests) == 3


@pytest.mark.parametrize("name", ["deepl", "openai"])
def test_a_batch_that_is_refused_is_asked_text_by_text(server, name):
    server.faults = ["400", "ok", "400", "ok"]
    items = [Item(f"s-{n}", f"نص رقم {n}") for n in range(3)]
    results = list(Patient(make(server, name)).translate(items, "ar"))
    assert [r.text for r in results] == [english(items[0].text), None, english(items[2].text)]
    assert results[1].failure.kind is K.REFUSED


@pytest.mark.parametrize("name", ENGINES)
def test_threads_share_nothing(server, name):
    engine, wrong = make(server, name), []

    def ask(n: int) -> None:
        for m in range(5):
            item = Item(f"s-{n}-{m}", f"نص رقم {n} {m}")
            [result] = engine.translate([item])
            if result.text != english(item.text):
                wrong.append(result)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.parametrize("name", ENGINES)
def test_a_huge_input_is_split_at_sentences(server, name):
    text = " ".join(f"هذه جملة رقم {n} من نص طويل جداً لا ينتهي." for n in range(900))
    engine = make(server, name)
    [result] = Patient(engine).translate([Item("s-1", text)], "ar")
    assert result.text is not None
    assert "".join(result.text.split()) == "".join(english(text).split())
    assert len(server.requests) >= len(text) // engine.caps.max_chars


def test_others_in_the_process_keep_their_deep_translator(server):
    import deep_translator

    make(server, "google").translate([ITEM])
    own = deep_translator.GoogleTranslator(source="ar", target="en")
    own._base_url = server.url("google")
    assert own.translate("نص") == english("نص")
    import deep_translator.google
    import requests

    assert requests.get is not deep_translator.google.requests.get


@pytest.mark.parametrize("name", [n for n in ENGINES if n in ("microsoft", "deepl", "openai")])
def test_a_missing_key_stops_and_says_which(server, name, monkeypatch):
    monkeypatch.delenv(KEYS[name])
    engine = make(server, name)
    if name == "openai":
        engine = choose(name, {"model": "llama"}, ("ar", "en"))
    [result] = engine.translate([ITEM])
    assert result.failure.kind is K.SETUP
    assert KEYS[name] in result.failure.message
    assert server.requests == []


def test_glossary_terms_go_where_the_engine_wants_them(server):
    from diglot.model.machine import Term

    terms = (Term("فاغنر", "Wagner"),)
    make(server, "openai").translate([Item("s-1", "فاغنر", terms)])
    assert "Wagner" in server.requests[0]["body"]
    if importlib.util.find_spec("deepl"):
        server.requests.clear()
        engine = choose("deepl", {"url": server.url("deepl")}, ("ar", "en"), terms)
        engine.translate([Item("s-1", "قال فاغنر", terms, xml=True)])
        paths = [request["path"] for request in server.requests]
        assert [path.rpartition("/")[2] for path in paths] == [
            "glossaries",
            "glossaries",
            "translate",
        ]
        assert '"glossary_id": "g-1"' in server.requests[-1]["body"]
