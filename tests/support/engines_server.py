"""A loopback server that speaks the formats of translation services, and misbehaves when told.

    with engines_server() as server:
        server.faults = ["429", "ok"]         # one per request; afterwards all is well
        url = server.url("google")

A translation is `English of <n>: <text>`, where the text keeps its tokens and Latin letters, so
that a test sees which text was answered.
"""

from __future__ import annotations

import html
import json
import re
import socket
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

PATHS = {
    "google": "/google/m",
    "mymemory": "/mymemory/get",
    "microsoft": "/microsoft/translate",
    "libretranslate": "/libre",
    "deepl": "",
    "openai": "/openai/v1",
}
ERROR_PAGE = "Error 500 (Server Error)!!1500.That’s an error.There was an error."
QUOTA = "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY."
HTML_PAGE = f"<!doctype html><html><body><div class='result-container'>{ERROR_PAGE}</div></html>"

DOCUMENTED = {
    ("mymemory", "too-long"): '{"responseDetails": "QUERY LENGTH LIMIT EXCEEDED", "x": 1}',
    (
        "microsoft",
        "too-long",
    ): '{"error": {"code": 400050, "message": "The input text is too long."}}',
    ("microsoft", "pair"): '{"error": {"code": 400036, "message": "The target language..."}}',
    (
        "libretranslate",
        "too-long",
    ): '{"error": "Invalid request: request (9) exceeds text limit (5)"}',
    ("libretranslate", "pair"): '{"error": "ar is not supported"}',
    ("deepl", "pair"): '{"message": "Value for \'target_lang\' not supported."}',
    (
        "openai",
        "too-long",
    ): '{"error": {"message": "This model...", "code": "context_length_exceeded"}}',
    ("openai", "pair"): '{"error": {"param": "temperature", "code": "unsupported_value"}}',
}
"""Bodies with status 400 whose meaning a service documents."""


def english(text: str) -> str:
    """Translate as the server does: numbers, tokens and Latin letters stay as they are."""
    return re.sub(r"[\u0600-\u06ff]+", lambda m: f"w{sum(map(ord, m[0])) % 9973}", text)


@dataclass
class Server:
    """What the server was asked, and what it is to do next."""

    base: str
    faults: list[str] = field(default_factory=list)
    """One per request, first to last; then `always`."""
    always: str = "ok"
    requests: list[dict[str, Any]] = field(default_factory=list)
    delay: float = 0.0
    translate: Callable[[str], str] = english

    def url(self, engine: str) -> str:
        """Address to put into the engine's options."""
        return self.base + PATHS[engine]


@contextmanager
def engines_server() -> Iterator[Server]:
    """Run the server while the block runs."""

    class Handler(_Handler):
        pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    http.block_on_close = False
    server = Server(f"http://127.0.0.1:{http.server_port}")
    Handler.state = server
    Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()


