"""A publication of any size, the same each time.

    python -m bench.corpus FOLDER N

The folder gets `content/`, as this project reads it, and `texts/`, the same texts as Markdown in
both languages, for its peers.
"""

from __future__ import annotations

import datetime
import json
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from bench.words import LINE, ROOT, Material, Texts, Writer, glossary, material, new_name
from diglot.formats.article_md import read_article
from diglot.formats.po_writer import write_catalogue
from diglot.model.fingerprint import fingerprint
from diglot.model.translation import Alignment, Catalogue, MachineStamp, ReviewStamp, Unit
from diglot.publication import source_texts
from diglot.stages.identify import identify
from diglot.stages.sync import sync

# Shares of the states in the catalogues of an article: fresh from a machine, half edited, done.
_STATES = "missing machine edited accepted reviewed stale-draft stale-human".split()
_STAGES = ((5, 80, 5, 0, 0, 10, 0), (5, 25, 30, 30, 0, 5, 5), (0, 0, 0, 55, 40, 0, 5))


def slug(number: int) -> str:
    """Give the name of an article."""
    return f"article-{number:05}"


def write(folder: Path, count: int) -> None:
    """Write a publication of some articles into a new folder."""
    found = material()
    content = folder / "content"
    content.mkdir(parents=True)
    (content / "actors.yml").write_text(glossary(found, count), "utf-8")
    for name in ("index.md", "about.md"):
        shutil.copy(ROOT / "content" / name, content)
    with ProcessPoolExecutor() as pool:
        for _ in pool.map(partial(_write, folder, found, count), range(count), chunksize=20):
            pass


def _write(folder: Path, found: Material, count: int, number: int) -> None:
    source, target, catalogue, register = article(found, number, count)
    own = folder / "content" / "articles" / slug(number)
    own.mkdir(parents=True)
    (own / "article.md").write_text(source, "utf-8")
    (own / "en.po").write_text(write_catalogue(catalogue), "utf-8")
    (own / "source.pot").write_text(write_catalogue(register), "utf-8")
    texts = folder / "texts" / slug(number)
    texts.mkdir(parents=True)
    (texts / "ar.md").write_text(source, "utf-8")
    (texts / "en.md").write_text(target, "utf-8")


def article(found: Material, number: int, count: int) -> tuple[str, str, Catalogue, Catalogue]:
    """Make article `number` of a publication of `count`.

    Returns:
        Its Arabic and English Markdown, its catalogue and its register.
    """
    writer = Writer(found, number, count)
    day = str(datetime.date(2000, 1, 1) + datetime.timedelta(days=number))
    title = writer.text("# ", "")
    source, target, english = _body(found, writer, new_name(number, count))
    english[title[0]] = title[1]
    heads = [
        f"---\ntitle: {json.dumps(each, ensure_ascii=False)}\ndate: {day}\nlang: {lang}\n---\n"
        for each, lang in zip(title, ("ar", "en"), strict=True)
    ]
    catalogue, register = _untranslated(heads[0] + source)
    shares = _STAGES[number % len(_STAGES)]
    units = tuple(
        _in_state(each, english.get(each.source, ""), state, day)
        for each, state in zip(
            catalogue.units,
            writer.random.choices(_STATES, shares, k=len(catalogue.units)),
            strict=True,
        )
    )
    return heads[0] + source, heads[1] + target, replace(catalogue, units=units), register


def _body(found: Material, writer: Writer, name: Texts) -> tuple[str, str, dict[str, str]]:
    """Give the bodies in both languages, and the English of every Arabic block."""
    lines: list[Texts] = []
    english: dict[str, str] = {}
    for line in found.lines:
        start, like = LINE.fullmatch(line).groups()
        if not like or line.startswith("["):
            lines.append((line, line))
            continue
        text = writer.text(start[-2:], like)
        if not english:  # the lead says the name that is no actor's yet
            text = (f"{text[0]} {name[0]}.", f"{text[1]} {name[1]}.")
        english[text[0]] = text[1]
        lines.append((start + text[0], start + text[1]))
    source, target = ("\n".join(side) for side in zip(*lines, strict=True))
    return source, target, english


def _untranslated(source: str) -> tuple[Catalogue, Catalogue]:
    """Give the catalogue and the register that `sync` would begin with."""
    texts = source_texts(read_article(source, "article.md"))
    nothing_known = Alignment(tuple(None for text in texts if not text.id))
    register = identify(texts, nothing_known, source_lang="ar")
    known = [replace(text, id=unit.id) for text, unit in zip(texts, register.units, strict=True)]
    return sync(known, None, source_lang="ar", target_lang="en"), register


def _in_state(unit: Unit, target: str, state: str, day: str) -> Unit:
    if not target or state == "missing":
        return unit
    stamp = MachineStamp("bench", day, fingerprint(target))
    done = replace(unit, target=target)
    old = f"{unit.source} …"
    match state:
        case "machine":
            return replace(done, fuzzy=True, mt=stamp)
        case "edited":
            return replace(done, fuzzy=True, mt=replace(stamp, out=fingerprint(old)))
        case "stale-draft":
            return replace(done, fuzzy=True, mt=stamp, previous=old)
        case "stale-human":
            return replace(done, fuzzy=True, previous=old, accepted=True)
        case "reviewed":
            stamps = fingerprint(unit.source), fingerprint(target)
            return replace(done, review=ReviewStamp("Reviewer", day, *stamps))
    return done


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
