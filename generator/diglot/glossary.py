"""The glossary at hand: actors that it lacks, and entries written into it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from diglot import storage
from diglot.formats.actors_places import spelling_places
from diglot.formats.actors_writer import with_entry, write_entry
from diglot.formats.actors_yaml import read_glossary
from diglot.formats.article_md import unified
from diglot.model.actors import Actor
from diglot.model.candidate import Candidate, Passage
from diglot.model.language import SOURCE_TAGS
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.settings import Settings
from diglot.publication import (
    Article,
    Publication,
    article_folder,
    articles,
    load,
    shown,
)
from diglot.stages.lint_glossary import lint_glossary
from diglot.stages.mention import mention
from diglot.stages.segment import segment_meta
from diglot.stages.suggest import suggest
from diglot.text.folding import name_key
from diglot.text.latin import latin_name
from diglot.text.name_trie import index_names


def suggestions(
    publication: Publication, slugs: Collection[str], problems: list[Problem]
) -> tuple[Candidate, ...]:
    """Give the actors that articles name and the glossary does not.

    Args:
        publication: the publication.
        slugs: the articles; all when empty.
        problems: takes the faults of articles that cannot be read.

    Returns:
        Candidates of every source language, the best first.

    Raises:
        DiglotError: there is no article of such a name.
    """
    unknown = sorted(set(slugs) - set(publication.slugs))
    if unknown:
        raise DiglotError(*(_no_article(publication, slug) for slug in unknown))
    by_lang: dict[str, list[Passage]] = {}
    for article in articles(publication, problems):
        lang = article.lang.partition("-")[0]
        if lang in SOURCE_TAGS and (not slugs or article.slug in slugs):
            by_lang.setdefault(lang, []).extend(passages(publication, article))
    found: list[Candidate] = []
    everyone = {actor.id for actor in publication.glossary.actors}
    for lang, texts in by_lang.items():
        index = index_names(publication.glossary, lang)
        named, _ = mention([passage.text for passage in texts], index, everyone)
        found += suggest(texts, lang, publication.glossary, named)
    return tuple(sorted(found, key=lambda each: (-each.score, -each.count, each.name)))


def passages(publication: Publication, article: Article) -> list[Passage]:
    """Give the texts of an article, front matter first."""
    settings, slug, document = publication.settings, article.slug, article.document
    path = shown(settings, article_folder(settings, slug) / "article.md")
    found = [
        Passage(slug, f"meta.{name}", segment.visible, path, 0)
        for name, segment in segment_meta(document.front).items()
    ]
    return found + [
        Passage(slug, id_, segment.visible, path, segment.line)
        for id_, segment in zip(article.ids, document.segments, strict=True)
    ]


def lint(publication: Publication, named: Mapping[str, Collection[str]]) -> tuple[Problem, ...]:
    """Report what is doubtful in the glossary.

    Args:
        publication: the publication.
        named: for every actor that a text names, the languages in which a reader meets it, as
            `editions.check` gives them.
    """
    path, name = actors_file(publication.settings)
    places = spelling_places(storage.read_text(path, name) or "", name)
    return lint_glossary(publication.glossary, places, named)


def actors_file(settings: Settings) -> tuple[Path, str]:
    """Give the glossary's file, and its name as the user knows it."""
    path = Path(settings.content_dir, "actors.yml")
    return path, shown(settings, path)


def _no_article(publication: Publication, slug: str) -> Problem:
    known = ", ".join(publication.slugs) or "none"
    place = Location(shown(publication.settings, article_folder(publication.settings, slug)))
    remedy = f"Name one of: {known}."
    return Problem("no-article", Severity.ERROR, f"there is no article `{slug}`", place, remedy)


