"""The handbook: it builds, loads nothing from another host, and shows what commands print."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Page

from diglot.model.edition import Notice
from diglot.model.translation import State
from diglot.render import labels
from support.consoles import DRAFTS, Console, blocks, shown_truly
from support.engines_server import engines_server
from support.project import ROOT, run

PAGES = sorted([*(ROOT / "docs").glob("*.md"), ROOT / "README.md"])
NOT_RUN = {"README.md": 2, "api.md": 1, "changing.md": 4, "start.md": 2}
"""Blocks of commands that are only shown, by page: each is one that may go stale unseen."""


# --- the site ---


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("handbook")
    assert_built(ROOT / "docs", to)
    return to


def assert_built(docs: Path, to: Path) -> None:
    settings = str(docs / "handbook/mkdocs.yml")
    # Not --quiet, which hides warnings from --strict too.
    done = run(ROOT, "mkdocs", "build", "--strict", "-f", settings, "-d", str(to))
    assert done.returncode == 0, done.stderr


class Loaded(HTMLParser):
    """Collects the addresses that a page loads by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [
            value or ""
            for name, value in attrs
            if name in {"src", "srcset", "action"} or (tag == "link" and name == "href")
        ]


def test_a_page_of_the_handbook_loads_nothing_from_another_host(handbook: Path) -> None:
    pages = sorted(handbook.glob("*.html"))
    assert {page.stem for page in pages} == {*(path.stem for path in PAGES), "404"} - {"README"}
    for page in pages:
        reader = Loaded()
        reader.feed(page.read_text("utf-8"))
        assert reader.addresses
        for address in reader.addresses:
            assert not re.match(r"[a-z]+:|//", address), (page.name, address)
            if page.stem != "404":
                assert (handbook / address).is_file(), (page.name, address)


def test_no_style_of_the_handbook_loads_from_another_host(handbook: Path) -> None:
    styles = list(handbook.rglob("*.css"))
    assert styles
    for style in styles:
        text = style.read_text("utf-8")
        asked = re.findall(r"""(?:url\(|@import)\s*["']?([^"')]+)""", text)
        assert not [told for told in asked if re.match(r"https?:|//", told)], style.name


@pytest.mark.browser
def test_a_browser_asks_for_files_alone_and_finds_no_fault(handbook: Path, page: Page) -> None:
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    for name in ("index", "states", "article"):
        page.goto((handbook / f"{name}.html").as_uri(), wait_until="load")
    assert asked
    assert {address.partition(":")[0] for address in asked} <= {"file", "data"}
    assert faults == []


@pytest.mark.parametrize(
    ("name", "added"),
    [
        ("index.md", "[gone](gone.md)"),
        ("index.md", "[gone](start.md#gone)"),
        ("index.md", "![gone](images/gone.png)"),
        ("unlisted.md", "# In no list"),
    ],
)
def test_a_broken_link_and_an_unlisted_page_fail(name: str, added: str, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    shutil.copytree(ROOT / "docs", docs)
    with (docs / name).open("a", encoding="utf-8") as page:
        page.write(f"\n{added}\n")
    with pytest.raises(AssertionError, match=r"gone|unlisted"):
        assert_built(docs, tmp_path / "site")


def test_pictures_are_small() -> None:
    pictures = list((ROOT / "docs/images").iterdir())
    assert len(pictures) > 3
    assert [path.name for path in pictures if path.stat().st_size > 100_000] == []


# --- what is listed ---


def test_the_readme_has_every_command() -> None:
    listed = re.search(r"COMMAND\n(.*?)\n\n", run(ROOT, "diglot", "--help").stdout, re.DOTALL)
    assert listed is not None
    commands = {line.split()[0] for line in listed[1].splitlines() if line[4] != " "}
    assert len(commands) > 10
    rows = re.findall(r"^\| `diglot (\w+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert set(rows) == commands


def test_the_page_of_states_says_what_pages_say() -> None:
    page = (ROOT / "docs/states.md").read_text("utf-8")
    cells = [line.split(" | ") for line in page.splitlines() if line.startswith("| ")][1:]
    told = {row[0].removeprefix("| "): row[-1].removesuffix(" |") for row in cells}
    notices = {
        State.MISSING: Notice.MISSING,
        State.STALE_DRAFT: Notice.UPDATING,
        State.STALE_HUMAN: Notice.CHANGED,
    }
    words = {**labels._EXCEPTIONS, **{state: told.value for state, told in notices.items()}}
    assert told.pop("under check") == Notice.CHECKING
    assert told == {
        state.value.replace("-", " "): words[state].format(names="NAME") for state in State
    }


# --- the consoles ---


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_shows_what_its_commands_print(
    path: Path,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DIGLOT_CONTACT", "errors@edition.example")
    monkeypatch.setenv("COLUMNS", "80")
    page = path.read_text("utf-8")
    base = tmp_path / "t"
    base.mkdir()
    with engines_server() as server:
        server.translate = DRAFTS.__getitem__
        true = shown_truly(page, Console(base, server.url("google")))
    if request.config.getoption("--update-golden"):
        path.write_text(true, "utf-8")
    else:
        assert page == true


def test_a_block_of_commands_is_run_or_counted() -> None:
    shown = {
        path.name: [
            block
            for block in blocks(path.read_text("utf-8"))
            if not block.runs and block.shows_commands
        ]
        for path in PAGES
    }
    unmarked = [
        (name, block.body)
        for name, found in shown.items()
        for block in found
        if "not run" not in dict(block.notes)
    ]
    assert unmarked == []
    assert {name: len(found) for name, found in shown.items() if found} == NOT_RUN


PAGE = """
<!-- console: folder -->
```console
$ echo "one 2026-11-24 in 0.31 s"; echo two; echo three
{shown}```

<!-- not run: example -->
```console
$ diglot nonsense
```
"""


@pytest.mark.parametrize(
    ("shown", "right"),
    [
        ("one 2020-01-01 in 9.99 s\ntwo\nthree\n", True),
        ("one 2020-01-01 in 9.99 s\n…\n", True),
        ("…\nthree\n", True),
        ("…\n", True),
        ("one 2020-01-01 in 9.99 s\ntwo\n", False),
        ("one 2020-01-01 in 9.99 s\ntwo\nthree\nfour\n", False),
        ("two\n…\n", False),
        ("", False),
    ],
)
def test_a_page_that_shows_something_else_is_found(
    shown: str, tmp_path: Path, *, right: bool
) -> None:
    (tmp_path / "t").mkdir()
    page = PAGE.format(shown=shown)
    true = shown_truly(page, Console(tmp_path / "t", ""))
    assert (page == true) is right
    (tmp_path / "u").mkdir()
    assert shown_truly(true, Console(tmp_path / "u", "")) == true


@pytest.mark.parametrize("command", ["diglot nonsense", "diglot review", "ls nowhere"])
def test_a_command_that_fails_unsaid_is_found(command: str, tmp_path: Path) -> None:
    page = f"<!-- console: sample -->\n```console\n$ {command}\n```\n"
    (tmp_path / "t").mkdir()
    with pytest.raises(AssertionError, match=command):
        shown_truly(page, Console(tmp_path / "t", ""))
