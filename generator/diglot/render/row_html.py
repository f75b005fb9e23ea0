"""A row of an edition as HTML: number, source, key and target, in this order in every mode.

Written here and not in a template: a page prints it a hundred times, and Jinja asks for and escapes
each of its twenty fields, which took a seventh of a page's time.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from markupsafe import Markup

from diglot.render.article import PageTexts, PairView, TextView
from diglot.render.interface import Interface
from diglot.render.view import attrs


def row_html(
    texts: PageTexts, pair: PairView, uis: Sequence[Interface], element: str = "div"
) -> Markup:
    """Write a row that stands in a template, as `row` does, and finish it for its page."""
    html = texts.finished(row(texts, pair, uis, element))
    return Markup(html)  # noqa: S704 - escaped where it was made


def row(
    texts: PageTexts,
    pair: PairView,
    uis: Sequence[Interface],
    element: str = "div",
    kind: str = "",
    tag: str = "p",
    heading: int = 0,
) -> str:
    """Write a row that the page's texts have still to finish.

    Args:
        texts: those of the page.
        pair: source and target.
        uis: interfaces of source and target.
        element: HTML element of the row.
        kind: further classes of it, each after a space.
        tag: HTML element of its first text.
        heading: level of the heading that the second text stands for, 0 for none.
    """
    source, target, mode = pair.source, pair.target, texts.mode
    first = source if target is None or mode in ("both", source.lang) else target
    id_ = escape(pair.id)
    html = (
        f'<{element} class="pair{kind}" id="{id_}" data-state="{pair.state}">'
        f'<a class="num" href="#{id_}">{pair.number}</a>'
        f'<{tag} class="source" {first.attrs} id="{id_}-{first.lang}">{_text(texts, first)}</{tag}>'
    )
    if target and mode == "both":
        level = f' role="heading" aria-level="{heading}"' if heading else ""
        html += (
            f'{_reveal(pair, uis)}<p class="target" {target.attrs} id="{id_}-{target.lang}"'
            f"{level}>{_text(texts, target)}</p>"
        )
    if mode != source.lang:
        html += _note(pair, uis[1])
    return f"{html}</{element}>"


def reveal_html(pair: PairView, uis: Sequence[Interface]) -> Markup:
    """Write the key that shows what is on demand; the style shows one of the two codes."""
    return Markup(_reveal(pair, uis))  # noqa: S704 - tags of languages and a number


def note_html(pair: PairView, ui: Interface) -> Markup:
    """Write what is said of a text that is not as the whole is said to be, if anything is."""
    return Markup(_note(pair, ui))  # noqa: S704 - escaped by the interface


def _reveal(pair: PairView, uis: Sequence[Interface]) -> str:
    source, target = (ui.language.tag.upper() for ui in uis)
    return (
        f'<label class="reveal" lang="en"><input type="checkbox"><span class="of-source">{source}'
        f'</span><span class="of-target">{target}</span> <span class="hidden">{pair.number}</span>'
        "</label>"
    )


def _note(pair: PairView, ui: Interface) -> str:
    key = pair.notice.value or pair.exception
    if not key:
        return ""
    said = ui.html(key, names=pair.reviewer)
    return f'<p class="state-note" {attrs(ui.language.tag)}>{said}</p>'


def _text(texts: PageTexts, view: TextView) -> str:
    marker = f'<span class="marker">{escape(view.marker)}</span> ' if view.marker else ""
    return marker + texts.shared(view)
