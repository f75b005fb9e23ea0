"""The edition's own words, in every language of a publication: gettext catalogues and CLDR dates."""

from __future__ import annotations

import datetime
import gettext
import io
from collections.abc import Mapping

import polib
from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from markupsafe import Markup, escape

from diglot.model.language import Language, language


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
        return _isolated(self._translations.gettext(key), values)

    def count_html(self, one: str, many: str, number: int, **values: object) -> Markup:
        """Give a text as HTML in the plural form of a number, which fills the field `{n}`."""
        return _isolated(self._translations.ngettext(one, many, number), {"n": number, **values})

    def count(self, one: str, many: str, number: int, **values: object) -> str:
        """Give a text in the plural form of a number, which fills the field `{n}`."""
        return self._translations.ngettext(one, many, number).format(n=number, **values)

    def date(self, iso: str) -> str:
        """Write an ISO date (year, month or day) as readers of the language do."""
        parts = [int(part) for part in iso.split("-")]
        if len(parts) == 1:
            return str(parts[0])
        day = datetime.date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
        style = "long" if len(parts) > 2 else "MMMM y"
        return format_date(day, style, locale=self._locale)

    def language_name(self, tag: str) -> str:
        """Name another language in this one."""
        return self._locale.languages.get(tag) or language(tag).english

    def joined(self, items: list[str]) -> str:
        """Join names with this language's comma."""
        return ("، " if self.language.script == "Arab" else ", ").join(items)


def _isolated(text: str, values: Mapping[str, object]) -> Markup:
    """Fill a text's fields; names go into `<bdi>`, since a Latin name in an Arabic line would
    otherwise carry the comma after it away.
    """
    isolate = Markup("<bdi>{}</bdi>")
    fields = {k: isolate.format(v) if isinstance(v, str) else v for k, v in values.items()}
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
