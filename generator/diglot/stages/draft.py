"""One unit on its way through a machine: what each rung sends, and what may come of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from diglot.formats.inline import parse_unit
from diglot.model.document import Inline, Link
from diglot.model.machine import Lock, Style
from diglot.text.protect import PRIVATE, Protected, protect
from diglot.text.restore import Restored, restore

_NUMBERED = re.compile(r"\]\[(\d+)\]")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]+:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>")


@dataclass(frozen=True, slots=True)
class Draft:
    """A text to be translated, parsed, with the names it holds."""

    source: str
    inlines: tuple[Inline, ...]
    locks: tuple[Lock, ...]
    markup: bool


def events(source: str, *, markup: bool) -> tuple[Inline, ...]:
    """Parse a unit's source; a link's `href` is its number."""
    if not markup:
        return (Inline("text", source),)
    last = max((int(number) for number in _NUMBERED.findall(source)), default=0)
    links = [Link(str(number)) for number in range(1, min(last, 999) + 1)]
    return parse_unit(source, links, _AUTOLINK.findall(source))


def ladder(draft: Draft, styles: Sequence[Style]) -> list[Protected]:
    """Give the copies to try, best first, those that send the same text once."""
    rungs: dict[tuple[str, bool], Protected] = {}
    if PRIVATE.search(draft.source):
        return []
    for style in styles:
        rung = protect(draft.inlines, draft.locks, style, markup=draft.markup)
        rungs.setdefault((rung.text, style is Style.NATIVE), rung)
    return list(rungs.values())


def finish(draft: Draft, protected: Protected, answer: str) -> Restored:
    """Make a draft of an answer, and prove that its markup is the source's."""
    restored = restore(protected, answer)
    if restored.fault or not draft.markup:
        return restored
    wanted, got = _markup(draft.inlines), _markup(events(restored.text, markup=True))
    # Of a plain answer some markup may be lost, but none may be new.
    if got == wanted or (restored.markup_lost and got <= wanted):
        return restored
    return Restored(fault="the markup is not the source's")


def _markup(inlines: Sequence[Inline]) -> Counter[tuple[str, str, str]]:
    return Counter(
        (event.kind, event.tag, event.href or (event.text if event.kind == "code" else ""))
        for event in inlines
        if event.kind in ("open", "code", "image", "break")
    )
