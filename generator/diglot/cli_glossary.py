"""The commands of the glossary."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from diglot.console import DONE, conclude, publication_of, usage
from diglot.model.language import LANGUAGES

if TYPE_CHECKING:
    from diglot.model.candidate import Candidate, Evidence
    from diglot.model.problem import Location, Problem
    from diglot.publication import Publication

_AROUND = 40
"""Characters of context on either side of a quotation."""
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

    command = commands.add_parser("respell", help="show what another spelling would touch")
    command.add_argument("actor", metavar="ACTOR", help="id, as it stands in actors.yml")
    command.add_argument(
        "--name", action="append", default=[], metavar="LANG=TEXT", help="set the name"
    )
    command.add_argument(
        "--alias", action="append", default=[], metavar="LANG=TEXT", help="add an alias"
    )
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.add_argument(
        "--write", action="store_true", help="make the change, in actors.yml alone"
    )
    command.set_defaults(run=_respell)


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


def _place(publication: Publication, evidence: Evidence) -> Location:
    from diglot.glossary import place_of

    spot = evidence.spot
    return place_of(publication.settings.root, evidence.passage, spot.start, spot.end)


def _print(publication: Publication, candidate: Candidate) -> None:
    from diglot.render.terminal import printable

    forms = f" ({', '.join(candidate.forms)})" if candidate.forms else ""
    english = f" = {candidate.english}" if candidate.english else ""
    name = printable(f"{candidate.name}{forms}{english}")
    print(f"{candidate.score:.2f}  {name}  {candidate.type.value}, {candidate.count}×")
    for each in candidate.evidence[:_SHOWN]:
        place = _place(publication, each)
        quote = printable(_quoted(each))
        print(f"    {place}: {each.passage.segment}: {each.spot.cue.value}: {quote}")
    if len(candidate.evidence) > _SHOWN:
        print(f"    and {len(candidate.evidence) - _SHOWN} more")


def _row(publication: Publication, candidate: Candidate) -> dict[str, Any]:
    return {
        "name": candidate.name,
        "lang": candidate.lang,
        "type": candidate.type.value,
        "score": candidate.score,
        "count": candidate.count,
        "forms": list(candidate.forms),
        "english": candidate.english or None,
        "evidence": [_evidence(each, _place(publication, each)) for each in candidate.evidence],
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


# --- respell ---


def _respell(options: argparse.Namespace) -> int:
    from diglot import respelling
    from diglot.render.respelling import as_rows, as_text

    names, aliases = _pairs(options.name), _pairs(options.alias)
    if names is None or aliases is None:
        langs = ", ".join(LANGUAGES)
        return usage(f"--name and --alias want LANG=TEXT, LANG being one of {langs}")
    if not names and not aliases:
        return usage("respell needs --name or --alias")
    if len({lang for lang, _ in names}) < len(names):
        return usage("one --name for each language")
    added: dict[str, list[str]] = {}
    for lang, alias in aliases:
        added.setdefault(lang, []).append(alias)
    change = respelling.Change(options.actor, dict(names), added)
    publication = publication_of(options)
    problems: list[Problem] = []
    proposed = respelling.propose(publication, change, problems)
    if proposed.before == proposed.after:
        print(f"{options.actor} is spelled so already")
        return conclude(problems)
    path = respelling.write(publication, change) if options.write else ""
    if options.format == "json":
        print(json.dumps(as_rows(proposed, path), ensure_ascii=False, indent=2))
    else:
        print(as_text(proposed, path))
    return conclude(problems)


def _pairs(given: Sequence[str]) -> list[tuple[str, str]] | None:
    """Take LANG=TEXT apart; None where one is something else."""
    pairs = []
    for each in given:
        lang, _, text = each.partition("=")
        text = " ".join(text.split())
        if lang.partition("-")[0] not in LANGUAGES or not text:
            return None
        pairs.append((lang, text))
    return pairs