def place_of(root: str, passage: Passage, start: int, end: int) -> Location:
    """Give the place in its file of a span of a passage: the column only where it is certain.

    Args:
        root: folder of the publication.
        passage: of an article's source.
        start: code point of the passage's text.
        end: one past the last.
    """
    text = storage.read_text(Path(root, passage.path), passage.path) or ""
    name, before = passage.text[start:end], passage.text[:start]
    rows = unified(text).split("\n")[max(passage.line - 1, 0) :]
    field = passage.segment.removeprefix("meta.").partition(".")[0]
    skipped = before.count(name)
    for number, row in enumerate(rows, max(passage.line, 1)):
        if passage.line and not row.strip():
            break
        if not passage.line and not row.startswith((f"{field}:", " ", "-")):
            continue
        if skipped < row.count(name):
            column = -1
            for _ in range(skipped + 1):
                column = row.index(name, column + 1)
            return Location(passage.path, number, column + 1)
        skipped -= row.count(name)
    return Location(passage.path, passage.line)


def accept(
    publication: Publication, candidates: Sequence[Candidate], wanted: str, id_: str = ""
) -> tuple[Actor, str]:
    """Write a stub of one candidate at the end of actors.yml; no role is invented.

    Args:
        publication: the publication.
        candidates: what was suggested.
        wanted: the candidate's name or one of its other forms, spelled alike but for folding.
        id_: of the new actor; by default from the English name, else from the letters of the name.

    Returns:
        The actor, and the file as the user knows it.

    Raises:
        DiglotError: no such candidate, or several; an id that is taken or can name no page; a file
            to which nothing can be added.
    """
    settings = publication.settings
    path, name = actors_file(settings)
    candidate = _wanted(candidates, wanted, name)
    with storage.content_lock(Path(settings.root)):
        glossary = load(settings).glossary
        taken = {each for actor in glossary.actors for each in (actor.id, *actor.former_ids)}
        chosen = id_ or _free_id(candidate, taken)
        if chosen in taken:
            remedy = "Give another with --id."
            raise _refused("actor-duplicate-id", f"the id `{chosen}` is taken", name, remedy)
        actor = stub(candidate, chosen)
        for fault in read_glossary(write_entry(actor), name).problems:
            raise _refused(fault.code, fault.message, name, fault.remedy)
        text = storage.read_text(path, name) or ""
        storage.write_whole(path, with_entry(text, actor, name).encode("utf-8"))
    return actor, name


def stub(candidate: Candidate, id_: str) -> Actor:
    """Give the actor that a candidate is, as far as the texts and CLDR tell.

    A shorter form counts only after the full name, until an editor knows it to be unmistakable;
    another spelling of the full name is an alias.
    """
    names = {candidate.lang: candidate.name}
    if candidate.english:
        names["en"] = candidate.english
    length = len(candidate.name.split())
    full = tuple(form for form in candidate.forms if len(form.split()) >= length)
    short = tuple(form for form in candidate.forms if form not in full)
    return Actor(
        id_,
        candidate.type,
        names,
        aliases={candidate.lang: full} if full else {},
        context_aliases={candidate.lang: short} if short else {},
    )


def _wanted(candidates: Sequence[Candidate], wanted: str, path: str) -> Candidate:
    key = name_key(wanted)
    found = [each for each in candidates if key == name_key(each.name)]
    found = found or [each for each in candidates if key in map(name_key, each.forms)]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(each.name for each in found)
        remedy = "Name it as `diglot suggest` lists it."
        raise _refused("candidate", f"`{wanted}` could be {names}", path, remedy)
    remedy = "Name one that `diglot suggest` lists."
    raise _refused("candidate", f"`{wanted}` is no candidate", path, remedy)


def _free_id(candidate: Candidate, taken: Collection[str]) -> str:
    base = latin_name(candidate.english) or latin_name(candidate.name) or candidate.type.value
    base = base.replace("_", "-")
    number = 1
    chosen = base
    while chosen in taken:
        number += 1
        chosen = f"{base}-{number}"
    return chosen


def _refused(code: str, message: str, path: str, remedy: str) -> DiglotError:
    return DiglotError(Problem(code, Severity.ERROR, message, Location(path), remedy))
