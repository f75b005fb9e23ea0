"""A loopback server for a built site, like GitHub Pages in what matters to a page.

with serve(Path("site"), prefix="/repo/") as base:
    page.goto(base + "articles/one.html")      # http://127.0.0.1:PORT/repo/articles/one.html
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit, urlunsplit


class _Handler(SimpleHTTPRequestHandler):
    """Serves one folder under one prefix; everything outside it is not found."""

    protocol_version = "HTTP/1.1"
    # Said here, because what a machine knows of file types differs from machine to machine.
    extensions_map = {  # noqa: RUF012 - the name and the kind are the base class's
        "": "application/octet-stream",
        ".css": "text/css; charset=utf-8",
        ".epub": "application/epub+zip",
        ".html": "text/html; charset=utf-8",
        ".ico": "image/vnd.microsoft.icon",
        ".jpg": "image/jpeg",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json; charset=utf-8",
        ".mjs": "text/javascript; charset=utf-8",
        ".pdf": "application/pdf",
        ".png": "image/png",
        ".svg": "image/svg+xml",
        ".txt": "text/plain; charset=utf-8",
        ".wasm": "application/wasm",
        ".webmanifest": "application/manifest+json",
        ".webp": "image/webp",
        ".woff2": "font/woff2",
        ".xml": "application/xml",
    }

    def __init__(self, *args: object, prefix: str, **kwargs: object) -> None:
        self._prefix = prefix
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def send_head(self):
        url = urlsplit(self.path)
        if not url.path.startswith(self._prefix):
            return self.send_error(HTTPStatus.NOT_FOUND)
        inside = url.path.removeprefix(self._prefix)
        folder = Path(self.translate_path("/" + inside))
        if inside and not inside.endswith("/") and folder.is_dir():
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", urlunsplit(("", "", url.path + "/", url.query, "")))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        self.path = "/" + inside
        return super().send_head()

    def list_directory(self, path: object) -> None:  # noqa: ARG002 - as the base class has it
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what is not found with the site's own 404.html, where it has one."""
        own = Path(str(self.directory)) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not own.is_file():
            super().send_error(code, message, explain)
            return
        body = own.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", self.extensions_map[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base class
        """Say nothing: the test speaks."""


@contextmanager
def serve(folder: Path, prefix: str = "/") -> Iterator[str]:
    """Serve a folder on a free port of 127.0.0.1, and yield its address with a slash at the end."""
    if not (prefix.startswith("/") and prefix.endswith("/")):
        message = f"a prefix starts and ends with a slash: {prefix!r}"
        raise ValueError(message)
    handler = partial(_Handler, directory=str(folder), prefix=prefix)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()
