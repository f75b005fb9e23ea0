"""The one way out to the network: with a deadline, and with faults told by their kind.

Client libraries are given this in place of `requests`, so that a status is judged before they
lose it, and nothing that a service says reaches an exception's text.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import requests

from diglot.engines.judge import failure_in
from diglot.engines.protocol import ErrorKind, FaultError
from diglot.engines.refusals import bad_request

CONNECT, READ = 5.0, 20.0
_LARGEST = 4_000_000
"""Bytes of the largest answer that can be a translation of what we send."""
_LONGEST_WAIT = 3600.0


class Transport:
    """Sends requests for one engine; a session per call, so that threads share nothing."""

    def __init__(self, service: str, *, read: float = READ, secrets: Sequence[str] = ()) -> None:
        self.service = service
        self.read = read
        self.secrets = tuple(filter(None, secrets))
        self.exceptions = requests.exceptions
        """Client libraries look for it on what they take for the module `requests`."""

    def get(self, url: str, **options: Any) -> requests.Response:
        """Send a GET request; see `send`."""
        return self.send("GET", url, **options)

    def post(self, url: str, **options: Any) -> requests.Response:
        """Send a POST request; see `send`."""
        return self.send("POST", url, **options)

    def send(self, method: str, url: str, **options: Any) -> requests.Response:
        """Send one request and read the whole answer before the deadline.

        Raises:
            FaultError: no answer, or one that is not a success.
        """
        options |= {
            "timeout": (min(CONNECT, self.read), self.read),
            "stream": True,
            "allow_redirects": False,
        }
        try:
            with requests.Session() as session:
                response = session.request(method, url, **options)
                _read_whole(response, time.monotonic() + self.read)
        except FaultError:
            raise
        except requests.exceptions.InvalidURL:
            raise FaultError(ErrorKind.SETUP, "the engine's url is not an address") from None
        except (requests.exceptions.MissingSchema, requests.exceptions.InvalidSchema):
            raise FaultError(ErrorKind.SETUP, "the engine's url is not an address") from None
        except requests.exceptions.Timeout:
            raise FaultError(ErrorKind.NETWORK, "no answer in time") from None
        except (requests.exceptions.RequestException, OSError) as error:
            # Its text would hold the address, and an address may hold a key.
            raise FaultError(ErrorKind.NETWORK, f"no answer ({type(error).__name__})") from None
        _refuse_failure(response, self.service)
        return response


def _read_whole(response: requests.Response, deadline: float) -> None:
    """Read the body; a service that trickles bytes does not hold us longer than the deadline."""
    body = bytearray()
    for chunk in response.iter_content(65536):
        body += chunk
        if time.monotonic() > deadline:
            raise FaultError(ErrorKind.NETWORK, "the answer did not end in time")
        if len(body) > _LARGEST:
            raise FaultError(ErrorKind.BAD_ANSWER, "the answer is too large to be a translation")
    response._content = bytes(body)  # noqa: SLF001 - where requests itself keeps a body read
    if "charset" not in response.headers.get("Content-Type", ""):
        response.encoding = "utf-8"


_KINDS = {
    HTTPStatus.UNAUTHORIZED: (ErrorKind.AUTH, "the key was refused"),
    HTTPStatus.FORBIDDEN: (ErrorKind.AUTH, "the service refuses us"),
    HTTPStatus.PAYMENT_REQUIRED: (ErrorKind.QUOTA, "the quota is used up"),
    456: (ErrorKind.QUOTA, "the quota is used up"),
    HTTPStatus.TOO_MANY_REQUESTS: (ErrorKind.LIMITED, "too many requests"),
    HTTPStatus.NOT_FOUND: (ErrorKind.SETUP, "nothing is there: see url and model"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (ErrorKind.TOO_LONG, "the text is too long"),
    HTTPStatus.REQUEST_URI_TOO_LONG: (ErrorKind.TOO_LONG, "the text is too long"),
    HTTPStatus.MOVED_PERMANENTLY: (ErrorKind.SETUP, "the service has moved: see url"),
    HTTPStatus.PERMANENT_REDIRECT: (ErrorKind.SETUP, "the service has moved: see url"),
}


def _refuse_failure(response: requests.Response, service: str) -> None:
    status = response.status_code
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return
    kind, message = _KINDS.get(status, (ErrorKind.REFUSED, "the request was refused"))
    if status == HTTPStatus.BAD_REQUEST:
        kind, message = bad_request(service, response.text[:2000], response.request.url or "")
    elif status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        kind, message = ErrorKind.SERVER, "the service has failed"
    elif status in (HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.TEMPORARY_REDIRECT):
        # Where a page of consent or a captcha stands in for the answer.
        kind, message = ErrorKind.LIMITED, "the service sends us elsewhere"
    told = failure_in(response.text[:2000])
    if told is not None and told.kind is ErrorKind.QUOTA:
        kind, message = told.kind, told.message
    raise FaultError(kind, f"HTTP {status}: {message}", _retry_after(response))


def _retry_after(response: requests.Response) -> float | None:
    """Read how long the service asks us to wait, as seconds or as a date."""
    value = response.headers.get("Retry-After", "").strip()
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds()
        except (ValueError, TypeError):
            return None
    return min(max(seconds, 0.0), _LONGEST_WAIT) if seconds == seconds else None  # noqa: PLR0124 - not NaN


def read_json(response: requests.Response) -> Any:
    """Parse an answer that must be JSON.

    Raises:
        FaultError: it is not; a quota or error page is told as what it is.
    """
    try:
        return json.loads(response.text)
    except ValueError:
        told = failure_in(response.text)
        if told is not None:
            raise FaultError(told.kind, told.message) from None
        raise FaultError(ErrorKind.BAD_ANSWER, "the answer is not JSON") from None
