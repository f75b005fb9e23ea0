"""An edition as Markdown and as plain text, both texts pair by pair under its citation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from diglot.model import address
from diglot.model.document import Inline
from diglot.model.edition import Card, Edition, Output, Pair
from diglot.model.settings import Settings
from diglot.render.citation import Citation, cite
from diglot.render.hrefs import absolute_href
from diglot.render.inline_html import visible
from diglot.render.inline_text import directed, inline_markdown, isolated
from diglot.render.interface import Interface
from diglot.render.labels import pair_note
from diglot.render.rows import Row, rows

_Write = Callable[[tuple[Inline, ...], str], str]
"""Gives inline events of a language as text."""


def article_markdown(
    edition: Edition, card: Card, settings: Settings, interfaces: Mapping[str, Interface]
) -> Output:
    """Give an edition as CommonMark: each paragraph, then its translation.

    Args:
        edition: the article in one target language, checks applied.
        card: its card.
        settings: the publication.
        interfaces: interface texts by language.
    """
    page = address.side_by_side(card.slug, edition.target_lang, settings.targets[0])

    def resolve(href: str) -> str:
        return absolute_href(edition.slug, href, page, settings)

    def write(inlines: tuple[Inline, ...], lang: str) -> str:
        return directed(inline_markdown(inlines, resolve), lang)

    def plain(text: str, lang: str) -> str:
        return write((Inline("text", text),), lang)

    parts: list[str] = []
    for citation, lang in _citations(edition, card, settings, interfaces):
        parts.append(f"# {plain(citation.title, lang)}")
        parts += (
            f"> {plain(isolated(line, lang), lang)}" for line in (citation.text, citation.state)
        )
    texts = _Texts(edition, interfaces[edition.target_lang], write)
    for row in rows(edition):
        parts += _markdown_row(row, texts, resolve)
    return _output(edition, card, settings, "md", parts)


def _markdown_row(row: Row, texts: _Texts, resolve: Callable[[str], str]) -> Iterator[str]:
    margin = ("> " if row.quoted else "") + "  " * max(row.depth - (row.kind == "item"), 0)
    if row.kind == "rule":
        yield f"{margin}---"
    elif row.kind == "code":
        yield "\n".join(f"{margin}    {line}" for line in row.text.splitlines())
    elif row.kind == "table":
        for side in (0, 1):
            yield "\n".join(_markdown_table(row, texts, side, margin))
    elif row.pair:
        source, target = texts.of(row.pair)
        if row.kind == "heading":
            hashes = "#" * min(max(row.level, 2), 6)
            yield f"{margin}{hashes} {_one_line(source)}"
            yield (
                f"{margin}{hashes} {_one_line(target)}" if row.pair.target else f"{margin}{target}"
            )
        elif row.kind == "item":
            ours, theirs = (f"{m} " if m and m != "•" else "" for m in row.markers)
            yield _indented(f"{ours}{source}", f"{margin}- ", f"{margin}  ")
            yield _indented(f"{theirs}{target}", f"{margin}  ", f"{margin}  ")
        else:
            if row.kind == "figure" and (src := resolve(row.text)):
                yield margin + inline_markdown(
                    (Inline("image", row.pair.segment.visible, "img", src),)
                )
            yield _indented(source, margin, margin)
            yield _indented(target, margin, margin)


def _markdown_table(row: Row, texts: _Texts, side: int, margin: str) -> Iterator[str]:
    for index, cells in enumerate(row.cells):
        shown = (_one_line(texts.of(cell)[side]) if cell else "" for cell in cells)
        yield f"{margin}| {' | '.join(shown)} |"
        if index == 0:
            yield f"{margin}|{' --- |' * len(cells)}"


def article_text(
    edition: Edition, card: Card, settings: Settings, interfaces: Mapping[str, Interface]
) -> Output:
    """Give an edition as plain text, isolated where the directions meet.

    Args:
        edition: the article in one target language, checks applied.
        card: its card.
        settings: the publication.
        interfaces: interface texts by language.
    """

    def write(inlines: tuple[Inline, ...], lang: str) -> str:
        return isolated(_one_line(visible(inlines)), lang)

    parts: list[str] = []
    for citation, lang in _citations(edition, card, settings, interfaces):
        parts += (isolated(line, lang) for line in (citation.title, citation.text, citation.state))
    texts = _Texts(edition, interfaces[edition.target_lang], write)
    for row in rows(edition):
        parts += _text_row(row, texts)
    return _output(edition, card, settings, "txt", parts)


def _text_row(row: Row, texts: _Texts) -> Iterator[str]:
    if row.kind == "rule":
        yield "* * *"
    elif row.kind == "code":
        yield row.text.rstrip("\n")
    pairs = [cell for cells in row.cells for cell in cells if cell]
    for pair in (row.pair, *pairs):
        if pair:
            source, target = texts.of(pair)
            ours, theirs = (f"{marker} " if marker else "" for marker in row.markers)
            yield f"[{pair.number}] {ours}{source}"
            yield f"{theirs}{target}"


class _Texts:
    """Both texts of a pair as a format writes them."""

    def __init__(self, edition: Edition, ui: Interface, write: _Write) -> None:
        self._edition, self._ui, self._write = edition, ui, write

    def of(self, pair: Pair) -> tuple[str, str]:
        """Give source and target; in place of a target that is not shown, the notice."""
        edition = self._edition
        inlines = pair.segment.inlines or (Inline("text", pair.segment.visible),)
        said = pair_note(pair, edition.origin, self._ui)
        notice = f"[{said}]" if said else ""
        target = notice
        if pair.target is not None:
            target = " ".join(filter(None, (self._write(pair.target, edition.target_lang), notice)))
        return self._write(inlines, edition.source_lang), target


def _citations(
    edition: Edition, card: Card, settings: Settings, interfaces: Mapping[str, Interface]
) -> Iterator[tuple[Citation, str]]:
    page = address.side_by_side(card.slug, edition.target_lang, settings.targets[0])
    for lang in (edition.source_lang, edition.target_lang):
        yield cite(card, edition.target_lang, interfaces[lang], settings.absolute(page)), lang


def _output(
    edition: Edition, card: Card, settings: Settings, ending: str, parts: list[str]
) -> Output:
    path = address.download(card.slug, edition.target_lang, settings.targets[0], ending)
    return Output(path, ("\n\n".join(filter(None, parts)) + "\n").encode("utf-8", "replace"))


def _indented(text: str, first: str, rest: str) -> str:
    return first + text.replace("\n", f"\n{rest}")


def _one_line(text: str) -> str:
    return " ".join(text.split())