class _Handler(BaseHTTPRequestHandler):
    state: Server

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        state = self.state
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode("utf-8")
        path = urlsplit(self.path)
        service = {"v2": "deepl"}.get(part := path.path.split("/")[1], part)
        query = {k: v[0] for k, v in parse_qs(path.query, keep_blank_values=True).items()}
        state.requests.append(
            {"path": self.path, "body": body, "headers": dict(self.headers), "query": query}
        )
        if state.delay:
            time.sleep(state.delay)
        if service == "deepl" and "glossaries" in path.path:
            return self._glossaries()
        fault = state.faults.pop(0) if state.faults else state.always
        speak = getattr(self, f"_{service}")
        if told := DOCUMENTED.get(({"libre": "libretranslate"}.get(service, service), fault)):
            return self._send(400, told)
        return self._misbehave(fault, speak, query, body)

    def _misbehave(self, fault: str, speak: Any, query: dict[str, str], body: str) -> None:
        if fault == "hang":
            time.sleep(1.5)
            return
        if fault == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            return
        if fault == "html":
            self._send(200, HTML_PAGE, kind="text/html")
        elif match := re.fullmatch(r"(\d{3})(?:\+(\S+))?", fault):
            headers = {"Retry-After": match[2]} if match[2] else {}
            # Some services print the request, key and all, into their error.
            told = f"error {self.path} {body} {dict(self.headers)}"
            self._send(int(match[1]), told, headers=headers, kind="text/plain")
        elif fault == "truncated":
            status, text = 200, speak(query, body, "ok")
            self._send(status, text, cut=len(text.encode()) // 2)
        elif fault == "trickle":
            self._trickle()
        else:
            self._send(200, speak(query, body, fault))

    def _trickle(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        try:
            for _ in range(30):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass

    def _send(
        self,
        status: int,
        text: str,
        *,
        headers: dict[str, str] | None = None,
        cut: int = 0,
        kind: str = "application/json",
    ) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data[: cut or len(data)])

    def _said(self, text: str, fault: str) -> str | None:
        """The words of one answer."""
        return {
            "echo": text,
            "none": None,
            "empty": "",
            "quota-text": QUOTA,
            "error-text": ERROR_PAGE,
            "key": f"see {self.headers} {self.path}",
        }.get(fault, self.state.translate(text))

    # --- one method per format ---

    def _google(self, query: dict[str, str], _: str, fault: str) -> str:
        text = query["q"]
        said = self._said(text, fault)
        if fault == "none":
            return "<html><body>no result here</body></html>"
        shown = html.escape(said or "")
        if fault == "glued":
            shown = "<b>Wagner</b> forces<br>withdrew"
        if fault == "captcha":
            return "<html><body>Our systems have detected unusual traffic</body></html>"
        return f'<html><body><div class="result-container">{shown}</div></body></html>'

    def _mymemory(self, query: dict[str, str], _: str, fault: str) -> str:
        said = self._said(query["q"], fault)
        status = {"quota-text": 429, "quota-403": "403"}.get(fault, 200)
        return json.dumps(
            {
                "responseData": {"translatedText": html.escape(said) if said else said},
                "responseStatus": status,
                "quotaFinished": None,
                "matches": [],
            }
        )

    def _microsoft(self, _: dict[str, str], body: str, fault: str) -> str:
        texts = [row["text"] for row in json.loads(body)]
        rows = [{"translations": [{"text": self._said(t, fault), "to": "en"}]} for t in texts]
        return json.dumps(rows[:-1] if fault == "wrong-count" else rows)

    def _libre(self, _: dict[str, str], body: str, fault: str) -> str:
        return json.dumps({"translatedText": self._said(json.loads(body)["q"], fault)})

    def _deepl(self, _: dict[str, str], body: str, fault: str) -> str:
        texts = json.loads(body)["text"]
        rows = [
            {"text": self._said(t, fault), "detected_source_language": "AR", "billed_characters": 1}
            for t in texts
        ]
        return json.dumps({"translations": rows[:-1] if fault == "wrong-count" else rows})

    def _openai(self, _: dict[str, str], body: str, fault: str) -> str:
        texts = json.loads(json.loads(body)["messages"][-1]["content"])["texts"]
        rows = [{"id": t["id"], "text": self._said(t["text"], fault)} for t in texts]
        if fault == "reordered":
            rows.reverse()
        if fault == "wrong-count":
            rows = rows[:-1]
        if fault == "strangers":
            rows[0]["id"] = "another"
        content = json.dumps({"translations": rows}, ensure_ascii=False)
        if fault == "prose":
            content = "Certainly! Here is the translation."
        if fault == "fenced":
            content = f"```json\n{content}\n```"
        return json.dumps({"choices": [{"message": {"content": content}, "finish_reason": "stop"}]})

    def _glossaries(self) -> None:
        if self.command == "GET":
            self._send(200, '{"glossaries": []}')
            return
        self._send(
            201,
            json.dumps(
                {
                    "glossary_id": "g-1",
                    "name": "diglot",
                    "ready": True,
                    "source_lang": "ar",
                    "target_lang": "en",
                    "creation_time": "2026-01-01T00:00:00.000000Z",
                    "entry_count": 1,
                }
            ),
        )

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""
