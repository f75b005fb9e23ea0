"""Languages a publication can be written in, and the direction that follows from each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Direction = Literal["rtl", "ltr"]


@dataclass(frozen=True, slots=True)
class Language:
    """A language as the edition needs it."""

    tag: str
    """BCP 47 tag, lower case, without region."""
    direction: Direction
    """Base direction of running text."""
    autonym: str
    """The language's name in itself, for switches and headings."""
    english: str
    """The language's name in English, for messages and catalogue headers."""
    script: str
    """ISO 15924 code of the usual script."""


_KNOWN = (
    Language("ar", "rtl", "العربية", "Arabic", "Arab"),
    Language("fa", "rtl", "فارسی", "Persian", "Arab"),
    Language("ur", "rtl", "اردو", "Urdu", "Arab"),
    Language("he", "rtl", "עברית", "Hebrew", "Hebr"),
    Language("en", "ltr", "English", "English", "Latn"),
    Language("fr", "ltr", "Français", "French", "Latn"),
    Language("de", "ltr", "Deutsch", "German", "Latn"),
    Language("es", "ltr", "Español", "Spanish", "Latn"),
    Language("it", "ltr", "Italiano", "Italian", "Latn"),
    Language("pt", "ltr", "Português", "Portuguese", "Latn"),
    Language("nl", "ltr", "Nederlands", "Dutch", "Latn"),
    Language("tr", "ltr", "Türkçe", "Turkish", "Latn"),
    Language("ru", "ltr", "Русский", "Russian", "Cyrl"),
)
LANGUAGES: dict[str, Language] = {language.tag: language for language in _KNOWN}
"""Every supported language by tag."""

SOURCE_TAGS = ("ar", "fa", "ur", "he")
"""Languages whose articles ingest can recognise and structure."""


def language(tag: str) -> Language:
    """Give the language with this BCP 47 tag; a region subtag is ignored.

    Raises:
        KeyError: the tag is not one of `LANGUAGES`.
    """
    return LANGUAGES[tag.lower().partition("-")[0]]
