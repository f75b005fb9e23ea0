"""Engines that are reached through deep-translator, fenced against its known defects.

Each call has a translator of its own, because deep-translator keeps the text in shared state; and
its modules get our transport in place of `requests`, because it sets no timeout and loses statuses.
"""

from __future__ import annotations

import html
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.metadata import version
from typing import Any

from diglot.engines.judge import failed, judged
from diglot.engines.protocol import Caps, ErrorKind, FaultError, Item, Result
from diglot.engines.transport import Transport, read_json
from diglot.model.language import LANGUAGES
from diglot.model.machine import Style


@dataclass(frozen=True, slots=True)
class Options:
    """What mkdocs.yml says of the engine."""

    source: str
    target: str
    url: str = ""
    read: float = 20.0
    rps: float = 0.0


class DeepEngine:
    """One of deep-translator's services."""

    def __init__(self, service: _Service, options: Options) -> None:
        self._service = service
        self._options = options
        self.name = service.name
        self.caps = replace(service.caps, rps=options.rps or service.caps.rps)

    def fingerprint(self) -> str:
        """Name the service, deep-translator's version and the address asked."""
        where = self._options.url or "default"
        return f"{self.name} deep-translator/{version('deep-translator')} {where}"

    def translate(self, items: Sequence[Item]) -> list[Result]:
        """Ask once per item; after a stop the rest is not asked."""
        results: list[Result] = []
        for item in items:
            last = results[-1].failure if results else None
            stopped = last is not None and last.kind.stops
            results.append(replace(results[-1], id=item.id) if stopped else self._one(item))
        return results

    def _one(self, item: Item) -> Result:
        secrets = [os.environ.get(name, "") for name in self._service.keys]
        transport = Transport(self.name, read=self._options.read, secrets=secrets)
        module = import_module(f"deep_translator.{self._service.module}")
        _fence(module)
        token = _session.set(_Session(transport, self._service.mend))
        try:
            answer = self._service.make(module, self._options).translate(item.text)
        except FaultError as fault:
            return Result(item.id, failure=fault.failure)
        except Exception as error:  # noqa: BLE001 - whatever it raises must cost one item only
            return _translated(item, error)
        finally:
            _session.reset(token)
        return judged(item, answer, secrets)


def _translated(item: Item, error: Exception) -> Result:
    """Tell a client library's exception by its class; its text may hold a key."""
    name = type(error).__name__
    kind = {
        "NotValidLength": ErrorKind.TOO_LONG,
        "NotValidPayload": ErrorKind.REFUSED,
        "LanguageNotSupportedException": ErrorKind.SETUP,
        "InvalidSourceOrTargetLanguage": ErrorKind.SETUP,
        "ApiKeyException": ErrorKind.SETUP,
    }.get(name, ErrorKind.BAD_ANSWER)
    return failed(item, kind, f"no translation in the answer ({name})")


# --- the fence ---

