"""What a service means by HTTP 400, told by its own documented error body.

Sources: Azure Translator's list of error codes (400050 and 400077 for length, 400035 and 400036
for languages), LibreTranslate's app.py, DeepL's API reference (length there is 413, never 400), the
error codes of OpenAI, of llama.cpp's server and of vLLM, MyMemory's API specification.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from diglot.engines.protocol import ErrorKind

_LONG_ADDRESS = 8192
"""Bytes of an address from which servers begin to refuse it; Google's page says nothing of why."""

_TOO_LONG: Mapping[str, re.Pattern[str]] = {
    "mymemory": re.compile(r"QUERY LENGTH LIMIT"),
    "microsoft": re.compile(r'"code"\s*:\s*"?(?:400050|400077)\b'),
    "libretranslate": re.compile(r"exceeds text limit"),
    "openai": re.compile(
        r"context_length_exceeded|string_above_max_length|exceed_context_size"
        r"|maximum context length"
    ),
}
_SETUP: Mapping[str, re.Pattern[str]] = {
    "mymemory": re.compile(r"INVALID LANGUAGE PAIR|INVALID (?:SOURCE|TARGET) LANGUAGE"),
    "microsoft": re.compile(r'"code"\s*:\s*"?(?:400035|400036)\b'),
    "libretranslate": re.compile(r'"error"\s*:\s*"[^"]{0,40}is not supported'),
    "deepl": re.compile(r"Value for '\w+_lang' not supported"),
    "openai": re.compile(
        r'"code"\s*:\s*"(?:model_not_found|unsupported_value|unsupported_parameter)"'
    ),
}


def bad_request(service: str, body: str, address: str) -> tuple[ErrorKind, str]:
    """Say what an answer with status 400 means; what nothing documents is this text's refusal.

    Args:
        service: name of the engine.
        body: the beginning of the answer.
        address: what was asked, as sent.
    """
    long = service == "google" and len(address) > _LONG_ADDRESS
    if long or ((pattern := _TOO_LONG.get(service)) and pattern.search(body)):
        return ErrorKind.TOO_LONG, "the text is too long"
    if (pattern := _SETUP.get(service)) and pattern.search(body):
        return ErrorKind.SETUP, "the service does not know the language pair or the model"
    return ErrorKind.REFUSED, "the request was refused"
