"""What is asked of the desk and what it answers, without sockets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

_POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
HEADERS = (
    ("Content-Security-Policy", _POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    # Not no-referrer: a browser would then call the origin of a form null.
    ("Referrer-Policy", "same-origin"),
)
"""Said with every answer."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request for an address of the desk."""

    method: str
    path: str
    """Below the desk's folder, percent-encoding kept."""
    query: str
    headers: Mapping[str, str]
    """By name in lower case."""
    body: bytes = b""

    def cookie(self, name: str) -> str:
        """Give the value of a cookie, empty where there is none."""
        # Not http.cookies, which reads none at all beside an odd one that another server has set.
        for part in self.headers.get("cookie", "").split(";"):
            found, _, value = part.strip().partition("=")
            if found == name:
                return value
        return ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back."""

    status: HTTPStatus
    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


def plain(status: HTTPStatus, text: str) -> Answer:
    """Give an answer of a few words, for who asks what cannot be given."""
    return Answer(status, f"{text}\n".encode(), "text/plain; charset=utf-8")


def see(address: str, *headers: tuple[str, str]) -> Answer:
    """Send the browser on to another page, by GET."""
    return Answer(HTTPStatus.SEE_OTHER, headers=(("Location", address), *headers))