_Mend = Callable[[Transport, str, str, dict[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class _Session:
    transport: Transport
    mend: _Mend


_session: ContextVar[_Session] = ContextVar("diglot_deep_session")
_fencing = threading.Lock()


class _Requests:
    """Stands where one module of deep-translator looks for `requests`; all others keep theirs."""

    def __init__(self, original: Any) -> None:
        self._original = original
        self.exceptions = original.exceptions

    def get(self, url: str, **options: Any) -> Any:
        return self._send("GET", url, options)

    def post(self, url: str, **options: Any) -> Any:
        return self._send("POST", url, options)

    def _send(self, method: str, url: str, options: dict[str, Any]) -> Any:
        session = _session.get(None)
        if session is None:
            # Somebody else in this process uses deep-translator for himself.
            return self._original.request(method, url, **options)
        return session.mend(session.transport, method, url, options)


def _fence(module: Any) -> None:
    with _fencing:
        if not isinstance(module.requests, _Requests):
            module.requests = _Requests(module.requests)


class _Answer:
    """A response as deep-translator reads it."""

    def __init__(self, text: str, data: Any = None) -> None:
        self.status_code = 200
        self.text = text
        self._data = data

    def json(self) -> Any:
        return self._data

    def close(self) -> None:
        """Nothing is open."""


# --- the services ---


def _mend_google(transport: Transport, method: str, url: str, options: dict[str, Any]) -> Any:
    """Give the result's text as one node: deep-translator joins several without a space."""
    from bs4 import BeautifulSoup  # noqa: PLC0415 - slow to import, and needed here alone

    response = transport.send(method, url, **options)
    soup = BeautifulSoup(response.text, "html.parser")
    found = soup.find("div", {"class": "t0"}) or soup.find("div", {"class": "result-container"})
    if found is None:
        page = soup.get_text(" ").lower()
        if "unusual traffic" in page or "captcha" in response.text.lower():
            raise FaultError(ErrorKind.LIMITED, "the service asks for a captcha")
        raise FaultError(ErrorKind.BAD_ANSWER, "the page holds no translation")
    for line_break in found.find_all("br"):
        line_break.replace_with("\n")
    return _Answer(f'<div class="t0">{html.escape(found.get_text())}</div>')


def _mend_mymemory(transport: Transport, method: str, url: str, options: dict[str, Any]) -> Any:
    """Read the status that MyMemory hides in the body, and undo its entities."""
    data = read_json(transport.send(method, url, **options))
    if not isinstance(data, dict):
        raise FaultError(ErrorKind.BAD_ANSWER, "the answer is not MyMemory's format")
    status = str(data.get("responseStatus", 200))
    answer = data.get("responseData")
    text = str((answer or {}).get("translatedText") or "") if isinstance(answer, dict) else ""
    if data.get("quotaFinished") or status == "456":
        raise FaultError(ErrorKind.QUOTA, "the day's quota is used up")
    if status == "429":
        # It sends the warning of its quota with this status.
        kind = ErrorKind.QUOTA if "MYMEMORY WARNING" in text else ErrorKind.LIMITED
        raise FaultError(kind, "too many requests")
    if status not in ("200", "None") and "MYMEMORY WARNING" not in text:
        raise FaultError(ErrorKind.TOO_LONG if "LIMIT" in text else ErrorKind.BAD_ANSWER,
                         "the service refused the text")  # fmt: skip
    # An answer out of its public memory of strangers' translations is no engine's.
    return _Answer("", {"responseData": {"translatedText": html.unescape(text)}, "matches": []})


def _mend_libre(transport: Transport, method: str, url: str, options: dict[str, Any]) -> Any:
    """Send text and key in the body: deep-translator puts both into the address."""
    body = {k: v for k, v in options.pop("params").items() if v != _NO_KEY}
    data = read_json(transport.send(method, url, json=body, **options))
    if not isinstance(data, dict):
        raise FaultError(ErrorKind.BAD_ANSWER, "the answer is not LibreTranslate's format")
    return _Answer("", data)


def _mend_microsoft(transport: Transport, method: str, url: str, options: dict[str, Any]) -> Any:
    """Refuse another number of answers than the one asked for."""
    data = read_json(transport.send(method, url, **options))
    if not isinstance(data, list) or len(data) != 1 or len(data[0].get("translations", ())) != 1:
        raise FaultError(ErrorKind.BAD_ANSWER, "the answer is not one translation")
    return _Answer("", data)


_NO_KEY = "none"
"""deep-translator demands a key of LibreTranslate even where the server has none."""


def _google(module: Any, options: Options) -> Any:
    codes = {"he": "iw"}
    pair = [codes.get(tag, tag) for tag in (options.source, options.target)]
    translator = module.GoogleTranslator(source=pair[0], target=pair[1])
    return _at(translator, options.url)


def _mymemory(module: Any, options: Options) -> Any:
    codes = {
        "ar": "ar-SA", "fa": "fa-IR", "ur": "ur-PK", "he": "he-IL", "en": "en-GB", "fr": "fr-FR",
        "de": "de-DE", "es": "es-ES", "it": "it-IT", "pt": "pt-PT", "nl": "nl-NL", "tr": "tr-TR",
        "ru": "ru-RU",
    }  # fmt: skip
    translator = module.MyMemoryTranslator(
        source=codes.get(options.source, options.source),
        target=codes.get(options.target, options.target),
        email=os.environ.get("MYMEMORY_EMAIL") or None,
    )
    return _at(translator, options.url or "https://api.mymemory.translated.net/get")


def _microsoft(module: Any, options: Options) -> Any:
    class Microsoft(module.MicrosoftTranslator):  # type: ignore[misc]
        """Without the list of languages that the original fetches for every translator."""

        def _get_supported_languages(self) -> dict[str, str]:
            return {each.english.lower(): each.tag for each in LANGUAGES.values()}

    translator = Microsoft(
        source=options.source,
        target=options.target,
        api_key=_key("MICROSOFT_API_KEY"),
        region=os.environ.get("MICROSOFT_REGION") or None,
    )
    return _at(translator, options.url)


def _libre(module: Any, options: Options) -> Any:
    if not options.url:
        raise FaultError(ErrorKind.SETUP, "engine_options: url: must name the server")
    return module.LibreTranslator(
        source=options.source,
        target=options.target,
        api_key=os.environ.get("LIBRE_API_KEY") or _NO_KEY,
        custom_url=f"{options.url.rstrip('/')}/",
    )


def _at(translator: Any, url: str) -> Any:
    if url:
        translator._base_url = url  # noqa: SLF001 - it has no other door
    return translator


def _key(name: str) -> str:
    key = os.environ.get(name, "")
    if not key:
        raise FaultError(ErrorKind.SETUP, f"set the environment variable {name}")
    return key


@dataclass(frozen=True, slots=True)
class _Service:
    """How one service is made and mended."""

    name: str
    module: str
    make: Callable[[Any, Options], Any]
    mend: _Mend
    caps: Caps
    keys: tuple[str, ...] = ()


_NAMES = (Style.INLINE, Style.TOKEN, Style.PLAIN)
SERVICES: Mapping[str, _Service] = {
    each.name: each
    for each in (
        _Service("google", "google", _google, _mend_google,
                 Caps(1, 2000, _NAMES, 0.5, 0.0, "keyless, unofficial; may refuse any time")),
        _Service("mymemory", "mymemory", _mymemory, _mend_mymemory,
                 Caps(1, 480, _NAMES, 1.0, 0.0, "5,000 characters a day; 50,000 with email"),
                 ("MYMEMORY_EMAIL",)),
        _Service("microsoft", "microsoft", _microsoft, _mend_microsoft,
                 Caps(1, 10_000, _NAMES, 5.0), ("MICROSOFT_API_KEY",)),
        _Service("libretranslate", "libre", _libre, _mend_libre,
                 Caps(1, 2000, _NAMES, 5.0, 0.0), ("LIBRE_API_KEY",)),
    )
}  # fmt: skip
"""Services by the name that mkdocs.yml uses."""
