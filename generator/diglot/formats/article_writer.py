"""An ingested article → the article.md that people edit.

Law: the visible text of each block, as CommonMark renders it, is the text of its decision.
"""

from __future__ import annotations

import json
import re

import yaml
from markdown_it import MarkdownIt

from diglot.model.document import FrontMatter, ListStyle
from diglot.model.ingest import Decision, Ingested, Role

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
"""More than our own reader takes for markup, so that the file reads the same elsewhere."""
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_ACTIVE = re.compile(r"[\\`*_\[\]<>&~#=+|!\-]|^\d{1,9}[.)]")
_ESCAPES = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|$)"
    r"|`|\*(?!\s)|(?<!\s)\*|(?<!\w)_|_(?!\w)"
    r"|\[(?=[^\[\]]*\][(\[:])|\[(?=//\])"
    r"|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~)|(?<=~)~"
)
_BLOCK_START = re.compile(r"^(#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|[-=_*~`](?=[-=_*~`\s]*$)|(?:~~~|```))")
_CLOSING_HASHES = re.compile(r"#+$")
_NUMBER_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_PLAIN_YAML = re.compile(r"[^\W\d_][^\x00-\x1f:#\"'\\{}\[\]&*!|>%@`,?]*")
_KEYS = tuple("title author kind outlet lang status date summary image rights".split())


def write_article(ingested: Ingested) -> str:
    """Give the Markdown of an article: front matter, then one block a decision.

    Args:
        ingested: the article as `diglot.stages.ingest` gives it.

    Returns:
        The whole file, ending in a newline; the title stands in the front matter only.
    """
    parts = [write_front_matter(ingested.front)]
    indents: list[int] = []
    previous: Decision | None = None
    for decision in ingested.body:
        if decision.role is Role.ITEM:
            parts.append(_item(decision, previous, indents))
        elif decision.role is Role.HEADING:
            text = escape(decision.text, heading=True)
            parts.append(f"\n{'#' * decision.level} {text}\n")
        else:
            parts.append(f"\n{escape(decision.text)}\n")
        previous = decision
    return "".join(parts)


def write_front_matter(front: FrontMatter) -> str:
    """Give the front matter, delimiters included; absent values are left out."""
    values = {name: str(getattr(front, name)) for name in _KEYS}
    lines = [f"{name}: {write_scalar(value)}\n" for name, value in values.items() if value]
    topics = [f"  - {write_scalar(topic)}\n" for topic in front.topics]
    if topics:
        lines += ["topics:\n", *topics]
    return f"---\n{''.join(lines)}---\n"


def escape(text: str, *, heading: bool = False) -> str:
    r"""Escape a line so that CommonMark shows it as it stands, and only where it would not.

    Args:
        text: one line, no spaces around it.
        heading: whether it will stand after `## `, where a number begins no list.

    >>> escape("1948 * 2")
    '1948 * 2'
    >>> escape("*مهم* <b>")
    '\\*مهم\\* \\<b>'
    """
    if not _ACTIVE.search(text):
        return text
    likely = escape_run(text)
    if not likely.startswith("\\"):
        likely = _BLOCK_START.sub(r"\\\1", likely)
    likely = _NUMBER_START.sub(r"\1\\\2", likely)
    for candidate in (text, _CLOSING_HASHES.sub(r"\\\g<0>", text), likely):
        if _shows(candidate, text, heading=heading):
            return candidate
    return _PUNCTUATION.sub(r"\\\1", text)


def escape_run(text: str) -> str:
    """Escape what most likely is markup in a run of text that stands inside a line."""
    return _ESCAPES.sub(r"\\\g<0>", text)


def _shows(markup: str, text: str, *, heading: bool) -> bool:
    """Whether the markup is one plain block that shows the text, among list directives too."""
    kind, prefix = ("heading", "## ") if heading else ("paragraph", "")
    env = {"references": {"//": {"href": "#", "title": "", "map": [0, 0]}}}
    tokens = _PARSER.parse(prefix + markup, env)
    if [token.type for token in tokens] != [f"{kind}_open", "inline", f"{kind}_close"]:
        return False
    children = tokens[1].children or []
    return (
        all(child.type == "text" for child in children)
        and "".join(child.content for child in children) == text
    )


def _item(decision: Decision, previous: Decision | None, indents: list[int]) -> str:
    """Write a list item, its list's directive before the first one.

    Args:
        decision: the item.
        previous: the block above.
        indents: columns of the open lists' contents by depth, kept up to date here.
    """
    after_item = previous is not None and previous.role is Role.ITEM
    del indents[decision.depth :]
    margin = " " * (indents[-1] if indents else 0)
    marker = "- " if decision.style is ListStyle.BULLET else f"{decision.number}. "
    indents.append(len(margin) + len(marker))
    line = f"{margin}{marker}{escape(decision.text)}\n"
    if not decision.opens_list:
        return line
    nested = decision.depth > 0 and previous is not None and previous.depth < decision.depth
    shown_by_markdown = decision.style in (ListStyle.BULLET, ListStyle.DECIMAL)
    if shown_by_markdown and nested and decision.number in (0, 1):
        return line
    if shown_by_markdown and not (after_item and not nested):
        return f"\n{line}"
    # Between two lists the directive also keeps them apart, which a blank line would not.
    return f'\n{margin}[//]: # "list: {decision.style}"\n\n{line}'


def write_scalar(value: str) -> str:
    """Write a string that YAML reads back as the same string, quoted only where it must be."""
    if _PLAIN_YAML.fullmatch(value) and _reads_as(value, value):
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    # YAML breaks lines at, or refuses, some characters that JSON lets stand.
    return re.sub(
        "[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]",
        lambda m: f"\\u{ord(m[0]):04x}",
        quoted,
    )


def _reads_as(scalar: str, value: str) -> bool:
    try:
        return bool(yaml.safe_load(f"k: {scalar}") == {"k": value})
    except yaml.YAMLError:
        return False
