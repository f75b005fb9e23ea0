"""What every engine of machine translation promises, whatever speaks behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from diglot.model.machine import Style, Term


class ErrorKind(StrEnum):
    """Why an item has no translation; decides what is done about it."""

    NETWORK = "network"
    """Timeout, reset, no route."""
    SERVER = "server"
    BAD_ANSWER = "bad-answer"
    """Empty, echo, error page, or not the format."""
    LIMITED = "limited"
    """Too many requests for now."""
    TOO_LONG = "too-long"
    REFUSED = "refused"
    """This item alone is not accepted."""
    AUTH = "auth"
    QUOTA = "quota"
    SETUP = "setup"
    """A key, package, address or language pair is missing or wrong."""
    BUDGET = "budget"
    """Our own limit, not the service's."""
    CIRCUIT = "circuit-open"
    """Too many failures one after another."""

    @property
    def again(self) -> bool:
        """Whether the same request may succeed later."""
        return self in _AGAIN

    @property
    def stops(self) -> bool:
        """Whether nothing more may be asked in this run."""
        return self in _STOPS


_AGAIN = frozenset((ErrorKind.NETWORK, ErrorKind.SERVER, ErrorKind.BAD_ANSWER, ErrorKind.LIMITED))
_STOPS = frozenset(
    (ErrorKind.AUTH, ErrorKind.QUOTA, ErrorKind.SETUP, ErrorKind.BUDGET, ErrorKind.CIRCUIT)
)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an item has no translation; the message never holds a key or a service's own words."""

    kind: ErrorKind
    message: str
    retry_after: float | None = None
    """Seconds that the service asked us to wait."""


class FaultError(Exception):
    """A failure on its way through a client library; never leaves an adapter."""

    def __init__(self, kind: ErrorKind, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.failure = Failure(kind, message, retry_after)


@dataclass(frozen=True, slots=True)
class Item:
    """One text to translate."""

    id: str
    text: str
    terms: tuple[Term, ...] = ()
    """Only the glossary entries that occur in the text."""
    xml: bool = False
    """The text is XML: markup as tags, characters escaped."""


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to one item: a text or a failure, never both."""

    id: str
    text: str | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Caps:
    """What an engine can do and how it wants to be treated."""

    batch: int = 1
    """Items per request."""
    max_chars: int = 2000
    """Code points per request."""
    styles: tuple[Style, ...] = (Style.INLINE, Style.TOKEN, Style.PLAIN)
    """The ladder of protection, best first."""
    rps: float = 1.0
    """Requests per second."""
    price: float | None = None
    """Per million characters in the service's currency; None where we do not know."""
    label: str = ""
    """What people should know, such as that the interface is unofficial."""


class Engine(Protocol):
    """A service that translates one language pair."""

    name: str
    """One word, kept in catalogues as provenance."""
    caps: Caps
    """What it can do."""

    def fingerprint(self) -> str:
        """Name whatever decides the answer: engine, version, model, options; never a key."""

    def translate(self, items: Sequence[Item]) -> list[Result]:
        """Ask once, in one request where the service takes several texts.

        Returns:
            One result per item, same ids, same order; it never raises for what a service does.
        """
