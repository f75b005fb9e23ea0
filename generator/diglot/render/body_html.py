"""The body of an edition as HTML: its sections, and what stands in them in reading order.

Not in a template for the same reason as its rows: they and what frames them are most of a page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from diglot.render.article import Node, PageTexts
from diglot.render.interface import Interface
from diglot.render.row_html import row

Rare = Callable[[Node, str, Sequence[Interface]], str]
"""Writes a node in a mode, with the interfaces of source and target."""


def sections_html(
    texts: PageTexts,
    sections: Sequence[Node],
    uis: Sequence[Interface],
    table: Rare,
    figure: Rare,
) -> Markup:
    """Write the sections of an edition.

    Args:
        texts: those of the page.
        sections: of the body.
        uis: interfaces of source and target.
        table: writes a table; the theme's macro.
        figure: writes a figure; the theme's macro.
    """
    body = _Body(texts, uis, table, figure)
    html = "".join(map(body.section, sections))
    return Markup(texts.finished(html))  # noqa: S704 - escaped where it was made


@dataclass(frozen=True, slots=True)
class _Body:
    """What writes the nodes of one page."""

    texts: PageTexts
    uis: Sequence[Interface]
    table: Rare
    figure: Rare

    def section(self, section: Node) -> str:
        """Write a section; rows before the first heading are none, for they have no name."""
        rows = self._nodes(section.children)
        pair = section.children[0].pair if section.children[0].kind == "heading" else None
        if pair is None:
            return f'\n<div class="section">{rows}\n</div>'
        own = self.texts.mode in ("both", pair.source.lang)
        shown = pair.source if own else pair.target or pair.source
        named = f"{escape(pair.id)}-{shown.lang}"
        return f'\n<section class="section" aria-labelledby="{named}">{rows}\n</section>'

    def _nodes(self, nodes: Sequence[Node]) -> str:
        return "".join(f"\n{self._node(node)}" for node in nodes)

    def _node(self, node: Node) -> str:
        if node.kind == "paragraph" and node.pair:
            return row(self.texts, node.pair, self.uis)
        if node.kind == "heading" and node.pair:
            n = min(max(node.level, 2), 6)
            return row(self.texts, node.pair, self.uis, "div", f" heading level-{n}", f"h{n}", n)
        match node.kind:
            case "quote":
                return f'<blockquote class="quote">{self._nodes(node.children)}</blockquote>'
            case "list":
                tag = "ul" if node.style == "bullet" else "ol"
                items = "".join(map(self._item, node.children))
                return f'<{tag} class="list list-{node.style}">{items}\n</{tag}>'
            case "table":
                return self.table(node, self.texts.mode, self.uis)
            case "figure":
                return self.figure(node, self.texts.mode, self.uis)
            case "code":
                return f'<pre dir="ltr"><code>{escape(node.text)}</code></pre>'
            case _:
                return "<hr>"

    def _item(self, item: Node) -> str:
        if item.pair and not item.children:
            return "\n" + row(self.texts, item.pair, self.uis, "li")
        own = row(self.texts, item.pair, self.uis) if item.pair else ""
        return f"\n<li>{own}{self._nodes(item.children)}</li>"
