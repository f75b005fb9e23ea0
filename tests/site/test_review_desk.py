"""The review desk over real HTTP: who may speak with it, and what a person's form writes."""

from __future__ import annotations

import html
import json
import re
import shutil
import socket
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest

from diglot.formats.po import read_catalogue
from diglot.mkdocs_plugin import load_settings
from diglot.model.translation import State, Unit
from diglot.publication import load
from diglot.review_desk.archive import Archive
from diglot.review_desk.worklist import Drafts, worklist
from support.desk import Visitor
from support.preview import Served, preview
from support.project import diglot, tree

pytestmark = pytest.mark.xdist_group("serve")
MACHINE, ITEM, STALE, MISSING = "s-b19c4b", "s-20341b", "s-491a0d", "s-000000"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with preview(tmp_path_factory.mktemp("desk")) as result:
        yield result


@pytest.fixture
def visitor(served: Served) -> Iterator[Visitor]:
    """Somebody who was let in; what was written is undone."""
    before = tree(served.project / "content")
    made = Visitor(served)
    assert made.enter().status == 200
    yield made
    for path, content in before.items():
        (served.project / "content" / path).write_bytes(content)


def catalogue(served: Served) -> Path:
    return served.project / "content/articles/harbour/en.po"


def unit(served: Served, id_: str) -> Unit:
    found = read_catalogue(catalogue(served).read_text("utf-8"), "en.po").unit(id_)
    assert found is not None
    return found


# --- who may speak with it ---


def test_the_desk_is_closed_without_the_token(served: Served) -> None:
    stranger = Visitor(served)
    for path in ("", "harbour/en/", "harbour/en.po", "desk.js", "?token=", "?token=wrong"):
        assert stranger.ask("GET", stranger.root + path).status == 403
    stranger.cookies["diglot-desk"] = "wrong"
    assert stranger.page().status == 403


def test_the_token_becomes_a_cookie_that_no_script_and_no_other_site_has(served: Served) -> None:
    visitor = Visitor(served)
    got = visitor.enter()
    token = served.entrance.partition("=")[2]
    assert len(token) >= 32
    said = got.headers["Set-Cookie"].split("; ")
    assert said == [f"diglot-desk={token}", f"Path={visitor.root}", "HttpOnly", "SameSite=Strict"]
    assert got.headers["Refresh"] == f"0; url={visitor.root}"
    assert visitor.page().status == 200
    # Servers on other ports of this machine set cookies too, and not all are well formed.
    jar = f'theme={{"dark":true}}; x; =y; diglot-desk={token}'
    assert visitor.ask("GET", visitor.root, headers={"Cookie": jar}).status == 200


def test_another_name_for_this_machine_is_refused(visitor: Visitor) -> None:
    port = visitor.served.port
    for name in ("rebound.example", f"rebound.example:{port}", f"127.0.0.1.example:{port}", "127.0.0.1:1", ""):
        got = visitor.ask("GET", visitor.root, headers={"Host": name})
        assert got.status in (400, 403), name
    assert visitor.ask("GET", visitor.root, headers={"Host": f"localhost:{port}"}).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": ""},
        {"Origin": "null"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Cookie": ""},
        {"Cookie": "diglot-desk=guess"},
        {"Host": "elsewhere.example"},
    ],
    ids=str,
)
def test_another_site_cannot_write(visitor: Visitor, headers: dict[str, str]) -> None:
    before = tree(visitor.served.project / "content")
    form = visitor.form(MACHINE) | {"do": "save", "text": "Written elsewhere."}
    body = "&".join(f"{name}={value}" for name, value in form.items()).encode()
    got = visitor.ask("POST", f"{visitor.root}harbour/en/", body, headers)
    assert got.status == 403
    assert tree(visitor.served.project / "content") == before


