"""Who may speak with the desk: a browser on this machine that was given this run's address.

The rules follow OWASP's cheat sheets on cross-site request forgery and DNS rebinding: the name
asked for must be this machine's, the token of the run must come with a cookie that no other site
sends along, and what writes must come from the desk's own pages.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from hmac import compare_digest
from http import HTTPStatus
from urllib.parse import parse_qs

from diglot.review_desk.answers import Answer, Request, plain

LIMIT = 128 * 1024
"""Bytes of a form: the longest passage of a newspaper has some 10 kB."""
_FORM = "application/x-www-form-urlencoded"
_COOKIE = "diglot-desk"
_LOOPBACK = ("127.0.0.1", "localhost")


def is_loopback(host: str) -> bool:
    """Whether an address to listen on is reached from this machine alone."""
    return host in _LOOPBACK


@dataclass(frozen=True, slots=True)
class Guard:
    """The token of one run, and where its pages are."""

    root: str
    """Path of the desk on the server, with a slash at both ends."""
    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    @property
    def entrance(self) -> str:
        """Path and query of the address that opens the desk."""
        return f"{self.root}?token={self.token}"

    def refusal(self, request: Request) -> Answer | None:
        """Say no to who may not speak with the desk; asked before a body is read."""
        host = request.headers.get("host", "")
        port = "" if self.port == 80 else f":{self.port}"
        if host not in {f"{name}{port}" for name in _LOOPBACK}:
            return plain(HTTPStatus.FORBIDDEN, "This is not the name of this machine.")
        if self._enters(request):
            return None
        if not compare_digest(request.cookie(_COOKIE).encode(), self.token.encode()):
            message = "Open the desk by the address that diglot serve has printed."
            return plain(HTTPStatus.FORBIDDEN, message)
        return self._write_refusal(request, host) if request.method == "POST" else None

    def _write_refusal(self, request: Request, host: str) -> Answer | None:
        headers = request.headers
        origin, site = headers.get("origin", ""), headers.get("sec-fetch-site", "same-origin")
        if origin != f"http://{host}" or site != "same-origin":
            return plain(HTTPStatus.FORBIDDEN, "Only the desk's own pages may write.")
        if headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
            return plain(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "A form is expected.")
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdigit()) or "transfer-encoding" in headers:
            return plain(HTTPStatus.LENGTH_REQUIRED, "The length of the form is not said.")
        if len(length) > 9 or int(length) > LIMIT:
            return plain(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"More than {LIMIT} bytes.")
        return None

    def admission(self, request: Request) -> Answer | None:
        """Give the cookie to who comes with the token, and send on to the desk without it."""
        if not self._enters(request):
            return None
        cookie = f"{_COOKIE}={self.token}; Path={self.root}; HttpOnly; SameSite=Strict"
        # Not a redirection: the first page may be asked for from elsewhere (a terminal in a
        # browser), and a browser would then keep the cookie back from where it is sent on to.
        page = b'<!doctype html><title>Diglot</title><p><a href="./">Review desk</a></p>'
        headers = (("Set-Cookie", cookie), ("Refresh", f"0; url={self.root}"))
        return Answer(HTTPStatus.OK, page, headers=headers)

    def _enters(self, request: Request) -> bool:
        given = parse_qs(request.query).get("token", [""])[0]
        asked = request.method == "GET" and not request.path
        return asked and compare_digest(given.encode(), self.token.encode())
