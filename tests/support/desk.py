"""A browser without a script, for the review desk: keeps the cookie, reads and sends forms."""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

from support.preview import Served


@dataclass(frozen=True)
class Got:
    status: int
    headers: Mapping[str, str]
    text: str


class _Forms(HTMLParser):
    """Gives the form that decides on one unit, its fields as they are shown."""

    def __init__(self, unit: str) -> None:
        super().__init__()
        self.unit, self.found = unit, dict[str, str]()
        self._fields: dict[str, str] = {}
        self._area = ""

    def handle_starttag(self, tag, attrs) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._fields = {}
        elif tag == "input":
            self._fields[values["name"]] = values.get("value", "")
        elif tag == "textarea" and "name" in values:
            self._area = values["name"]
            self._fields[self._area] = ""

    def handle_endtag(self, tag) -> None:
        if tag == "textarea":
            # As browsers do: the line end after the tag is none.
            self._fields |= {n: v.removeprefix("\n") for n, v in self._fields.items()}
            self._area = ""
        elif tag == "form" and self._fields.get("unit") == self.unit:
            self.found = self._fields

    def handle_data(self, data) -> None:
        if self._area:
            self._fields[self._area] += data


@dataclass
class Visitor:
    """Somebody at the desk."""

    served: Served
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def root(self) -> str:
        return urlsplit(self.served.address).path + "diglot-desk/"

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.served.port}"

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Got:
        """Send one request as it is said; a header given as empty is left out."""
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        own = {"Host": f"127.0.0.1:{self.served.port}", "Cookie": jar}
        if method == "POST":
            own |= {
                "Origin": self.origin,
                "Content-Type": "application/x-www-form-urlencoded",
                "Content-Length": str(len(body)),
            }
        own |= headers or {}
        line = http.client.HTTPConnection("127.0.0.1", self.served.port, timeout=20)
        line.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in own.items():
            if value:
                line.putheader(name, value)
        line.endheaders(body)
        answer = line.getresponse()
        got = Got(answer.status, dict(answer.getheaders()), answer.read().decode("utf-8"))
        line.close()
        if cookie := got.headers.get("Set-Cookie"):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return got

    def enter(self) -> Got:
        """Come by the address that serve has printed."""
        url = urlsplit(self.served.entrance)
        return self.ask("GET", f"{url.path}?{url.query}")

    def page(self, query: str = "", article: str = "harbour/en/") -> Got:
        return self.ask("GET", f"{self.root}{article}{query}")

    def form(self, unit: str, query: str = "") -> dict[str, str]:
        """Give the fields of a unit's form, the unit being open."""
        page = self.page(f"?unit={unit}{query}")
        assert page.status == 200, page.text
        forms = _Forms(unit)
        forms.feed(page.text)
        return forms.found

    def send(self, fields: Mapping[str, str], query: str = "", **changed: str) -> Got:
        """Send a form as the page's own does."""
        body = urlencode({**fields, **changed}).encode()
        return self.ask("POST", f"{self.root}harbour/en/{query}", body)

    def follow(self, got: Got, path: str = "harbour/en/") -> str:
        """Give the address that an answer sends on to."""
        return urljoin(f"{self.root}{path}", got.headers["Location"])
