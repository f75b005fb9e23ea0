"""CommonMark inline text: parsing, and the numbering of link targets.

The catalogue holds inline text with targets numbered (`[text][1]`); the addresses stay in
article.md. In a unit only such numbered links are links, so that no address can come in through
a catalogue or an engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, paragraph
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, autolink, image, link
from markdown_it.token import Token

from diglot.model.document import Inline, InlineKind, Link

Rule = Callable[[StateInline, bool], bool]

_UNIT = "diglot-unit"
"""Key in the parser's environment: set while the text of a unit is parsed."""
_ALLOWED_AUTOLINKS = "diglot-autolinks"
_MARKED = re.compile(r"[\\`*_<\[&\n\r\0]")
"""The signs that inline markup begins with, and what the parser replaces."""


def _label_end(state: StateInline, start: int, *, nested: bool) -> int:
    end: int = state.md.helpers.parseLinkLabel(state, start, nested)
    return end


def _remember_target(state: StateInline, kind: str, before: int, target_start: int) -> None:
    """Note on the token just pushed where its target part stands in the source."""
    for token in state.tokens[before:]:
        if token.type == kind:
            token.meta["target"] = (target_start, state.pos)
            return


def _numbered(rule: Rule, opener: str, kind: str) -> Rule:
    """Wrap a parser's rule: it notes where targets stand, and in units takes numbers only."""
    nested = kind == "link_open"

    def run(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if state.src[start] != opener[0]:
            return False
        label = start + len(opener) - 1
        if _UNIT in state.env:
            end = _label_end(state, label, nested=nested)
            if end < 0 or state.src[end + 1 : end + 2] != "[":
                return False
        if not rule(state, silent):
            return False
        if not silent:
            end_of_rule, state.pos = state.pos, start
            label_end = _label_end(state, label, nested=nested)
            state.pos = end_of_rule
            _remember_target(state, kind, before, label_end + 1)
        return True

    return run


def _autolink(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "<":
        return False
    if _UNIT in state.env:
        end = state.src.find(">", state.pos)
        if state.src[state.pos + 1 : end] not in state.env[_ALLOWED_AUTOLINKS]:
            return False
    return autolink(state, silent)


def _inline(state: StateCore) -> None:
    """Parse the inline text of every block; most have no markup, and need no rule to tell."""
    for token in state.tokens:
        if token.type == "inline":
            text, token.children = token.content, []
            if _MARKED.search(text):
                state.md.inline.parse(text, state.md, state.env, token.children)
            elif text:
                token.children.append(Token("text", "", 0, content=text))


def _lone_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a line between empty ones that begins with a letter: ten rules would let it pass."""
    if not state.src[state.bMarks[start] + state.tShift[start]].isalpha():
        return False
    if not state.isEmpty(start + 1) or state.is_code_block(start):
        return False
    return paragraph(state, start, end, silent)


def markdown() -> MarkdownIt:
    """Give the one parser of the project: CommonMark with tables, raw HTML being text."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.core.ruler.at("inline", _inline)
    parser.block.ruler.before("table", "lone_line", _lone_line)
    parser.inline.ruler.at("link", _numbered(link, "[", "link_open"))
    parser.inline.ruler.at("image", _numbered(image, "![", "image"))
    parser.inline.ruler.at("autolink", _autolink)
    return parser


_PARSER = markdown()


@dataclass(frozen=True, slots=True)
class InlineText:
    """Inline text with its targets numbered."""

    source: str
    inlines: tuple[Inline, ...]
    links: tuple[Link, ...]


def from_token(token: Token) -> InlineText:
    """Read a parsed `inline` token of article.md.

    Returns:
        The source with targets numbered from 1 in reading order, its events, and the targets.
    """
    targets: list[tuple[int, int]] = []
    links: list[Link] = []
    for child in token.children or ():
        if "target" in child.meta:
            targets.append(child.meta["target"])
            links.append(_link_of(child))
    source, shift = token.content, 0
    numbered = {start: number for number, (start, _) in enumerate(targets, 1)}
    for start, end in sorted(targets):
        label = f"[{numbered[start]}]"
        source = source[: start + shift] + label + source[end + shift :]
        shift += len(label) - (end - start)
    return InlineText(source, _events(token.children or ()), tuple(links))


def parse_unit(
    text: str, links: Sequence[Link] = (), autolinks: Sequence[str] = ()
) -> tuple[Inline, ...]:
    """Parse the inline text of a unit.

    Args:
        text: CommonMark inline; `[text][1]` refers to `links[0]`, everything else that looks
            like a link is text.
        links: targets by number.
        autolinks: addresses that may stand as `<address>`: those of the source segment.

    Returns:
        Events in reading order. Never raises: what cannot be parsed is text.
    """
    if not _MARKED.search(text):
        return (Inline("text", text),) if text else ()
    references = {
        str(number): {"href": target.href, "title": target.title, "map": [0, 0]}
        for number, target in enumerate(links, 1)
    }
    env: dict[str, Any] = {_UNIT: True, _ALLOWED_AUTOLINKS: autolinks, "references": references}
    tokens = _PARSER.parseInline(text, env)
    return _events(tokens[0].children or ())


def _link_of(token: Token) -> Link:
    href = token.attrs.get("href") or token.attrs.get("src") or ""
    return Link(str(href), str(token.attrs.get("title", "")))


_PLAIN: dict[str, tuple[InlineKind, str]] = {
    "text": ("text", ""),
    "code_inline": ("code", ""),
    "softbreak": ("softbreak", "\n"),
    "hardbreak": ("break", "\n"),
}
_TAGS = {"em_open": "em", "strong_open": "strong", "s_open": "s"}


def _events(tokens: Sequence[Token]) -> tuple[Inline, ...]:
    events: list[Inline] = []
    for token in tokens:
        kind = token.type
        if kind in _PLAIN:
            name, text = _PLAIN[kind]
            if text or token.content:
                events.append(Inline(name, text or token.content))
        elif kind == "link_open":
            target = _link_of(token)
            events.append(Inline("open", tag="a", href=target.href, title=target.title))
        elif kind == "image":
            target = _link_of(token)
            events.append(Inline("image", token.content, "img", target.href, target.title))
        elif kind in _TAGS:
            events.append(Inline("open", tag=_TAGS[kind]))
        elif token.nesting == -1:
            events.append(Inline("close", tag=token.tag))
        else:
            events.append(Inline("text", token.content))
    return tuple(events)


def autolinks_of(inlines: Sequence[Inline]) -> tuple[str, ...]:
    """Give the addresses that stand as `<address>` or as link text in a segment."""
    return tuple(i.text for i in inlines if i.kind == "text" and ("://" in i.text or "@" in i.text))
