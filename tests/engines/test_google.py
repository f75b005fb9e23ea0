"""Google through deep-translator's own class, against a loopback server that speaks its format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from diglot.engines.google import Google
from diglot.engines.protocol import EngineStoppedError
from diglot.formats.po import read_catalogue
from support.project import copy_sample, run

Answer = Callable[[str], tuple[int, str]]


def page(text: str) -> str:
    return f'<html><body><div class="result-container">{escape(text)}</div></body></html>'


ANSWERS: dict[str, Answer] = {
    "good": lambda text: (200, page(f"English of {len(text)} letters.")),
    "echo": lambda text: (200, page(text)),
    "empty": lambda _: (200, page("")),
    "error page": lambda _: (200, page("Error 500 (Server Error)!!1500.That’s an error.")),
    "no result": lambda _: (200, "<html>consent</html>"),
    "500": lambda _: (500, "down"),
    "429": lambda _: (429, "slow down"),
    "403": lambda _: (403, "no"),
}


@pytest.fixture
def service() -> Iterator[tuple[str, list[str]]]:
    """A server that answers by the first part of its path, and the texts that it was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            text = parse_qs(url.query)["q"][0]
            asked.append(text)
            name = url.path.split("/")[1].replace("-", " ")
            if name == "reset":
                self.connection.close()
                return
            status, body = ANSWERS[name](text)
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def test_a_translation_comes_through(service: tuple[str, list[str]]) -> None:
    result = Google(f"{service[0]}/good/m").translate("نصّ", "ar", "en")
    assert (result.text, result.error) == ("English of 3 letters.", "")
    assert service[1] == ["نصّ"]


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ("echo", "the source given back"),
        ("empty", "no translation|empty"),
        ("error-page", "an error page"),
        ("no-result", "TranslationNotFound, status 200"),
        ("500", "RequestError, status 500"),
        ("reset", "no answer: ConnectionError"),
    ],
)
def test_no_fault_becomes_a_translation(
    service: tuple[str, list[str]], fault: str, says: str
) -> None:
    result = Google(f"{service[0]}/{fault}/m").translate("نصّ طويل", "ar", "en")
    assert result.text == ""
    assert any(each in result.error for each in says.split("|")), result.error


@pytest.mark.parametrize("status", ["429", "403"])
def test_a_refusal_stops_the_engine(service: tuple[str, list[str]], status: str) -> None:
    with pytest.raises(EngineStoppedError, match=status):
        Google(f"{service[0]}/{status}/m").translate("نصّ", "ar", "en")


def project_on(service: str, folder: Path) -> Path:
    project = copy_sample(folder / "p")
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8")
    engine = f"      engine: google\n      engine_url: {service}\n"
    settings.write_text(text.replace("      title:", f"{engine}      title:"), "utf-8")
    return project


def units(project: Path, slug: str) -> dict[str, object]:
    path = project / f"content/articles/{slug}/en.po"
    return {u.id: u for u in read_catalogue(path.read_text("utf-8"), "en.po").units}


def test_the_command_fills_what_is_missing_and_touches_nobodys_words(
    service: tuple[str, list[str]], tmp_path: Path
) -> None:
    project = project_on(f"{service[0]}/good/m", tmp_path)
    before = units(project, "harbour")
    assert "10 segments" in run(project, "diglot", "translate", "--dry-run").stdout
    done = run(project, "diglot", "translate", network=True)
    assert done.returncode == 0, done.stderr
    assert "10 drafted by google, 0 left" in done.stdout
    after = units(project, "harbour")
    changed = {key for key in after if after[key] != before[key]}
    assert changed == {"s-4f1f18", "s-1befd5"}, "the missing one and the stale draft"
    assert after["s-1befd5"].state == "machine"
    assert len(service[1]) == 10
    assert "0 drafted" in run(project, "diglot", "translate", network=True).stdout


def test_a_refusal_keeps_what_is_done_and_says_what_is_left(
    service: tuple[str, list[str]], tmp_path: Path
) -> None:
    project = project_on(f"{service[0]}/429/m", tmp_path)
    done = run(project, "diglot", "translate", network=True)
    assert done.returncode == 3
    assert "0 drafted by google, 10 left" in done.stdout
    assert "stopped: google refused with status 429" in done.stderr
    assert len(service[1]) == 1, "no request after the refusal"


def test_without_an_engine_the_command_says_what_to_set(tmp_path: Path) -> None:
    done = run(copy_sample(tmp_path / "p"), "diglot", "translate")
    assert done.returncode == 1
    assert "Set engine: google under the plugin diglot" in done.stderr