def test_a_form_has_a_kind_a_length_and_a_limit(visitor: Visitor) -> None:
    path = f"{visitor.root}harbour/en/"
    assert visitor.ask("POST", path, b"{}", {"Content-Type": "application/json"}).status == 415
    assert visitor.ask("POST", path, b"", {"Content-Length": ""}).status == 411
    for length in ("-1", "1e3", "\u0661\u0662".encode().decode("latin-1")):
        assert visitor.ask("POST", path, b"", {"Content-Length": length}).status == 411
    chunked = {"Transfer-Encoding": "chunked"}
    assert visitor.ask("POST", path, b"0\r\n\r\n", chunked).status == 411
    for length in ("131073", "9" * 40):
        assert visitor.ask("POST", path, b"", {"Content-Length": length}).status == 413
    many = "&".join(f"a{n}=" for n in range(500)).encode()
    assert visitor.ask("POST", path, many).status == 400
    assert visitor.ask("POST", path, b"text=%FF").status == 400


@pytest.mark.parametrize(
    "path",
    [
        "../mkdocs.yml",
        "..%2f..%2fmkdocs.po",
        "%2e%2e/en.po",
        "harbour/..%2f..%2factors.po",
        "harbour/%2e%2e/en/",
        "harbour/fr.po",
        "harbour/en/../../../../mkdocs.yml",
        "nothing/en/",
        "harbour%00/en.po",
        "__init__.py",
        "guard.py",
        "article.html",
    ],
)
def test_no_path_climbs(visitor: Visitor, path: str) -> None:
    got = visitor.ask("GET", visitor.root + path)
    assert got.status == 404
    assert "site_name" not in got.text


def test_every_answer_says_its_policy(visitor: Visitor) -> None:
    stranger = Visitor(visitor.served)
    for got in (visitor.page(), visitor.ask("GET", visitor.root + "desk.js"), stranger.page(), visitor.enter()):
        assert got.headers["Content-Security-Policy"].startswith("default-src 'self';")
        assert "frame-ancestors 'none'" in got.headers["Content-Security-Policy"]
        assert got.headers["X-Content-Type-Options"] == "nosniff"
        assert got.headers["Cache-Control"] == "no-store"
    assert not re.search(r"<script(?![^>]* src=)|<style| style=| on\w+=", visitor.page().text)


def test_only_the_desk_takes_forms(visitor: Visitor) -> None:
    assert visitor.ask("POST", "/edition/articles/harbour.html", b"a=b").status == 405


def test_it_listens_on_this_machine_alone(served: Served) -> None:
    with socket.socket() as line:
        line.settimeout(5)
        with pytest.raises(OSError):
            line.connect(("127.0.0.2", served.port))


def test_there_is_no_desk_where_other_machines_can_ask(tmp_path: Path) -> None:
    with preview(tmp_path, "0.0.0.0") as open_:
        assert open_.entrance == ""
        assert "no review desk" in open_.log.read_text("utf-8")
        assert Visitor(open_).ask("GET", "/edition/diglot-desk/").status == 404
        assert Visitor(open_).ask("POST", "/edition/diglot-desk/", b"a=b").status == 405


def test_the_published_site_knows_nothing_of_it(sample: Path, served: Served) -> None:
    for site in (sample / "site", served.project / ".cache/diglot/preview"):
        files = tree(site)
        assert "articles/harbour.html" in files
        assert [path for path in files if "desk" in path] == []
        assert [path for path, content in files.items() if b"diglot-desk" in content] == []


# --- what it writes ---


def test_an_edit_is_a_persons_as_in_a_translators_tool(visitor: Visitor) -> None:
    before, old = catalogue(visitor.served).read_text("utf-8"), unit(visitor.served, MACHINE)
    text = "Salma Haddad said that the *harbour* works again.\r\n"
    got = visitor.send(visitor.form(MACHINE), "?state=machine", do="next", text=text)
    assert got.status == 303
    assert visitor.follow(got).endswith("harbour/en/?state=machine&unit=s-f66ba1")
    new = unit(visitor.served, MACHINE)
    assert (new.target, new.fuzzy, new.mt) == (text.strip(), False, old.mt)
    assert new.state is State.ACCEPTED
    after = catalogue(visitor.served).read_text("utf-8").split("\n\n")
    changed = [b for a, b in zip(before.split("\n\n"), after, strict=True) if a != b]
    assert len(changed) == 1
    page = visitor.served.wait("articles/harbour.html", lambda page: "works again." in page)
    assert f'id="{MACHINE}" data-state="accepted"' in page


