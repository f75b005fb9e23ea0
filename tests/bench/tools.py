"""A program under measurement, and the edits that it meets."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.corpus import slug
from bench.words import new_name


@dataclass(frozen=True)
class Tool:
    """A program with a publication of its own to build."""

    name: str
    folder: Path
    command: tuple[str, ...]
    output: Path
    pages: str
    """What the pages of articles match, below the output."""
    per_article: int
    """How many of these there are for each."""
    shown: str
    """One page of the article that is edited."""
    article: Path
    """Its source."""
    template: Path
    comment: str
    """What a changed template gains."""
    kept: tuple[Path, ...] = ()
    """What a cold build must not find, besides its output."""
    actors: Path | None = None
    """Its glossary, where it has one."""
    environment: dict[str, str] = field(default_factory=dict)

    def clear(self) -> None:
        """Remove what a build has made."""
        for path in (self.output, *self.kept):
            shutil.rmtree(path, ignore_errors=True)

    def prove_whole(self, count: int) -> None:
        """Make sure that every article has its pages.

        Raises:
            RuntimeError: the program has not done what it is measured for.
        """
        found = sum(1 for _ in self.output.glob(self.pages))
        if found != count * self.per_article:
            raise RuntimeError(f"{self.name} has made {found} pages of {count} articles")

    def prove_shown(self, text: str) -> None:
        """Make sure that an edit has reached its page.

        Raises:
            RuntimeError: it has not.
        """
        if text not in (self.output / self.shown).read_text("utf-8"):
            raise RuntimeError(f"{self.name} does not show {text}")


def paragraph(round_: int) -> str:
    """Give the words that a round adds to the last paragraph of the first article."""
    return f"وأضاف {round_ + 1}"


def _change_nothing(_tool: Tool, _round: int, _count: int) -> None:
    pass


def _change_paragraph(tool: Tool, round_: int, _count: int) -> None:
    text = tool.article.read_text("utf-8").rstrip()
    tool.article.write_text(f"{text} {paragraph(round_)}\n", "utf-8")


_ALIASES = '"aliases": {"ar": ['


def _alias_of_many(tool: Tool, round_: int, count: int) -> None:
    """Give the first actor one more name: an actor whom most articles name."""
    if tool.actors is not None:
        before, found, after = tool.actors.read_text("utf-8").partition(_ALIASES)
        name, _ = new_name(2 * round_, count)
        tool.actors.write_text(f'{before}{found}"{name}", {after}', "utf-8")


def _alias_of_newcomer(tool: Tool, round_: int, count: int) -> None:
    """Give the last actor one more name: an actor whom no article has named."""
    if tool.actors is not None:
        before, found, after = tool.actors.read_text("utf-8").rpartition(_ALIASES)
        name, _ = new_name(2 * round_ + 1, count)
        tool.actors.write_text(f'{before}{found}"{name}", {after}', "utf-8")


def _change_template(tool: Tool, _round: int, _count: int) -> None:
    with tool.template.open("a", encoding="utf-8") as file:
        file.write(tool.comment)


ALIASES = ("alias of many", "alias of a newcomer")
"""Changes that a program without actors does not meet."""

EDITS: dict[str, Callable[[Tool, int, int], None]] = {
    "no change": _change_nothing,
    "one paragraph": _change_paragraph,
    ALIASES[0]: _alias_of_many,
    ALIASES[1]: _alias_of_newcomer,
    "one template": _change_template,
}

FIRST = slug(0)
