"""Texts in two languages, made of the real article's sentences.

A real archive has new words in every article, so some words are coined. It has actors who are in
every article and actors who are in few, so articles take place in worlds of their own, half of
them in the first, a quarter in the second, and the names are others in each.
"""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

import yaml

from diglot.formats.po import read_catalogue

ROOT = Path(__file__).parent.parent.parent
_REAL = ROOT / "content" / "articles" / "wagner-mutiny"
_IN_A_WORLD = 50
"""Articles that the first world alone holds: from twice as many on there is a second."""

LINE = re.compile(r"(#+ |\d+\. |)(.*)")
_SENTENCE = re.compile(r"(?<=[.؟?!])\s+")
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_SYLLABLES = (
    "با تي جو دا ري زو سا شي عو فا قي كو لا مي نو ها وي يا طو خي".split(),
    "ba ti jo da ri zo sa shi o fa qi ko la mi no ha wi ya tu khi".split(),
)
_COINED = 20**4
_NAMED_IN = 10
"""Articles that a coined name stands in: what a new alias concerns, however many there are."""

Texts = tuple[str, str]
"""A text in Arabic and in English."""


@dataclass(frozen=True)
class Material:
    """What articles are made of."""

    lines: tuple[str, ...]
    """Of the real article, without its front matter."""
    pools: dict[str, list[Texts]]
    """Sentences by what a line starts with: of headings, list items and paragraphs."""
    actors: list[dict[str, object]]

    @cached_property
    def names(self) -> tuple[re.Pattern[str], ...]:
        """Every name of every actor, the longest first, in Arabic and in English."""
        return tuple(self._names(lang) for lang in ("ar", "en"))

    def _names(self, lang: str) -> re.Pattern[str]:
        found: set[str] = set()
        for actor in self.actors:
            found.add(actor["name"][lang])
            for key in ("aliases", "context_aliases"):
                found.update(actor.get(key, {}).get(lang, ()))
        longest_first = sorted(found, key=lambda name: (-len(name), name))
        return re.compile("|".join(re.escape(name) for name in longest_first))


def material() -> Material:
    """Take the real article apart."""
    text = (_REAL / "article.md").read_text(encoding="utf-8")
    catalogue = read_catalogue((_REAL / "en.po").read_text(encoding="utf-8"), "en.po")
    english = {unit.source: unit.target for unit in catalogue.units}
    lines = tuple(text.split("---\n", 2)[2].split("\n"))
    pools: dict[str, list[Texts]] = {}
    for line in lines:
        start, source = LINE.fullmatch(line).groups()
        if source in english:
            pools.setdefault(start[-2:], []).extend(_sentences(source, english[source]))
    actors_text = (ROOT / "content" / "actors.yml").read_text("utf-8")
    # As written: `yes` and dates stay words.
    actors = yaml.load(actors_text, yaml.BaseLoader)  # noqa: S506 - it makes strings alone
    return Material(lines, pools, actors)


def _sentences(source: str, target: str) -> list[Texts]:
    """Give the sentences of a passage, or the passage where the two texts divide otherwise."""
    parts = _SENTENCE.split(source), _SENTENCE.split(target)
    if len(parts[0]) != len(parts[1]):
        return [(source, target)]
    return list(zip(*parts, strict=True))


# --- names and words ---


def coined(number: int, syllables: int = 4) -> Texts:
    """Give a word that no dictionary has, in both scripts; the same number, the same word."""
    digits = [number // 20**place % 20 for place in range(syllables)]
    arabic, latin = ("".join(script[digit] for digit in digits) for script in _SYLLABLES)
    return arabic, latin


def new_name(number: int, count: int) -> Texts:
    """Give the name, no actor's yet, that an article of a corpus of `count` names.

    Some ten articles share it; its five syllables are one more than any other coined word has.
    """
    arabic, latin = coined(_COINED + number % max(1, count // _NAMED_IN), 5)
    return arabic, latin.title()


def renamed(name: str, side: int, world: int) -> str:
    """Give the name that stands for a name in a world; in the first it is itself."""
    if not world:
        return name
    words = [
        coined((zlib.crc32(word.encode()) + 7919 * world) % _COINED)[side] for word in name.split()
    ]
    return " ".join(word.title() for word in words)


def worlds(count: int) -> int:
    """Give the number of worlds for a number of articles; the last has some dozens of them."""
    return max(1, (count // _IN_A_WORLD).bit_length())


def glossary(found: Material, count: int) -> str:
    """Write actors.yml: the real actors, once a world, and a newcomer."""
    actors = [_in_world(actor, world) for world in range(worlds(count)) for actor in found.actors]
    actors.append(_newcomer())
    # JSON is YAML, and knows no anchors; `yes` and dates have to stay bare.
    text = "".join(f"- {json.dumps(actor, ensure_ascii=False)}\n" for actor in actors)
    return re.sub(r'"(protect|as_of)": "([^"]*)"', r'"\1": \2', text)


def _in_world(actor: dict[str, object], world: int) -> dict[str, object]:
    if not world:
        return actor
    made = {key: actor[key] for key in ("type", "role", "as_of", "protect") if key in actor}
    made["id"] = f"{actor['id']}-{world}"
    made["name"] = {
        lang: renamed(actor["name"][lang], side, world) for side, lang in enumerate(("ar", "en"))
    }
    for key in ("aliases", "context_aliases"):
        if key in actor:
            made[key] = {
                lang: [renamed(name, ("ar", "en").index(lang), world) for name in names]
                for lang, names in actor[key].items()
            }
    return made


def _newcomer() -> dict[str, object]:
    """Give an actor whom no article names yet; the last one of the glossary."""
    arabic, latin = coined(_COINED - 1, 6)
    name = {"ar": arabic, "en": latin.title()}
    return {"id": "newcomer", "type": "person", "name": name, "aliases": {"ar": [f"{arabic}ن"]}}


class Writer:
    """Writes the texts of one article."""

    def __init__(self, found: Material, number: int, count: int) -> None:
        """Get ready for article `number` of `count`."""
        self.random = Random(number)
        self._found = found
        self._world = min(int(self.random.expovariate(0.69)), worlds(count) - 1)

    def text(self, start: str, like: str) -> Texts:
        """Compose a text of as many sentences as a real one has."""
        pool = self._found.pools[start]
        drawn = [self.random.choice(pool) for _ in _SENTENCE.split(like)]
        sides = [" ".join(side) for side in zip(*drawn, strict=True)]
        return self._varied(sides[0], 0), self._varied(sides[1], 1)

    def _varied(self, text: str, side: int) -> str:
        """Give the names of this article's world, and coin some of the other words."""
        made: list[str] = []
        end = 0
        for name in self._found.names[side].finditer(text):
            made += (
                self._coin(text[end : name.start()], side),
                renamed(name[0], side, self._world),
            )
            end = name.end()
        return "".join((*made, self._coin(text[end:], side)))

    def _coin(self, text: str, side: int) -> str:
        def word(found: re.Match[str]) -> str:
            # A sixth of the long words is a twelfth of all; capitals are what checks look at.
            if found[0] != found[0].lower() or self.random.randrange(6):
                return found[0]
            return coined(self.random.randrange(_COINED))[side]

        return _LONG_WORD.sub(word, text)
