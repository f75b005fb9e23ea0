"""Says whether what an engine answered can be a translation at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote, quote_plus

from diglot.engines.protocol import ErrorKind, Failure, Item, Result
from diglot.text.folding import strict_text

_QUOTA = re.compile(
    r"MYMEMORY WARNING|YOU USED ALL AVAILABLE FREE TRANSLATIONS|insufficient_quota"
    r"|quota (?:has been )?exceeded|exceeded your (?:current )?quota",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"QUERY LENGTH LIMIT|text (?:is )?too long", re.IGNORECASE)
_ERROR_PAGE = re.compile(
    r"Error \d{3} \((?:Server Error|Not Found|Bad Request)\)|That.s an error\.?"
    r"|<!doctype html|<html|unusual traffic from your computer"
    r"|INVALID (?:SOURCE|TARGET) LANGUAGE|NO QUERY SPECIFIED"
    r"|IS AN INVALID TARGET LANGUAGE|(?:429|too many requests).{0,40}(?:try again|rate)"
    r"|502 Bad Gateway|503 Service (?:Temporarily )?Unavailable",
    re.IGNORECASE | re.DOTALL,
)


def failure_in(text: str) -> Failure | None:
    """Recognise a service's own words, standing where a translation should."""
    if _QUOTA.search(text):
        return Failure(ErrorKind.QUOTA, "the service says that its quota is used up")
    if _LENGTH.search(text):
        return Failure(ErrorKind.TOO_LONG, "the service says that the text is too long")
    if _ERROR_PAGE.search(text):
        return Failure(ErrorKind.BAD_ANSWER, "the service answered an error page")
    return None


def judged(item: Item, answer: object, secrets: Sequence[str] = ()) -> Result:
    """Make a result of an answer; what cannot be a translation is a failure."""
    if not isinstance(answer, str) or not answer.strip():
        return failed(item, ErrorKind.BAD_ANSWER, "the service answered nothing")
    if (failure := failure_in(answer)) and not failure_in(item.text):
        return Result(item.id, failure=failure)
    if any(form in answer for secret in secrets if secret for form in _forms(secret)):
        return failed(item, ErrorKind.BAD_ANSWER, "the answer holds the key that it was asked with")
    if _bare(answer) == _bare(item.text):
        return failed(item, ErrorKind.BAD_ANSWER, "the service answered the source text")
    return Result(item.id, answer)


def failed(item: Item, kind: ErrorKind, message: str) -> Result:
    """Make the result of an item that has no translation."""
    return Result(item.id, failure=Failure(kind, message))


def _forms(secret: str) -> tuple[str, ...]:
    """Give a key as it stands in a header and in an address."""
    return secret, quote(secret, safe=""), quote_plus(secret)


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, strict_text(text)))
