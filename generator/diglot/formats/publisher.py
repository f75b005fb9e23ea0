"""Reads who answers for a publication, and on what terms, out of its settings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from diglot.model.language import LANGUAGES
from diglot.model.licence import Licence

_EMAIL = re.compile(r"[\w.+-]+@[\w.-]+\Z")
_WEB = re.compile(r"https?://[^\s<>\"']+\Z")
_SPDX_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*\Z")


def read_contact(value: object) -> str:
    """Give a contact that readers can reach.

    Raises:
        ValueError: it is neither an e-mail address nor that of a page.
    """
    contact = str(value)
    if contact and not (_EMAIL.match(contact) or _WEB.match(contact)):
        raise ValueError(f"contact: {contact!r} is no e-mail address and no https:// address")
    return contact


def read_editor(value: object, languages: Sequence[str]) -> dict[str, str]:
    """Give the editor's name by language; one name alone stands for every language."""
    texts = value if isinstance(value, Mapping) else dict.fromkeys(languages, value)
    return {str(lang): str(text).strip() for lang, text in texts.items() if text}


def read_licence(value: object) -> Licence | None:
    """Read an SPDX id, an address, or a mapping of `id`, `url` and words by language.

    Raises:
        ValueError: it is none of these.
    """
    if not value:
        return None
    if not isinstance(value, Mapping):
        value = {"url" if "://" in str(value) else "id": value}
    id_, url = str(value.get("id", "")), str(value.get("url", ""))
    texts = {str(key): str(text) for key, text in value.items() if key not in ("id", "url")}
    if unknown := sorted(texts.keys() - LANGUAGES.keys()):
        raise ValueError(f"licence: {unknown[0]!r} is no language here")
    if (id_ and not _SPDX_ID.match(id_)) or (url and not _WEB.match(url)):
        raise ValueError("licence: give an SPDX id or an https:// address")
    return Licence(id_, url, texts)
