"""DeepL through its official client, an extra: native glossary and XML tags."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from diglot.engines.deep import Options
from diglot.engines.judge import judged
from diglot.engines.protocol import Caps, ErrorKind, Failure, FaultError, Item, Result
from diglot.engines.transport import Transport, read_json
from diglot.model.fingerprint import fingerprint
from diglot.model.machine import Style, Term

KEYS = ("DEEPL_AUTH_KEY", "DEEPL_API_KEY")


class DeepLEngine:
    """The official client, with our transport and our patience in place of its own."""

    def __init__(self, options: Options, terms: Sequence[Term] = ()) -> None:
        self.name = "deepl"
        self.caps = Caps(
            batch=20,
            max_chars=20_000,
            styles=(Style.NATIVE, Style.INLINE, Style.TOKEN, Style.PLAIN),
            rps=options.rps or 3.0,
        )
        self._options = options
        self._entries = {term.source: term.target for term in terms}
        self._glossary: Any = None

    def fingerprint(self) -> str:
        """Name the client and its options; the glossary counts by the terms of each text."""
        try:
            client = version("deepl")
        except PackageNotFoundError:
            client = "none"
        return f"deepl deepl/{client} {self._options.url or 'default'} xml"

    def translate(self, items: Sequence[Item]) -> list[Result]:
        """Translate one batch in one request."""
        secrets = [os.environ.get(name, "") for name in KEYS]
        try:
            answers = self._ask(items, next(filter(None, secrets), ""))
        except FaultError as fault:
            return [Result(item.id, failure=fault.failure) for item in items]
        except Exception as error:  # noqa: BLE001 - whatever it raises must not end the run
            message = f"no translation in the answer ({type(error).__name__})"
            failure = Failure(ErrorKind.BAD_ANSWER, message)
            return [Result(item.id, failure=failure) for item in items]
        return [judged(item, answer, secrets) for item, answer in zip(items, answers, strict=True)]

    def _ask(self, items: Sequence[Item], key: str) -> list[object]:
        translator = self._client(key)
        options: dict[str, Any] = {}
        if any(item.xml for item in items):
            options = {"tag_handling": "xml", "ignore_tags": ["x"]}
        if any(item.terms for item in items) and self._entries:
            options["glossary"] = self._glossary_of(translator)
        answers = translator.translate_text(
            [item.text for item in items],
            source_lang=self._options.source.upper(),
            target_lang={"en": "EN-GB", "pt": "PT-PT"}.get(
                self._options.target, self._options.target.upper()
            ),
            **options,
        )
        if len(answers) != len(items):
            raise FaultError(ErrorKind.BAD_ANSWER, "the answer has another number of texts")
        return [answer.text for answer in answers]

    def _glossary_of(self, translator: Any) -> Any:
        """Find the glossary with these very entries at the service, or make it."""
        if self._glossary is None:
            name = f"diglot-{fingerprint(repr(sorted(self._entries.items())))}"
            known = {each.name: each for each in translator.list_glossaries()}
            self._glossary = known.get(name) or translator.create_glossary(
                name, self._options.source.upper(), self._options.target.upper(), self._entries
            )
        return self._glossary

    def _client(self, key: str) -> Any:
        if not key:
            raise FaultError(ErrorKind.SETUP, "set the environment variable DEEPL_AUTH_KEY")
        try:
            deepl = import_module("deepl")
        except ImportError:
            message = "the package deepl is missing: pip install 'diglot[deepl]'"
            raise FaultError(ErrorKind.SETUP, message) from None
        translator = deepl.Translator(
            key, server_url=self._options.url or None, send_platform_info=False
        )
        translator._client = _Client(Transport("deepl", read=self._options.read))  # noqa: SLF001 - its own retries for a minute, unseen
        return translator


class _Client:
    """Stands where the official client keeps its HTTP client: one attempt, our deadline."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def request_with_backoff(
        self, method: str, url: str, data: Any, json: Any, headers: Any, **_: Any
    ) -> tuple[int, str]:
        response = self._transport.send(method, url, data=data, json=json, headers=headers)
        # Judge now what the client's parser would raise as something without a kind.
        read_json(response)
        return response.status_code, response.text

    def close(self) -> None:
        """Nothing is open."""
