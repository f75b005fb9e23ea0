"""The commands of the glossary."""

from __future__ import annotations

import argparse
import json
import unicodedata
from typing import TYPE_CHECKING, Any

from diglot.console import DONE, conclude, publication_of, usage

if TYPE_CHECKING:
    from diglot.model.candidate import Candidate, Evidence
    from diglot.model.problem import Location, Problem
    from diglot.publication import Publication

_AROUND = 40
"""Characters of context on either side of a quotation."""
_REPLACED = "\ufffd"
_JOINERS = "\u200c\u200d"
_SHOWN = 3
"""Pieces of evidence that a person is shown of each candidate."""


def add_commands(commands: Any) -> None:
    """Add the commands to the parser of the command line."""
    command = commands.add_parser("suggest", help="list actors that the glossary lacks")
    command.add_argument("articles", nargs="*", metavar="ARTICLE", help="all by default")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.add_argument(
        "--accept", metavar="CANDIDATE", help="write a stub of this one into actors.yml"
    )
    command.add_argument("--id", help="id of the new entry; from its name by default")
    command.set_defaults(run=_suggest)


def _suggest(options: argparse.Namespace) -> int:
    from diglot import glossary

    if options.id and not options.accept:
        return usage("--id goes with --accept")
    publication = publication_of(options)
    problems: list[Problem] = []
    found = glossary.suggestions(publication, options.articles, problems)
    if options.accept:
        actor, path = glossary.accept(publication, found, options.accept, options.id or "")
        print(f"wrote {actor.id} into {path}")
        missing = [lang for lang in publication.settings.targets if lang not in actor.name]
        if missing:
            print(f"its name in {', '.join(missing)} is missing; diglot check says so until then")
        return DONE
    if options.format == "json":
        rows = [_row(publication, each) for each in found]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for each in found:
            _print(publication, each)
        print(f"{len(found)} candidates")
    return conclude(problems)


def _print(publication: Publication, candidate: Candidate) -> None:
    from diglot import glossary

    forms = f" ({', '.join(candidate.forms)})" if candidate.forms else ""
    english = f" = {candidate.english}" if candidate.english else ""
    head = f"{candidate.score:.2f}  {candidate.name}{forms}{english}"
    print(printable(f"{head}  {candidate.type.value}, {candidate.count}×"))
    places = glossary.places_of(publication, candidate)
    for each, place in list(zip(candidate.evidence, places, strict=True))[:_SHOWN]:
        quote = printable(_quoted(each))
        print(f"    {place}: {each.passage.segment}: {each.spot.cue.value}: {quote}")
    if len(places) > _SHOWN:
        print(f"    and {len(places) - _SHOWN} more")


def _row(publication: Publication, candidate: Candidate) -> dict[str, Any]:
    from diglot import glossary

    places = glossary.places_of(publication, candidate)
    return {
        "name": candidate.name,
        "lang": candidate.lang,
        "type": candidate.type.value,
        "score": candidate.score,
        "count": candidate.count,
        "forms": list(candidate.forms),
        "english": candidate.english or None,
        "evidence": [
            _evidence(each, place) for each, place in zip(candidate.evidence, places, strict=True)
        ],
    }


def _evidence(evidence: Evidence, place: Location) -> dict[str, Any]:
    return {
        "cue": evidence.spot.cue.value,
        "article": evidence.passage.article,
        "segment": evidence.passage.segment,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "start": evidence.spot.start,
        "end": evidence.spot.end,
        "context": _quoted(evidence),
    }


def _quoted(evidence: Evidence) -> str:
    """Quote a name with what stands around it, cut at spaces."""
    text, spot = evidence.passage.text, evidence.spot
    begin, end = max(0, spot.start - _AROUND), min(len(text), spot.end + _AROUND)
    before, after = text[begin : spot.start], text[spot.end : end]
    if begin:
        before = "…" + before.partition(" ")[2]
    if end < len(text):
        after = after.rpartition(" ")[0] + "…"
    return " ".join(f"{before}{text[spot.start : spot.end]}{after}".split())


def printable(text: str) -> str:
    """Give a text without what could command a terminal or turn its line around."""
    return "".join(_REPLACED if _is_control(char) else char for char in text)


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf") and char not in _JOINERS
