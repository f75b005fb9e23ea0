"""What the commands share: exit statuses, the publication that is meant, today's date."""

from __future__ import annotations

import argparse
import datetime
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from diglot.model.problem import Problem, Severity

if TYPE_CHECKING:
    from diglot.model.finding import Finding
    from diglot.model.settings import Settings
    from diglot.publication import Publication

DONE, CONTENT, USAGE, STOPPED = 0, 1, 2, 3
"""Exit statuses: done, problems in the content, not understood, an engine left work undone."""


def settings_of(options: argparse.Namespace) -> Settings:
    """Read the settings that the command line names.

    Raises:
        DiglotError: they cannot be read.
    """
    from diglot import mkdocs_plugin

    return mkdocs_plugin.load_settings(options.config)


def publication_of(options: argparse.Namespace) -> Publication:
    """Load the publication whose mkdocs.yml the command line names.

    Raises:
        DiglotError: its settings cannot be read.
    """
    from diglot.publication import load

    return load(settings_of(options))


def today() -> str:
    """Give the date on the editor's wall, as ISO."""
    return datetime.datetime.now().astimezone().date().isoformat()


def frozen(publication: Publication) -> int:
    """Say what sync would write, and what cannot be read; write nothing."""
    from diglot.closing import not_in_step
    from diglot.publication import articles

    problems: list[Problem] = []
    pending = [
        not_in_step(article.slug, name)
        for article in articles(publication, problems)
        for name in article.files
    ]
    return conclude([*(p for p in problems if p.severity is Severity.ERROR), *pending])


def status_of(problems: Sequence[Problem | Finding], *, strict: bool = False) -> int:
    """Give the exit status that follows from problems."""
    limit = Severity.WARNING if strict else Severity.ERROR
    return CONTENT if any(problem.severity >= limit for problem in problems) else DONE


def conclude(problems: Sequence[Problem], *, strict: bool = False) -> int:
    """Print the problems and give the exit status that follows from them."""
    print_problems(problems)
    return status_of(problems, strict=strict)


def print_problems(problems: Sequence[Problem]) -> None:
    """Print problems where errors belong."""
    for problem in problems:
        print(problem, file=sys.stderr)


class Bar:
    """A line of progress on a terminal; nothing elsewhere."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._drawn = False
        self._started = time.monotonic()

    def show(self, done: int, total: int, more: str = "") -> None:
        """Draw the bar and the rate.

        Args:
            done: how many are done.
            total: of how many.
            more: what else to say.
        """
        if not self._shown:
            return
        width = 24 * done // max(total, 1)
        rate = 60 * done / max(time.monotonic() - self._started, 0.001)
        line = f"{'█' * width}{'·' * (24 - width)} {done}/{total}  {rate:.0f}/min  {more}".rstrip()
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
        self._drawn = True

    def end(self) -> None:
        """Leave the line."""
        if self._drawn:
            print(file=sys.stderr)


def usage(message: str) -> int:
    """Say that the command cannot be understood."""
    print(f"diglot: {message}", file=sys.stderr)
    return USAGE
