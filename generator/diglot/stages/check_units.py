"""Check every translated segment of an article: what is lost, left over, invented or changed.

A finding is a value; that an open error withholds a machine's text is decided above. What belongs
to one language stands in tables of the text floor: a language without a table is checked by the
rules that need none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from diglot.formats.inline import autolinks_of, parse_unit
from diglot.model.actors import Mention, Protection
from diglot.model.document import Inline, SegmentKind
from diglot.model.edition import Edition, Pair
from diglot.model.finding import Fault, Finding, in_order
from diglot.model.fingerprint import fingerprint
from diglot.model.language import LANGUAGES
from diglot.model.problem import Location, Severity
from diglot.model.translation import State, Unit
from diglot.text.capitals import unknown_names
from diglot.text.check_figures import figures
from diglot.text.check_letters import letters, no_translation
from diglot.text.check_shape import shape
from diglot.text.markup import markup
from diglot.text.pair_text import Side
from diglot.text.punctuation import punctuation
from diglot.text.termbase import Termbase, is_written, nearest

_UNCHECKED = (State.MISSING, State.STALE_DRAFT)
"""Nothing is there, or it is about to be replaced."""

_DRAFTS = (State.MACHINE, State.EDITED)
"""What nobody has accepted: a wrong name is an error there, elsewhere a warning."""

_PLAIN = (SegmentKind.IMAGE, SegmentKind.META)


def check_units(
    edition: Edition,
    terms: Termbase,
    path: str = "",
    front: Mapping[str, Sequence[Mention]] | None = None,
) -> tuple[Finding, ...]:
    """Check the units of an article in one target language.

    Args:
        edition: the article, mentions found; what readers see of it does not matter.
        terms: the glossary, prepared for this pair of languages.
        path: file of the catalogue, for locations.
        front: mentions in the source of front-matter fields, by field.

    Returns:
        Findings, dismissed ones included, negations first, then the gravest.
    """
    checker = _Checker(terms, path)
    found: list[Finding] = []
    for name, pair in edition.meta.items():
        found += checker.findings(pair, (front or {}).get(name, ()))
    for pair in edition.pairs:
        found += checker.findings(pair, pair.source_mentions)
    return tuple(in_order(found)) if found else ()


class _Checker:
    """Checks one unit after another."""

    def __init__(self, terms: Termbase, path: str) -> None:
        self.terms = terms
        self.path = path
        source, target = terms.source_lang.partition("-")[0], terms.target_lang.partition("-")[0]
        self.langs = source, target
        known = [LANGUAGES.get(tag) for tag in self.langs]
        scripts = [each.script if each else "" for each in known]
        self.script = scripts[0] if scripts[0] != scripts[1] else ""
        self.rtl = bool(known[0] and known[0].direction == "rtl" and scripts[1] == "Latn")

    def findings(self, pair: Pair, mentions: Sequence[Mention]) -> Iterator[Finding]:
        """Give the findings of one unit."""
        unit, state = pair.unit, pair.unit.state
        if state in _UNCHECKED:
            return
        source = pair.segment.visible
        inlines = pair.target if pair.target is not None else _parsed(pair)
        target = "".join([inline.visible for inline in inlines])
        ours, theirs = Side(source, self.langs[0]), Side(target, self.langs[1])
        strict = state in _DRAFTS
        for fault in self._faults(pair, ours, theirs, inlines, mentions, strict=strict):
            yield self._finding(fault, unit, source, target, machine=state is State.MACHINE)

    def _faults(
        self,
        pair: Pair,
        ours: Side,
        theirs: Side,
        inlines: Sequence[Inline],
        mentions: Sequence[Mention],
        *,
        strict: bool,
    ) -> Iterator[Fault]:
        first = tuple(no_translation(ours, theirs, self.script))
        if first:
            yield from first
            return
        source, target, unit = ours.text, theirs.text, pair.unit
        yield from letters(source, target, (unit.source, unit.target), self.script)
        if pair.segment.kind not in _PLAIN:
            yield from markup(pair.segment.inlines, inlines)
        yield from shape(ours, theirs)
        yield from figures(ours, theirs)
        heading = pair.segment.kind is SegmentKind.HEADING
        said = [(mention.start, mention.end) for mention in mentions]
        yield from punctuation(ours, theirs, heading=heading, rtl_source=self.rtl, names=said)
        names = tuple(self._names(pair, source, theirs, mentions, strict=strict))
        yield from names
        if self.langs[1] == "en":
            yield from self._capitals(target, {fault.span for fault in names if fault.span})

    def _names(
        self, pair: Pair, source: str, theirs: Side, mentions: Sequence[Mention], *, strict: bool
    ) -> Iterator[Fault]:
        """Hold the translation to the names of the glossary."""
        there = {mention.actor for mention in pair.target_mentions}
        said: dict[str, list[str]] = {}
        for mention in mentions:
            if mention.actor not in there and mention.actor in self.terms.terms:
                said.setdefault(mention.actor, []).append(source[mention.start : mention.end])
        target, low = theirs.text, theirs.low
        for actor, spellings in said.items():
            term = self.terms.terms[actor]
            if is_written(term, target, low, spellings):
                continue
            span = nearest(term, target, self.terms.known)
            message = f"{spellings[0]} is {term.name} in actors.yml"
            message += f", here {target[slice(*span)]}" if span else ", here it is not named"
            error = strict and term.actor.protect is Protection.YES
            severity = Severity.ERROR if error else Severity.WARNING
            yield Fault("name", severity, message, f"Write {term.name}.", span)

    def _capitals(self, target: str, told: Collection[tuple[int, int]]) -> Iterator[Fault]:
        """Give capitalised names that nothing explains, but those that are told to be misspelt."""
        spans = [
            (start, end)
            for start, end in unknown_names(target, self.terms.known)
            if not any(start <= at < end for at, _ in told)
        ]
        if spans:
            shown = (target[start:end].removeprefix("The ") for start, end in spans)
            names = ", ".join(dict.fromkeys(shown))
            message = f"actors.yml does not know {names}"
            remedy = "See that the source names it; add it to actors.yml if it is an actor."
            yield Fault("unknown-name", Severity.WARNING, message, remedy, spans[0])

    def _finding(
        self, fault: Fault, unit: Unit, source: str, target: str, *, machine: bool
    ) -> Finding:
        return Finding(
            unit.id,
            fault.code,
            fault.severity,
            fault.message,
            source,
            target,
            fault.remedy,
            fault.span,
            Location(self.path, unit.line),
            machine,
            fingerprint(unit.source),
            fingerprint(unit.target),
            unit.dismissed(fault.code) if unit.dismissals else None,
        )


def _parsed(pair: Pair) -> tuple[Inline, ...]:
    """Parse a target that readers do not see."""
    segment = pair.segment
    if segment.kind in _PLAIN:
        return (Inline("text", pair.unit.target),)
    return parse_unit(pair.unit.target, segment.links, autolinks_of(segment.inlines))
