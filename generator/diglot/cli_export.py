"""The command that writes articles as files to keep: to read, or for translators' tools."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diglot.console import conclude, publication_of, usage
from diglot.model.problem import Problem, Severity
from diglot.model.settings import FORMATS

if TYPE_CHECKING:
    from diglot.publication import Publication

_EXCHANGE = ("tmx", "csv")
"""Formats that hold one article or many."""


def add_command(commands: Any) -> None:
    """Add the command to the parser of the command line."""
    command = commands.add_parser("export", help="write an article, or translations, as one file")
    command.add_argument(
        "articles",
        nargs="*",
        metavar="ARTICLE",
        help="slug; for tmx and csv several, and all published ones by default",
    )
    command.add_argument("--to", required=True, choices=(*FORMATS, *_EXCHANGE), help="format")
    command.add_argument("--lang", help="target language; the first by default")
    command.add_argument("--output", type=Path, metavar="FILE", help="here by default")
    command.add_argument(
        "--drafts", action="store_true", help="in tmx and csv, translations nobody has accepted too"
    )
    command.add_argument(
        "--bom", action="store_true", help="in csv, the byte order mark that Excel needs"
    )
    command.set_defaults(run=_export)


def _export(options: argparse.Namespace) -> int:
    from diglot.make import export
    from diglot.storage import write_whole

    exchanged = options.to in _EXCHANGE
    if options.drafts and not exchanged:
        return usage("--drafts goes with --to tmx or --to csv")
    if options.bom and options.to != "csv":
        return usage("--bom goes with --to csv")
    if not exchanged and len(options.articles) != 1:
        return usage(f"--to {options.to} takes one article")
    publication = publication_of(options)
    lang = options.lang or publication.settings.targets[0]
    problems: list[Problem] = []
    if exchanged:
        content = _exchanged(publication, options, lang, problems)
        name = options.articles[0] if len(options.articles) == 1 else "translations"
        path = Path(f"{name}.{lang}.{options.to}")
    else:
        output = export(publication, options.articles[0], lang, options.to)
        content, path = output.content, Path(Path(output.path).name)
    path = options.output or path
    write_whole(path, content)
    print(f"wrote {path}")
    return conclude([problem for problem in problems if problem.severity is Severity.ERROR])


def _exchanged(
    publication: Publication, options: argparse.Namespace, lang: str, problems: list[Problem]
) -> bytes:
    from diglot.interchange import records
    from diglot.render.record_table import record_table
    from diglot.render.tmx import tmx

    found = records(publication, options.articles, lang, problems, drafts=options.drafts)
    return tmx(found) if options.to == "tmx" else record_table(found, bom=options.bom)
