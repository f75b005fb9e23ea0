"""How an article is cited: one wording for the page, the print and every download."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from diglot.model.document import Inline
from diglot.model.edition import Card
from diglot.render.article import text_view
from diglot.render.interface import Interface
from diglot.render.labels import state_sentences

_VERSION = "Version: {date}, {hash}."


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in one language, in the order in which it is read."""

    title: str
    byline: tuple[str, ...]
    """Author, kind and outlet, as far as the source gives them."""
    date: str
    """As readers write it, or the word for undated."""
    url: str
    """Absolute address, or empty where the publication has none."""
    version: str
    state: str
    """Of the translation, in plain sentences."""
    text: str
    """The whole in one line, without the state."""
    html: Markup
    """The same as HTML, what runs the other way isolated."""
    state_html: Markup


def cite(card: Card, target: str, ui: Interface, url: str = "") -> Citation:
    """Cite an edition.

    Args:
        card: the article.
        target: language of the translation that is cited with it.
        ui: interface of the language to cite in.
        url: absolute address of what is cited.
    """
    lang = ui.language.tag
    title = card.titles.get(lang) or card.titles[card.source_lang]
    byline = card.bylines.get(lang) or card.bylines[card.source_lang]
    date = ui.date(card.date) if card.date else ui.text("undated")
    work = ui.joined([ui.text("“{title}”", title=title), *byline, date]) + "."
    edition = card.versions[target]
    named = ui.date(edition.date) if edition.date else ui.text("undated")
    values = {"date": named, "hash": edition.hash}
    version = ui.text(_VERSION, **values)
    place = Markup('<span class="address" dir="ltr">{}</span>').format(url) if url else ""
    state = Markup(" ").join(state_sentences(card.origins[target], ui))
    return Citation(
        title,
        byline,
        date,
        url,
        version,
        state.striptags(),
        " ".join(filter(None, (work, url, version))),
        Markup(" ").join(filter(None, (_isolated(work, lang), place, ui.html(_VERSION, **values)))),
        state,
    )


def _isolated(text: str, lang: str) -> Markup:
    html = text_view(lang, (Inline("text", text),)).html
    return Markup(html)  # noqa: S704 - escaped there
