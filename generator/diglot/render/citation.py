"""How an article is cited: one wording for the page, the print and every download."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from diglot.model.document import Inline
from diglot.model.edition import Card, Origin
from diglot.render.article import text_view
from diglot.render.interface import Interface
from diglot.render.labels import state_sentences

_VERSION = "Version: {date}, {hash}."


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in one language; what only some ask for is worded when they ask."""

    title: str
    byline: tuple[str, ...]
    """Author, kind and outlet, as far as the source gives them."""
    date: str
    """As readers write it, or the word for undated."""
    url: str
    """Absolute address, or empty where the publication has none."""
    changed: str
    """Date of the version, worded like the other."""
    hash: str
    """Of the version."""
    origin: Origin
    """Of the translation that is cited with it."""
    ui: Interface

    @property
    def version(self) -> str:
        """Date and hash of what is cited."""
        return self.ui.text(_VERSION, date=self.changed, hash=self.hash)

    @property
    def text(self) -> str:
        """The whole in one line, without the state."""
        return " ".join(filter(None, (self._work, self.url, self.version)))

    @property
    def html(self) -> Markup:
        """The same as HTML, what runs the other way isolated."""
        url = self.url
        place = Markup('<span class="address" dir="ltr">{}</span>').format(url) if url else ""
        version = self.ui.html(_VERSION, date=self.changed, hash=self.hash)
        work = _isolated(self._work, self.ui.language.tag)
        return Markup(" ").join(filter(None, (work, place, version)))

    @property
    def state(self) -> str:
        """Of the translation, in plain sentences."""
        return self.state_html.striptags()

    @property
    def state_html(self) -> Markup:
        """The same as HTML."""
        return Markup(" ").join(state_sentences(self.origin, self.ui))

    @property
    def _work(self) -> str:
        title = self.ui.text("“{title}”", title=self.title)
        return self.ui.joined([title, *self.byline, self.date]) + "."


def cite(card: Card, target: str, ui: Interface, url: str = "") -> Citation:
    """Cite an edition.

    Args:
        card: the article.
        target: language of the translation that is cited with it.
        ui: interface of the language to cite in.
        url: absolute address of what is cited.
    """
    lang, version = ui.language.tag, card.versions[target]
    undated = ui.text("undated")
    return Citation(
        card.titles.get(lang) or card.titles[card.source_lang],
        card.bylines.get(lang) or card.bylines[card.source_lang],
        ui.date(card.date) if card.date else undated,
        url,
        ui.date(version.date) if version.date else undated,
        version.hash,
        card.origins[target],
        ui,
    )


def _isolated(text: str, lang: str) -> Markup:
    html = text_view(lang, (Inline("text", text),)).html
    return Markup(html)  # noqa: S704 - escaped there
