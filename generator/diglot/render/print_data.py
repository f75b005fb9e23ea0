"""What the press sets: an article for paper, and the picture beside a link to it, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from diglot.model import address
from diglot.model.document import Inline
from diglot.model.edition import Card, Edition, Pair
from diglot.model.language import language
from diglot.model.settings import Settings
from diglot.render.citation import Citation, cite
from diglot.render.held_images import HeldImage
from diglot.render.hrefs import absolute_href
from diglot.render.inline_html import visible
from diglot.render.interface import Interface
from diglot.render.labels import pair_note
from diglot.render.rows import Row, rows
from diglot.text.bidi import isolates

_Value = dict[str, Any]
_PIXEL = 25.4 / 96
"""Millimetres of a CSS pixel."""
_FIGURE = (160.0, 170.0)
"""Room for an image that stands alone: the sheet's width, most of its height."""
_INLINE = (76.0, 60.0)
"""Room inside a line of one column."""
_UNKNOWN = 600
"""Pixels of an image whose file does not tell its size."""


def article_sheet(
    edition: Edition,
    card: Card,
    settings: Settings,
    interfaces: Mapping[str, Interface],
    images: Mapping[str, HeldImage],
) -> str:
    """Give an edition as the press's `article` takes it.

    Args:
        edition: the article in one target language, checks applied.
        card: its card.
        settings: the publication.
        interfaces: interface texts by language.
        images: those that the press is given with it, by address in article.md.
    """
    return _json(_Sheet(edition, settings, interfaces, images).value(card))


def card_sheet(
    edition: Edition, card: Card, settings: Settings, interfaces: Mapping[str, Interface]
) -> str:
    """Give an edition's titles, names and state as the press's `card` takes them."""
    langs = (edition.source_lang, edition.target_lang)
    cited = [cite(card, edition.target_lang, interfaces[lang]) for lang in langs]
    return _json(
        _sides(langs)
        | {
            "names": [isolated_run(settings.name(lang), lang) for lang in langs],
            "titles": [isolated_run(card.titles.get(lang, ""), lang) for lang in langs],
            "state": [
                isolated_run(each.state, lang) for each, lang in zip(cited, langs, strict=True)
            ],
        }
    )


def isolated_run(text: str, lang: str) -> str:
    """Put isolates around the runs of a line that read the other way."""
    parts: list[str] = []
    position = 0
    for start, end in isolates(text, language(lang).direction):
        parts += (text[position:start], "\u2068", text[start:end], "\u2069")
        position = end
    return "".join((*parts, text[position:]))


def _json(value: _Value) -> str:
    # The press reads UTF-8 alone.
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def _sides(langs: Sequence[str]) -> _Value:
    names = ("source", "target")
    return {
        name: {"lang": lang, "dir": language(lang).direction}
        for name, lang in zip(names, langs, strict=True)
    }


def _picture(held: HeldImage, alternative: str, room: tuple[float, float]) -> _Value:
    """Place an image, in millimetres: as large as on a screen, or as the sheet has room for."""
    width, height = held.image.width or _UNKNOWN, held.image.height or _UNKNOWN
    scale = min(_PIXEL, room[0] / width, room[1] / height)
    size = {"width": round(width * scale, 2), "height": round(height * scale, 2)}
    return {"file": held.name, "alt": alternative.strip()} | size


