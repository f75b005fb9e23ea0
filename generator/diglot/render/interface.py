"""The edition's own words in every language of a publication: gettext texts and CLDR dates."""

from __future__ import annotations

import datetime
import gettext
import io
import string
from collections.abc import Mapping
from functools import lru_cache

import polib
from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_percent
from markupsafe import Markup, escape

from diglot.model.language import Direction, Language, language
from diglot.render.view import attrs


class Interface:
    """Interface texts in one language; the English text is the key."""

    def __init__(self, lang: str, catalogue: str | None) -> None:
        """Read a gettext catalogue.

        Args:
            lang: BCP 47 tag.
            catalogue: text of the PO file; None for English or a language that has none, whose
                texts are then the keys.
        """
        self.language: Language = language(lang)
        self.attrs = attrs(self.language.tag)
        """What an element says of the language of its text."""
        self._translations: gettext.NullTranslations = gettext.NullTranslations()
        if catalogue is not None:
            binary = polib.pofile(catalogue).to_binary()
            self._translations = gettext.GNUTranslations(io.BytesIO(binary))
        try:
            self._locale = Locale.parse(lang)
        except UnknownLocaleError:
            self._locale = Locale.parse("en")

    def text(self, key: str, **values: object) -> str:
        """Give a text, its `{name}` fields filled."""
        return self._translations.gettext(key).format(**values)

    def html(self, key: str, **values: object) -> Markup:
        """Give a text as HTML, its fields escaped and isolated from its direction."""
        return _isolated(self._translations.gettext(key), self.language.direction, **values)

    def count_html(self, one: str, many: str, number: int, **values: object) -> Markup:
        """Give a text as HTML in the plural form of a number, which fills the field `{n}`."""
        text = self._translations.ngettext(one, many, number)
        return _isolated(text, self.language.direction, n=number, **values)

    def count(self, one: str, many: str, number: int, **values: object) -> str:
        """Give a text in the plural form of a number, which fills the field `{n}`."""
        return self._translations.ngettext(one, many, number).format(n=number, **values)

    def plural_forms(self, one: str, many: str) -> dict[str, str]:
        """Give a text in every plural form by CLDR category, its field `{n}` left to be filled."""
        counts = (*range(201), 1_000_000)
        first = {self._locale.plural_form(n): n for n in reversed(counts)}
        return {form: self._translations.ngettext(one, many, n) for form, n in first.items()}

    def date(self, iso: str) -> str:
        """Write an ISO date (year, month or day) as readers of the language do."""
        return _date(iso, self._locale)

    def name_of(self, lang: str) -> str:
        """Name a language as readers of this one do: as the catalogue has it, else as CLDR has."""
        name = language(lang).english
        if (own := self._translations.gettext(name)) != name:
            return own
        return self._locale.languages.get(lang) or language(lang).autonym

    def percent(self, share: float) -> str:
        """Write a share of one as a percentage; what is not all is never said to be 100 %."""
        return format_percent(min(share, 0.99) if share < 1 else share, locale=self._locale)

    def joined(self, items: list[str]) -> str:
        """Join names with this language's comma."""
        return ("، " if self.language.script == "Arab" else ", ").join(items)


_CAPITALS = set(string.ascii_uppercase)
_LATIN, _PLAIN = Markup('<bdi lang="en">{}</bdi>'), Markup("<bdi>{}</bdi>")


# An article gives the same date, and says the same of a passage, a hundred times.
@lru_cache(maxsize=1024)
def _date(iso: str, locale: Locale) -> str:
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 1:
        return str(parts[0])
    day = datetime.date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    return format_date(day, "long" if len(parts) > 2 else "MMMM y", locale=locale)


# By type too: Markup equals the text of its letters, which has still to be escaped.
@lru_cache(maxsize=1024, typed=True)
def _isolated(text: str, direction: Direction, **values: object) -> Markup:
    """Fill a text's fields, each isolated.

    A Latin name in an Arabic line would otherwise carry the comma after it away; it is also
    marked as Latin, so that it is set in its own face and size.
    """
    fields: dict[str, object] = {}
    for name, value in values.items():
        latin = direction == "rtl" and isinstance(value, str) and value[:1].upper() in _CAPITALS
        isolate = _LATIN if latin else _PLAIN
        fields[name] = isolate.format(value) if isinstance(value, str) else value
    return escape(text).format(**fields)


class Interfaces(dict[str, Interface]):
    """Interface texts by language, each read when it is first asked for."""

    def __init__(self, catalogues: Mapping[str, str]) -> None:
        """Take the texts of the PO files that there are, by language tag."""
        super().__init__()
        self._catalogues = catalogues

    def __missing__(self, lang: str) -> Interface:
        self[lang] = Interface(lang, self._catalogues.get(lang))
        return self[lang]