def test_a_draft_that_was_only_looked_at_stays_a_draft(visitor: Visitor) -> None:
    before = tree(visitor.served.project / "content")
    assert visitor.send(visitor.form(MACHINE), do="next").status == 303
    assert tree(visitor.served.project / "content") == before


def test_who_is_late_keeps_the_text_and_sees_what_is_there(visitor: Visitor) -> None:
    form = visitor.form(MACHINE)
    edit_on_disk(visitor.served, 'back at work, and the newspaper', 'open again, and the newspaper')
    before = tree(visitor.served.project / "content")
    got = visitor.send(form, do="save", text="Mine <b>& only</b> mine.")
    assert got.status == 409
    assert "Nothing was saved" in got.text
    assert "Mine &lt;b&gt;&amp; only&lt;/b&gt; mine." in got.text
    assert "open" in got.text
    assert "<del>" in got.text
    assert tree(visitor.served.project / "content") == before
    # Shown what is there, the person may decide again.
    new = visitor.form(MACHINE)
    assert new["version"] != form["version"]
    assert visitor.send(new, do="save", text="Mine only.").status == 303
    assert unit(visitor.served, MACHINE).target == "Mine only."


def edit_on_disk(served: Served, old: str, new: str) -> None:
    text = catalogue(served).read_text("utf-8")
    assert text.count(old) == 1
    catalogue(served).write_text(text.replace(old, new), "utf-8")


def test_a_changed_article_is_a_conflict_too(visitor: Visitor) -> None:
    form = visitor.form(ITEM)
    article = visitor.served.project / "content/articles/harbour/article.md"
    article.write_text(article.read_text("utf-8").replace("بند أول.", "ليس بند أول."), "utf-8")
    got = visitor.send(form, do="review", by="Amal Said", text="A first item.")
    assert got.status == 409
    assert unit(visitor.served, ITEM).review is None


def test_a_review_is_by_a_name_that_readers_can_be_shown(visitor: Visitor) -> None:
    got = visitor.send({"do": "name", "by": "  Amal \n Said "})
    assert (got.status, visitor.cookies["diglot-reviewer"]) == (303, "Amal%20Said")
    assert "Reviewed by <bdi>Amal Said</bdi>" in visitor.page().text
    got = visitor.send(visitor.form(ITEM), do="review", text="The first item.")
    assert got.status == 303
    new = unit(visitor.served, ITEM)
    assert (new.state, new.target) == (State.REVIEWED, "The first item.")
    assert new.review is not None
    assert new.review.name == "Amal Said"
    visitor.served.wait("en/articles/harbour.html", lambda page: "reviewed by <bdi>Amal Said" in page)
    for name in ("", "2026", "?", "Amal\u202eSaid"):
        got = visitor.send(visitor.form(MACHINE), do="review", by=name)
        assert got.status == 422, name
        assert unit(visitor.served, MACHINE).review is None


def test_a_passage_is_held_and_released(visitor: Visitor) -> None:
    form = visitor.form(ITEM)
    got = visitor.send(form, **{"do": "hold", "reason-hold": "who\n says <so>?", "text": "Not yet saved."})
    # The text that was not saved is still there.
    assert got.status == 200
    assert "Not yet saved." in got.text
    assert unit(visitor.served, ITEM).hold == "who says <so>?"
    assert "who says &lt;so&gt;?" in visitor.page().text
    assert visitor.send(visitor.form(ITEM), do="review", by="Amal Said").status == 422
    # Another passage of it is under check from the beginning.
    visitor.served.wait("articles/harbour.html", lambda page: "A first item." not in page)
    assert visitor.send(visitor.form(ITEM), do="release").status == 303
    assert unit(visitor.served, ITEM).hold is None