class _Sheet:
    """One edition, in the order in which it is printed."""

    def __init__(
        self,
        edition: Edition,
        settings: Settings,
        interfaces: Mapping[str, Interface],
        images: Mapping[str, HeldImage],
    ) -> None:
        self._images = images
        self._edition, self._settings = edition, settings
        self._langs = (edition.source_lang, edition.target_lang)
        self._uis = [interfaces[lang] for lang in self._langs]
        self._page = address.side_by_side(edition.slug, edition.target_lang, settings.targets[0])

    def value(self, card: Card) -> _Value:
        """Give the whole."""
        url = self._settings.absolute(self._page)
        target = self._edition.target_lang
        cited = [cite(card, target, ui, url) for ui in self._uis]
        return _sides(self._langs) | {
            "title": cited[0].title,
            "author": card.authors.get(self._langs[0], ""),
            "url": url,
            "version": cited[1].version,
            "titles": self._each(each.title for each in cited),
            "bylines": self._each(
                ui.joined([*c.byline, c.date]) for ui, c in zip(self._uis, cited, strict=True)
            ),
            "state": self._each(each.state for each in cited),
            "colophon": self._colophon(card, cited),
            "rows": [self._row(row) for row in rows(self._edition)],
        }

    def _each(self, texts: Iterator[str] | Sequence[str]) -> list[str]:
        return [isolated_run(text, lang) for text, lang in zip(texts, self._langs, strict=True)]

    def _colophon(self, card: Card, cited: Sequence[Citation]) -> list[list[str]]:
        def line(label: str, texts: Sequence[str]) -> list[str]:
            labels = (ui.text(label) for ui in self._uis)
            return self._each([f"{a} {b}" for a, b in zip(labels, texts, strict=True)])

        lines = [line("Translation.", [each.state for each in cited])]
        groups = zip(*(card.corrections[lang] for lang in self._langs), strict=True)
        for group in groups:
            dates = [
                ui.date(each.date) + ui.text(", ") if each.date else ""
                for ui, each in zip(self._uis, group, strict=True)
            ]
            notes = [date + each.note for date, each in zip(dates, group, strict=True)]
            lines.append(line("Correction.", notes))
        lines.append(line("To cite.", [each.text for each in cited]))
        return lines

    def _row(self, row: Row) -> _Value:
        value: _Value = {"kind": row.kind, "number": None, "level": row.level, "text": row.text}
        value["depth"] = row.depth + row.quoted
        if row.cells:
            first = next(cell for line in row.cells for cell in line if cell)
            cells = [[self._texts(c) if c else None for c in line] for line in row.cells]
            return value | {"number": first.number, "cells": cells}
        if row.pair is None:
            return value
        if row.kind == "figure" and row.text in self._images:
            alternative = row.pair.segment.visible
            value["picture"] = _picture(self._images[row.text], alternative, _FIGURE)
        return value | self._texts(row.pair, row.markers)

    def _texts(self, pair: Pair, markers: tuple[str, str] = ("", "")) -> _Value:
        inlines = pair.segment.inlines or (Inline("text", pair.segment.visible),)
        source: _Value = {"marker": markers[0], "runs": self._runs(inlines, self._langs[0])}
        target: _Value | None = None
        if pair.target is not None:
            target = {"marker": markers[1], "runs": self._runs(pair.target, self._langs[1])}
        source["length"] = max(len(visible(inlines)), len(pair.target_text or ""))
        note = pair_note(pair, self._edition.origin, self._uis[1])
        return {"number": pair.number, "source": source, "target": target, "note": note}

    def _runs(self, inlines: Sequence[Inline], lang: str) -> list[_Value]:
        """Give the stretches of one style in a text."""
        runs: list[_Value] = []
        style: _Value = {}
        for inline in inlines:
            if inline.kind == "open":
                name = {"s": "strike", "a": "href"}.get(inline.tag, inline.tag)
                style = style | {name: self._href(inline) if name == "href" else True}
            elif inline.kind == "close":
                name = {"s": "strike", "a": "href"}.get(inline.tag, inline.tag)
                style = {key: value for key, value in style.items() if key != name}
            elif inline.kind == "break":
                runs.append({"text": "", "break": True})
            elif inline.kind == "image":
                words = f"[{inline.text}]"
                held = self._images.get(inline.href)
                picture = {"picture": _picture(held, inline.text, _INLINE)} if held else {}
                runs.append({"text": words, "em": True} | picture)
            else:
                code = {"code": True} if inline.kind == "code" else {}
                text = " " if inline.kind == "softbreak" else isolated_run(inline.text, lang)
                runs.append({"text": text} | style | code)
        return runs

    def _href(self, inline: Inline) -> str:
        return absolute_href(self._edition.slug, inline.href, self._page, self._settings)
