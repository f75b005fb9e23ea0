"""The preview: a site served on this machine, built again and shown again on every change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from diglot.review_desk import Desk, Request

_QUIET = 0.05
"""Seconds without a further change after which a build begins: editors save in several steps."""
_HEARTBEAT = 15.0
"""Seconds after which a silent stream says that it is alive."""
_CHANGES: list[type[FileSystemEvent]] = [
    *(FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent),
    *(DirCreatedEvent, DirMovedEvent, DirDeletedEvent),
]
"""Events that are changes. Opening a file is one too, and a build that reads thousands of files
would fill the system's queue of events, from which no edit comes out again."""
_PATIENCE = 10.0
"""Seconds that a form may take to come in."""
_RELOAD = "diglot-reload"
_SCRIPT = 'new EventSource("{root}diglot-reload/events").onmessage = () => location.reload();\n'
_TAG = '<script defer src="{root}diglot-reload/script.js"></script>'


@dataclass
class Preview:
    """A site that is built again on every change, and who waits for the next build."""

    site: Path
    mount: str
    """Path of the site on the server, with a slash at both ends."""
    build: Callable[[], None]
    """Builds the site; says by itself what went wrong."""
    desk: Desk | None = None
    """The review desk, where only this machine can reach it."""
    _built: threading.Condition = field(default_factory=threading.Condition)
    _epoch: int = 0
    _changed: threading.Event = field(default_factory=threading.Event)

    def rebuild(self) -> None:
        """Build, while nobody is given a page that is half old and half new."""
        with self._built:
            self.build()
            self._epoch += 1
            self._built.notify_all()

    def read(self, path: Path) -> bytes | None:
        """Give a file of the site, or None where there is none."""
        with self._built:
            return path.read_bytes() if path.is_file() else None

    def next_build(self, seconds: float) -> bool:
        """Wait for the next build; give whether it came in time."""
        with self._built:
            epoch = self._epoch
            return self._built.wait_for(lambda: self._epoch > epoch, seconds)

    def note_change(self) -> None:
        """Have the site built again soon."""
        self._changed.set()

    def rebuild_on_change(self) -> None:
        """Build after every change, for ever."""
        while True:
            self._changed.wait()
            self._changed.clear()
            while self._changed.wait(_QUIET):
                self._changed.clear()
            self.rebuild()


class _Watcher(FileSystemEventHandler):
    def __init__(self, preview: Preview) -> None:
        self._preview = preview

    def dispatch(self, event: FileSystemEvent) -> None:  # noqa: ARG002 - whichever it is
        """Take note of a change; no other events come."""
        self._preview.note_change()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, preview: Preview, *arguments: object) -> None:
        self._preview = preview
        super().__init__(*arguments, directory=str(preview.site))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Give a page of the site, the stream of builds, or the site's own error page."""
        if self._asks_desk():
            self._desk()
            return
        path = self.path.partition("?")[0].partition("#")[0]
        mount = self._preview.mount
        if not path.startswith(mount):
            self._send(HTTPStatus.FOUND, b"", "text/html", (("Location", mount),))
            return
        inside = path.removeprefix(mount)
        if inside == f"{_RELOAD}/events":
            self._stream()
        elif inside == f"{_RELOAD}/script.js":
            self._send(HTTPStatus.OK, _SCRIPT.format(root=mount).encode(), "text/javascript")
        else:
            self._page(inside or "index.html")

    def do_POST(self) -> None:
        """Give a form to the review desk; nothing else takes one."""
        if self._asks_desk():
            self._desk()
            return
        self.close_connection = True
        self._send(HTTPStatus.METHOD_NOT_ALLOWED, b"", "text/plain")

    def _asks_desk(self) -> bool:
        path = self.path.partition("?")[0]
        return self._preview.desk is not None and path.startswith(self._preview.desk.guard.root)

    def _desk(self) -> None:
        """Ask the desk; a body is read only from who may speak with it."""
        desk = self._preview.desk
        if desk is None:
            return
        path, _, query = self.path.partition("?")
        headers = {name.lower(): value for name, value in self.headers.items()}
        inside = path.removeprefix(desk.guard.root)
        request = Request(self.command, inside, query, headers)
        answer = desk.refusal(request)
        if answer is None and self.command == "POST":
            self.connection.settimeout(_PATIENCE)
            request = replace(request, body=self.rfile.read(int(headers["content-length"])))
            self.connection.settimeout(None)
        elif answer is not None:
            self.close_connection = True  # what has not been read must not be taken for a request
        answer = answer or desk.answer(request)
        self._send(answer.status, answer.body, answer.kind, answer.headers)

    def _page(self, inside: str) -> None:
        found = Path(self.translate_path(f"/{inside}"))
        if inside.endswith("/"):
            found /= "index.html"
        content, status = self._preview.read(found), HTTPStatus.OK
        if content is None:
            found, status = self._preview.site / "404.html", HTTPStatus.NOT_FOUND
            content = self._preview.read(found) or b""
        if found.suffix == ".html":
            tag = _TAG.format(root=self._preview.mount).encode()
            content = content.replace(b"</head>", tag + b"</head>", 1)
        self._send(status, content, self.guess_type(str(found)))

    def _send(
        self,
        status: HTTPStatus,
        content: bytes,
        kind: str,
        headers: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        bare = kind.startswith("text/") and "charset" not in kind
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if bare else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def _stream(self) -> None:
        """Say of every build that it has been done, as server-sent events."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        try:
            while True:
                built = self._preview.next_build(_HEARTBEAT)
                self.wfile.write(b"data: built\n\n" if built else b": alive\n\n")
                self.wfile.flush()
        except (BrokenPipeError, ConnectionError):
            return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing of single requests."""


def serve(
    preview: Preview, host: str, port: int, watched: Iterable[Path], ready: Callable[[], None]
) -> None:
    """Serve a site until the process is asked to stop.

    Args:
        preview: the site, built already.
        host: address to listen on.
        port: its port.
        watched: files and folders whose changes build the site again.
        ready: called when the site is as the files are and every change from now on will be seen.

    Raises:
        OSError: the address cannot be listened on.
    """
    server = ThreadingHTTPServer((host, port), partial(_Handler, preview))
    server.daemon_threads = True
    observer = _observe(preview, [path for path in watched if path.exists()])
    try:
        preview.rebuild()  # what was changed before anybody watched
        threading.Thread(target=preview.rebuild_on_change, daemon=True).start()
        ready()
        server.serve_forever()
    finally:
        observer.stop()
        server.server_close()


def _observe(preview: Preview, watched: Iterable[Path]) -> BaseObserver:
    """Have the system tell of changes, or look for them where it cannot watch so many folders."""
    for kind in (Observer, PollingObserver):
        observer = kind()
        try:
            for path in watched:
                handler = _Watcher(preview)
                observer.schedule(
                    handler, str(path), recursive=path.is_dir(), event_filter=_CHANGES
                )
            observer.start()
        except OSError:
            observer.stop()
            continue
        return observer
    raise OSError("no way to watch for changes")
