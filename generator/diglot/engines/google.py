"""Google Translate without a key, through deep-translator; an unofficial endpoint that may close.

deep-translator sets no time limit, loses the status of an answer, gives None or the source back as
if it were a translation, and takes an error page for one. None of that leaves this module.
"""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import requests
from deep_translator import GoogleTranslator
from deep_translator import google as module

from diglot.engines.protocol import EngineStoppedError, Result

_TIMEOUT = (5.0, 20.0)
"""Seconds to connect and to wait for the answer."""
_STOPS = (401, 403, 429)
_ERROR_PAGE = re.compile(
    r"Error \d{3} \(|Server Error|unusual traffic|That.s an error|quota", re.IGNORECASE
)


class Google:
    """One keyless engine; not shared between threads."""

    name = "google"
    max_chars = 2000
    """The address grows by six bytes an Arabic letter; longer ones are refused."""

    def __init__(self, url: str = "") -> None:
        """Make the engine.

        Args:
            url: address of the service, where it is not Google's own.
        """
        self._url = url

    def translate(self, text: str, source: str, target: str) -> Result:
        """Translate one text; see `diglot.engines.protocol.Engine`."""
        translator = GoogleTranslator(source=source, target=target)
        if self._url:
            translator._base_url = self._url  # noqa: SLF001 - deep-translator has no other way
        statuses: list[int] = []
        module.requests = SimpleNamespace(get=_patient_get(statuses))
        try:
            answer = translator.translate(text)
        except requests.RequestException as error:
            return Result(error=f"no answer: {type(error).__name__}")
        except Exception as error:
            if statuses and statuses[-1] in _STOPS:
                raise EngineStoppedError(f"google refused with status {statuses[-1]}") from error
            status = f", status {statuses[-1]}" if statuses else ""
            return Result(error=f"no translation: {type(error).__name__}{status}")
        finally:
            module.requests = requests
        return _judged(answer, text)


def _patient_get(statuses: list[int]) -> Any:  # noqa: ANN401 - stands in for requests.get
    """Give a `get` with a time limit that notes the status of every answer."""

    def get(url: str, **options: Any) -> requests.Response:  # noqa: ANN401
        answer = requests.get(url, timeout=_TIMEOUT, **options)
        statuses.append(answer.status_code)
        return answer

    return get


def _judged(answer: object, text: str) -> Result:
    """Accept an answer only if it can be a translation."""
    if not isinstance(answer, str) or not answer.strip():
        return Result(error="an empty answer")
    if answer.strip() == text.strip():
        return Result(error="the source given back")
    if _ERROR_PAGE.search(answer):
        return Result(error="an error page in place of a translation")
    return Result(answer.strip())