def test_a_finding_is_dismissed_for_a_reason(visitor: Visitor) -> None:
    edit_on_disk(visitor.served, "reached 86.262 and", "reached 86.226 and")
    assert "[number]" in visitor.page("?finding=number").text
    got = visitor.send(visitor.form(MACHINE), do="dismiss number")
    assert (got.status, "a dismissal needs a reason" in got.text) == (422, True)
    got = visitor.send(visitor.form(MACHINE), **{"do": "dismiss name", "reason-name": "none"})
    assert (got.status, "do not find name" in got.text) == (422, True)
    got = visitor.send(visitor.form(MACHINE), **{"do": "dismiss number", "reason-number": "as printed"})
    assert got.status == 303
    assert [ok.code for ok in unit(visitor.served, MACHINE).dismissals] == ["number"]
    assert "Dismissed: <bdi lang" not in visitor.page("?finding=number").text
    assert "as printed" in visitor.page().text


def test_a_translation_of_an_older_source_is_confirmed(visitor: Visitor) -> None:
    old = unit(visitor.served, STALE)
    assert old.state is State.STALE_HUMAN
    page = visitor.page("?state=stale-human").text
    assert "<ins>" in page
    assert visitor.send(visitor.form(STALE), do="confirm").status == 303
    new = unit(visitor.served, STALE)
    assert (new.state, new.target, new.previous) == (State.ACCEPTED, old.target, None)
    got = visitor.send(visitor.form(STALE), do="confirm")
    assert (got.status, "no translation of an older source" in got.text) == (422, True)


def test_what_a_catalogue_may_not_hold_is_refused_and_kept_in_the_form(visitor: Visitor) -> None:
    before = tree(visitor.served.project / "content")
    for text, told in {
        "The \u202eharbour.": "U+202E",
        "The \u0007harbour.": "U+0007",
        "   ": "the translation is empty",
        "\u200fThe harbour</textarea><script>": "U+200F",
    }.items():
        got = visitor.send(visitor.form(MACHINE), do="next", text=text)
        assert (got.status, told in got.text) == (422, True), text
        assert "<script>" not in got.text
    assert "The harbour&lt;/textarea&gt;&lt;script&gt;" in got.text
    assert tree(visitor.served.project / "content") == before


def test_what_the_checks_find_is_shown_as_check_shows_it(visitor: Visitor) -> None:
    project = visitor.served.project
    letter = project / "content/articles/letter"
    letter.mkdir()
    (letter / "article.md").write_text("---\ntitle: رسالة\n---\n\nبند أول.\n", "utf-8")
    assert diglot(project, "sync").returncode == 0
    other = letter / "en.po"
    text = other.read_text("utf-8").replace(
        'msgid "بند أول."\nmsgstr ""', 'msgid "بند أول."\nmsgstr "Item one."'
    )
    other.write_text(text, "utf-8")
    broken = "Haddad added that its report will be published **soon, and will not be late."
    assert visitor.send(visitor.form("s-f9662b"), do="save", text=broken).status == 303
    edit_on_disk(visitor.served, "reached 86.262 and", "reached 86.226 and")
    said = json.loads(diglot(project, "check", "--format", "json").stdout)["findings"]
    rows = visitor.page().text.split('<li class="task')[1:]
    shown = {
        (re.search(r'id="([^"]+)"', row)[1], html.unescape(message), code)
        for row in rows
        for message, code in re.findall(r"</b> (.*?) \[([a-z-]+)\]", row)
    }
    told = {
        (each["unit"], each["message"], each["code"])
        for each in said
        if each["path"] == "content/articles/harbour/en.po"
    }
    shutil.rmtree(letter)
    assert shown == told
    assert {"markup", "number", "inconsistent"} <= {code for _, _, code in told}


def test_an_unknown_action_or_passage_writes_nothing(visitor: Visitor) -> None:
    before = tree(visitor.served.project / "content")
    form = visitor.form(MACHINE)
    assert visitor.send(form, do="redraft").status == 422
    assert visitor.send(form, do="").status == 422
    got = visitor.send(form, do="save", unit=MISSING, text="Whose?")
    assert (got.status, "Whose?" in got.text) == (409, True)
    assert visitor.send(form, do="save", version="").status == 409
    assert tree(visitor.served.project / "content") == before


