"""The command that takes catalogues back from translators' tools."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from diglot.console import conclude, publication_of
from diglot.model.problem import DiglotError, Problem


def add_command(commands: Any) -> None:
    """Add the command to the parser of the command line."""
    command = commands.add_parser("pull", help="take a catalogue back from a translator's tool")
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument("--article", default="", metavar="SLUG", help="by its texts, by default")
    command.add_argument("--lang", default="", help="target language; by its header, by default")
    command.add_argument("--dry-run", action="store_true", help="report, and write nothing")
    command.set_defaults(run=_pull)


def _pull(options: argparse.Namespace) -> int:
    from diglot.pull import pull

    publication = publication_of(options)
    problems: list[Problem] = []
    for file in options.files:
        try:
            name, merge = pull(
                publication, file, options.article, options.lang, dry=options.dry_run
            )
        except DiglotError as error:
            problems += error.problems
            continue
        print(
            f"{file} → {name}: {len(merge.taken)} taken, {len(merge.commented)} commented, "
            f"{merge.unchanged} unchanged, "
            f"{len(merge.conflicts)} in conflict"
        )
        problems += merge.conflicts
    return conclude(problems)