def test_the_catalogue_can_be_taken_away_whole(visitor: Visitor) -> None:
    got = visitor.ask("GET", f"{visitor.root}harbour/en.po")
    assert got.text == catalogue(visitor.served).read_text("utf-8")
    assert got.headers["Content-Disposition"] == 'attachment; filename="en.po"'


def test_the_machines_draft_is_set_against_the_edit(visitor: Visitor) -> None:
    visitor.page()
    text = unit(visitor.served, MACHINE).target.replace("back at work", "open once more")
    visitor.send(visitor.form(MACHINE), do="save", text=text)
    page = visitor.page().text
    assert "<del>back at work</del><ins>open once more</ins>" in page


def test_a_draft_is_known_after_a_restart(visitor: Visitor) -> None:
    text = unit(visitor.served, ITEM).target
    visitor.send(visitor.form(ITEM), do="save", text="The very first item.")
    settings = load_settings(visitor.served.project / "mkdocs.yml")
    work = worklist(load(settings), "harbour", "en", Drafts(), Archive().others)
    assert next(task.draft for task in work.tasks if task.unit.id == ITEM) == text


def test_a_text_outlives_a_catalogue_that_somebody_has_broken(visitor: Visitor) -> None:
    form = visitor.form(ITEM)
    edit_on_disk(visitor.served, 'msgstr "A second item."', "<<<<<<< HEAD")
    got = visitor.send(form, do="save", text="My long work.")
    assert (got.status, "My long work." in got.text) == (409, True)


EVIL = "</textarea></li><script>alert(1)</script><img src=x onerror=alert(1)>'\"{{ 7*7 }}&amp;"


class _Elements(HTMLParser):
    """Collects what could run, and every text."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[str] = []
        self.said = ""

    def handle_starttag(self, tag, attrs) -> None:
        names = dict(attrs)
        if tag in {"img", "iframe", "object"} or (tag == "script" and "src" not in names):
            self.runs.append(tag)
        self.runs += [name for name in names if name.startswith("on") or name == "style"]
        self.said += " ".join(value or "" for value in names.values())

    def handle_data(self, data) -> None:
        self.said += data


def test_no_text_becomes_markup(visitor: Visitor) -> None:
    quoted = EVIL.replace('"', '\\"')
    path = catalogue(visitor.served)
    text = path.read_text("utf-8")
    old = text[text.rindex("# mt:", 0, text.index('msgctxt "s-b19c4b"')) :].split("\n\n")[0]
    entry = old.replace('msgstr "', f'msgstr "{quoted} ').replace(
        "#, fuzzy", f"# hold h{EVIL}\n# c{EVIL}\n#, fuzzy"
    )
    path.write_text(text.replace(old, entry), "utf-8")
    article = path.with_name("article.md")
    article.write_text(article.read_text("utf-8").replace("ما الذي تغيّر؟", f"ما {EVIL}؟"), "utf-8")
    visitor.send({"do": "name", "by": f"n{EVIL}"})
    pages = [visitor.page(), visitor.page(f"?unit={MACHINE}"), visitor.ask("GET", visitor.root)]
    pages.append(visitor.page(f"?unit={quote(EVIL)}&state={quote(EVIL)}&finding={quote(EVIL)}"))
    pages.append(visitor.send(visitor.form(MACHINE), do="save", text=f"t{EVIL}\u202e"))
    pages.append(visitor.send({}, do="save", unit=EVIL, version=EVIL, text=f"l{EVIL}"))
    said = ""
    for got in pages:
        elements = _Elements()
        elements.feed(got.text)
        assert elements.runs == []
        assert "49&amp;" not in got.text
        said += elements.said
    assert [got.status for got in pages] == [200, 200, 200, 200, 422, 409]
    for mark in ("h", "c", "n", "t", "l"):
        assert f"{mark}{EVIL}" in said, mark


def test_it_speaks_the_language_that_the_browser_asks_for(visitor: Visitor) -> None:
    got = visitor.ask("GET", visitor.root, headers={"Accept-Language": "ar-EG,ar;q=0.9,en;q=0.5"})
    assert '<html lang="ar" dir="rtl">' in got.text
    assert "مكتب المراجعة" in got.text
